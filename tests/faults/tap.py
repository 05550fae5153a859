"""The smallest test frame in Python: sentences and functions, TAP on standard output."""
import sys
import traceback


class Skip(Exception):
    """This machine lacks something the test needs; the text says what."""


def check(condition, *what):
    """Fails the test with what was there instead."""
    if not condition:
        raise AssertionError(" ".join(str(word) for word in what) or "does not hold")


def run(tests):
    """Runs the functions whose sentence holds one of the words given; the exit status says whether all passed."""
    words = sys.argv[1:]
    failed = number = 0
    for sentence, function in tests:
        if words and not any(word in sentence for word in words):
            continue
        number += 1
        try:
            function()
        except Skip as why:
            print(f"ok {number} - {sentence} # SKIP {why}", flush=True)
            continue
        except Exception:  # a test may break in any way; the next ones still run
            failed += 1
            for line in traceback.format_exc().splitlines():
                print(f"# {line}")
            print(f"not ok {number} - {sentence}", flush=True)
            continue
        print(f"ok {number} - {sentence}", flush=True)
    print(f"1..{number}", flush=True)
    sys.exit(1 if failed else 0)
