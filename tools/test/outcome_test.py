"""A report that is short, broken or missing must never look like success."""
import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import outcome


def record(result="OK", stdout="1..1\nok 1 - a\n", **more):
    return json.dumps({"name": "kair:unit / arena", "result": result, "returncode": 0, "stdout": stdout, **more})


class Tap(unittest.TestCase):
    def counts(self, text):
        read = outcome.read_tap(text)
        return (read.passed, read.failed, read.skipped)

    def test_lines_with_and_without_numbers_count(self):
        self.assertEqual((2, 1, 0), self.counts("ok 1 - a\nok - b\nnot ok 3 - c\n# why\n1..3\n"))

    def test_a_skipped_test_is_neither_passed_nor_failed(self):
        self.assertEqual((0, 0, 2), self.counts("ok 1 - a # SKIP no disk\nnot ok 2 - b # TODO issue 9\n"))

    def test_a_plan_of_nothing_is_one_skipped_test(self):
        self.assertEqual((0, 0, 1), self.counts("1..0 # SKIP no PostgreSQL\n"))

    def test_a_word_that_begins_with_ok_is_no_test(self):
        self.assertEqual((0, 0, 0), self.counts("okay then\n# not ok at all\n"))

    def test_the_log_of_a_failure_keeps_the_reason_and_drops_the_rest(self):
        read = outcome.read_tap_log("ok 1 - a\n# 3 is not 4\nnot ok 2 - b\n1..2\n")
        self.assertEqual(["# 3 is not 4\nnot ok 2 - b"], read.failures)


class Meson(unittest.TestCase):
    def read(self, text, protocol="tap"):
        return outcome.read_meson(text, {"arena": protocol})

    def test_every_tap_line_counts(self):
        read = self.read(record(stdout="ok 1 - a\nok 2 - b\n1..2\n"))
        self.assertEqual((2, 0), (read.passed, read.failed))

    def test_a_crash_after_good_lines_is_one_failure(self):
        read = self.read(record("ERROR", "1..9\nok 1 - a\n", returncode=-11, stderr="AddressSanitizer: boom"))
        self.assertEqual((1, 1), (read.passed, read.failed))
        self.assertIn("AddressSanitizer: boom", read.failures[0])

    def test_a_test_that_names_its_failure_is_not_counted_twice(self):
        self.assertEqual(1, self.read(record("ERROR", "1..1\nnot ok 1 - a\n", returncode=1)).failed)

    def test_a_time_out_is_a_failure(self):
        self.assertEqual(1, self.read(record("TIMEOUT", "")).failed)

    def test_a_program_that_says_nothing_is_a_failure(self):
        self.assertEqual(1, self.read(record("SKIP", "")).failed)

    def test_a_plain_program_counts_one(self):
        read = self.read(record("OK", "whatever"), "exitcode")
        self.assertEqual((1, 0), (read.passed, read.failed))

    def test_a_test_without_a_record_is_a_failure(self):
        self.assertEqual(1, self.read("").failed)

    def test_a_torn_line_is_a_failure(self):
        self.assertEqual(1, self.read(record() + "\n{\"name\": \"kair").failed)


class Vitest(unittest.TestCase):
    def test_counts_and_messages(self):
        read = outcome.read_vitest(json.dumps({"numPassedTests": 3, "numFailedTests": 1, "testResults": [
            {"name": "a.test.ts", "status": "failed", "assertionResults": [
                {"status": "failed", "fullName": "shell opens", "failureMessages": ["expected 1"]}]}]}))
        self.assertEqual((3, 1), (read.passed, read.failed))
        self.assertIn("shell opens\nexpected 1", read.failures[0])

    def test_a_file_that_does_not_load_is_a_failure(self):
        read = outcome.read_vitest(json.dumps({"numPassedTests": 3, "numFailedTests": 0, "testResults": [
            {"name": "b.test.ts", "status": "failed", "message": "no such module", "assertionResults": []}]}))
        self.assertEqual(1, read.failed)

    def test_no_test_at_all_is_a_failure(self):
        self.assertEqual(1, outcome.read_vitest('{"numPassedTests": 0, "numFailedTests": 0}').failed)

    def test_a_torn_report_is_a_failure(self):
        self.assertEqual(1, outcome.read_vitest('{"numPassedTests": 7').failed)


class Redocly(unittest.TestCase):
    def test_a_clean_document_counts_one(self):
        self.assertEqual(1, outcome.read_redocly('{"problems": []}').passed)

    def test_a_warning_is_a_failure(self):
        read = outcome.read_redocly(json.dumps({"problems": [{"severity": "warn", "ruleId": "no-x", "message": "why"}]}))
        self.assertEqual((0, 1), (read.passed, read.failed))


if __name__ == "__main__":
    unittest.main()
