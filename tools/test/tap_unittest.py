#!/usr/bin/env python3
"""tap_unittest FOLDER...: runs every *_test.py below the folders and prints one TAP line per test."""
import importlib.util
import sys
import traceback
import unittest
from pathlib import Path


class TapResult(unittest.TestResult):
    number = 0

    def line(self, good, test, note=""):
        self.number += 1
        name = test.id().split(".", 1)[-1].replace("_", " ")
        print(f"{'ok' if good else 'not ok'} {self.number} - {name}{note}", flush=True)

    def report(self, test, error):
        self.line(False, test)
        for text in "".join(traceback.format_exception(*error)).splitlines():
            print("# " + text)

    def addSuccess(self, test):
        self.line(True, test)

    def addSkip(self, test, reason):
        self.line(True, test, f" # SKIP {reason}")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.report(test, err)

    def addError(self, test, err):
        super().addError(test, err)
        self.report(test, err)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.report(subtest, err)


def load(path):
    """Loads a file under a name made of its path: two folders may hold tests of the same name."""
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location("_".join(path.with_suffix("").parts[-3:]), path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return unittest.defaultTestLoader.loadTestsFromModule(module)


def main():
    files = sorted(file for folder in sys.argv[1:] for file in Path(folder).resolve().rglob("*_test.py"))
    result = TapResult()
    unittest.TestSuite(load(file) for file in files).run(result)
    print(f"1..{result.number}")
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
