"""Carries out small stages: what dies, hangs, stays silent or leaves a process behind is a failure."""
import contextlib
import io
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import outcome
import process
from run import Run
from stages import Stage

process.become_reaper()


def shell(script, **more):
    return Stage("part", more.pop("limit_s", 60), ("sh", "-c", script), **more)


class Stages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.run_ = Run(Path(folder.name), 60)

    def stage(self, script, **more):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            self.run_.stage(shell(script, **more))
        return printed.getvalue()

    def total(self):
        return (self.run_.total.passed, self.run_.total.failed)

    def test_a_step_that_succeeds_counts_nothing(self):
        self.stage("true")
        self.assertEqual((0, 0), self.total())

    def test_a_check_that_succeeds_counts_one(self):
        self.stage("true", one_test=True)
        self.assertEqual((1, 0), self.total())

    def test_a_step_that_fails_counts_one_and_shows_its_output(self):
        self.assertIn("the reason", self.stage("echo the reason; exit 3"))
        self.assertEqual((0, 1), self.total())

    def test_a_report_of_no_test_is_a_failure(self):
        self.stage("true", read=outcome.read_tap_log)
        self.assertEqual((0, 1), self.total())

    def test_good_lines_do_not_hide_a_bad_exit(self):
        self.stage("echo ok 1 - a; exit 1", read=outcome.read_tap_log)
        self.assertEqual((1, 1), self.total())

    def test_an_old_report_is_not_read_again(self):
        (self.run_.root / "report").write_text("ok 1 - from the last run\n")
        self.stage("true", read=outcome.read_tap_log, report="report")
        self.assertEqual((0, 1), self.total())

    def test_a_stage_that_hangs_is_ended_at_its_limit(self):
        self.assertIn("stopped at its limit of 1 s", self.stage("sleep 300", limit_s=1))
        self.assertEqual((0, 1), self.total())

    def test_a_process_left_behind_is_named_and_ended(self):
        patience, process.ORPHAN_GRACE_S = process.ORPHAN_GRACE_S, 0.2
        self.addCleanup(setattr, process, "ORPHAN_GRACE_S", patience)
        self.assertIn("left running, ended here: sleep", self.stage("setsid sleep 300 & exit 0"))
        self.assertEqual((0, 1), self.total())
        self.assertEqual([], process.adopted(()))

    def test_a_program_that_does_not_exist_is_a_failure(self):
        with contextlib.redirect_stdout(io.StringIO()):
            self.run_.stage(Stage("part", 60, ("/nonexistent/program",)))
        self.assertEqual((0, 1), self.total())

    def test_a_stage_whose_need_failed_does_not_run(self):
        self.assertIn("not run: build failed", self.stage("true", needs=("build",)))
        self.assertEqual((0, 1), self.total())


if __name__ == "__main__":
    unittest.main()
