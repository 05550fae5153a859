"""The arithmetic of a figure."""
import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import figure
import wrk


class Ratio(unittest.TestCase):
    def test_one_disturbed_pair_does_not_move_the_median(self):
        values, references = iter([10, 1, 12]), iter([100, 100, 100])
        ratio, value, reference = figure.median_ratio(lambda: next(values), lambda: next(references), 3)
        self.assertEqual((0.1, 10, 100), (ratio, value, reference))

    def test_both_are_measured_in_turn(self):
        order = []
        figure.median_ratio(lambda: order.append("own") or 1, lambda: order.append("peer") or 1, 2)
        self.assertEqual(["own", "peer", "own", "peer"], order)

    def test_a_reference_of_nothing_is_refused(self):
        with self.assertRaises(figure.Failure):
            figure.median_ratio(lambda: 1, lambda: 0, 1)


class Line(unittest.TestCase):
    def test_the_line_has_the_members_in_order(self):
        line = figure.Figure("x", 0.5, "ratio", "peer").line(0.123456, own_per_s=7)
        self.assertEqual(["bench", "value", "goal", "unit", "peer", "own_per_s"], list(json.loads(line)))
        self.assertEqual(0.1235, json.loads(line)["value"])


class Load(unittest.TestCase):
    def test_requests_per_second_come_from_the_summary(self):
        self.assertEqual(500.0, wrk.rate('noise\n{"requests": 1000, "duration_us": 2000000, "status": 0, "socket": 0}\n'))

    def test_a_refused_request_spoils_the_figure(self):
        with self.assertRaises(figure.Failure):
            wrk.rate('{"requests": 1000, "duration_us": 2000000, "status": 1, "socket": 0}\n')


if __name__ == "__main__":
    unittest.main()
