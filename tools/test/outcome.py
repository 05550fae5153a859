"""What a stage came to, and how the reports of the test programs are read into that.

Knows the formats (TAP, meson's log, vitest's JSON, redocly's JSON) and nothing of stages or processes. The rule behind
every reader: a report that is missing, empty or broken counts as a failure, never as nothing.
"""
import json
import re
from dataclasses import dataclass, field

TAP_LINE = re.compile(r"^(not )?ok\b(?:\s+\d+)?\s*-?\s*(.*)$")
TAP_DIRECTIVE = re.compile(r"#\s*(skip|todo)\b", re.IGNORECASE)
TAP_EMPTY_PLAN = re.compile(r"^1\.\.0\s*#\s*skip", re.IGNORECASE)


@dataclass
class Outcome:
    """Counts of tests, and the failures as text to print in full."""
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list = field(default_factory=list)

    def fail(self, text, count=1):
        self.failed += count
        self.failures.append(text.rstrip())

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.failures += other.failures


def read_tap(text):
    """Counts the lines of a TAP text; a failed test's comment lines are for whoever prints the text."""
    outcome = Outcome()
    for line in text.splitlines():
        if TAP_EMPTY_PLAN.match(line):
            outcome.skipped += 1
            continue
        found = TAP_LINE.match(line)
        if not found:
            continue
        if TAP_DIRECTIVE.search(found.group(2)):
            outcome.skipped += 1
        elif found.group(1):
            outcome.failed += 1
        else:
            outcome.passed += 1
    return outcome


def read_tap_log(text):
    """A TAP log of one program, with what it says about its failures."""
    outcome = read_tap(text)
    if outcome.failed:
        outcome.failures.append(without_passed(text))
    return outcome


def without_passed(text):
    """A TAP text without the lines that say that all is well."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(("ok ", "1..", "TAP version")))


def read_meson_test(record, protocol):
    """One record of meson's log. `protocol` is the test's own: tap counts its lines, exitcode counts one."""
    good = record["result"] in ("OK", "EXPECTEDFAIL")
    outcome = Outcome()
    stdout = record.get("stdout") or ""
    if protocol == "tap":
        outcome = read_tap(stdout)
    elif record["result"] == "SKIP":
        outcome.skipped = 1
    elif good:
        outcome.passed = 1
    if outcome.failed == 0 and not good and record["result"] != "SKIP":
        outcome.failed = 1
    if outcome.passed + outcome.failed + outcome.skipped == 0:
        outcome.failed = 1
    if outcome.failed:
        outcome.failures.append("\n".join(filter(None, (
            f"{record['name']}: {record['result']}, exit status {record.get('returncode')}",
            without_passed(stdout).rstrip() if protocol == "tap" else stdout.rstrip(),
            (record.get("stderr") or "").rstrip()))))
    return outcome


def read_meson(text, protocols):
    """meson's testlog.json, one record a line. `protocols` maps each expected test's name to its protocol; one without
    a record (meson ended before it) is a failure."""
    outcome = Outcome()
    seen = set()
    for line in text.splitlines():
        try:
            record = json.loads(line)
        except ValueError:
            outcome.fail(f"a line of meson's log is no JSON: {line[:200]}")
            continue
        name = record["name"].split(" / ", 1)[-1]
        outcome.add(read_meson_test(record, protocols.get(name, "exitcode")))
        seen.add(name)
    for name in protocols.keys() - seen:
        outcome.fail(f"{name}: no result; meson ended before it did")
    return outcome


def read_vitest(text):
    """The JSON report that vitest and the journeys write."""
    outcome = Outcome()
    try:
        report = json.loads(text)
        outcome.passed, failed = int(report["numPassedTests"]), int(report["numFailedTests"])
        outcome.skipped = int(report.get("numPendingTests", 0))
    except (ValueError, KeyError, TypeError) as fault:
        outcome.fail(f"the JSON report cannot be read: {fault!r}")
        return outcome
    for file in report.get("testResults", []):
        for test in file.get("assertionResults", []):
            if test.get("status") == "failed":
                name = test.get("fullName") or test.get("title")
                outcome.failures.append("\n".join([f"{file.get('name', '')}: {name}", *test.get("failureMessages", [])]))
        if file.get("status") == "failed" and not any(t.get("status") == "failed" for t in file.get("assertionResults", [])):
            failed += 1  # the file itself could not be loaded
            outcome.failures.append(f"{file.get('name', '')}: {file.get('message', 'failed')}")
    outcome.failed = failed
    if outcome.passed + outcome.failed == 0:
        outcome.fail("the report holds no test")
    return outcome


def read_redocly(text):
    """redocly's JSON: the document is clean when it names no problem, warnings included."""
    outcome = Outcome()
    try:
        report = json.loads(text)
        problems = report["problems"]
    except (ValueError, KeyError, TypeError) as fault:
        outcome.fail(f"the JSON report cannot be read: {fault!r}")
        return outcome
    for problem in problems:
        where = (problem.get("location") or [{}])[0].get("pointer", "")
        outcome.fail(f"{problem.get('severity')}: {problem.get('ruleId')} at {where}: {problem.get('message')}")
    outcome.passed = 0 if problems else 1
    return outcome
