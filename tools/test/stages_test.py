"""Which C tests run, and in which order."""
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import stages

TESTS = [
    {"name": "kill", "suite": ["kair:crash"], "protocol": "tap"},
    {"name": "group", "suite": ["kair:domains"], "protocol": "tap"},
    {"name": "arena", "suite": ["kair:unit", "kair:base"], "protocol": "tap"},
    {"name": "layers", "suite": ["kair:lint"], "protocol": "exitcode"},
]


class Suites(unittest.TestCase):
    def names(self, pattern=""):
        return [stage.name for stage in stages.meson_stages(stages.TEST_TREE, TESTS, pattern)]

    def test_fast_suites_first_crashes_last_and_unknown_ones_between(self):
        self.assertEqual(["lint", "unit", "domains", "crash"], self.names())

    def test_a_pattern_picks_by_suite_and_by_name(self):
        self.assertEqual(["lint"], self.names("lint"))
        self.assertEqual(["domains"], self.names("grou"))
        self.assertEqual([], self.names("nothing"))

    def test_every_test_of_a_suite_is_named_on_the_command_line(self):
        stage = stages.meson_stages(stages.TEST_TREE, TESTS, "arena")[0]
        self.assertEqual("arena", stage.command[-1])

    def test_the_trees_of_the_check_do_not_share_names(self):
        names = [tree.step("build") for tree in (stages.TEST_TREE, *stages.CHECK_TREES)]
        self.assertEqual(len(names), len(set(names)))


class Table(unittest.TestCase):
    def test_every_need_is_a_stage_before_it(self):
        seen = set()
        for stage in stages.STAGES:
            self.assertLessEqual(set(stage.needs), seen, stage.name)
            seen.add(stage.name)


if __name__ == "__main__":
    unittest.main()
