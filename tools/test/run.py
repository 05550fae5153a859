"""Carries out one stage after the other and keeps the count: the shared PostgreSQL, the environment of the tests, the
line per stage and the failures in full. Knows no stage by name.
"""
import os
import subprocess
import sys
import time
from pathlib import Path

import process
from outcome import Outcome

LOG_END_LINES = 60

ENVIRONMENT = {
    "ASAN_OPTIONS": "detect_stack_use_after_return=1:strict_string_checks=1:check_initialization_order=1:allocator_may_return_null=1",
    "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
    "TSAN_OPTIONS": "halt_on_error=1:second_deadlock_stack=1",
    "KAIR_TEST_REQUIRE_POSTGRES": "1",
    "LC_ALL": "C.UTF-8",
    "REDOCLY_TELEMETRY": "off",
    "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true",
}


class Postgres:
    """The server shared by the stages that want one, started with the first of them. It lives as long as the pipe to its
    wrapper, so it also ends when this process is killed."""

    def __init__(self, root):
        self.wrapper = root / "tools/test/postgres"
        self.holder = None
        self.environment = {}

    def start(self):
        """Answers '' or why there is no server."""
        if self.holder:
            return ""
        tell = 'env | grep ^KAIR_TEST_POSTGRES; echo .; exec cat >/dev/null'
        # Without fsync: tests kill programs, not the machine, and each body makes a database of its own.
        quick = {**os.environ, "KAIR_TEST_POSTGRES_FSYNC": "off"}
        self.holder = subprocess.Popen([self.wrapper, "sh", "-c", tell], env=quick, stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
        said = []
        for line in self.holder.stdout:
            if line == ".\n":
                self.environment = dict(pair.rstrip("\n").split("=", 1) for pair in said)
                return ""
            said.append(line)
        self.holder.wait()
        self.holder = None
        return "PostgreSQL cannot be started\n" + "".join(said)

    def pids(self):
        return (self.holder.pid,) if self.holder else ()

    def stop(self):
        if self.holder:
            self.holder.stdin.close()
            self.holder.wait()


class Run:
    """One run: counts what the stages came to."""

    def __init__(self, root, limit_s):
        self.root = root
        self.logs = root / "build/test/logs"
        self.logs.mkdir(parents=True, exist_ok=True)
        self.total = Outcome()
        self.succeeded = set()
        self.postgres = Postgres(root)
        self.deadline = time.monotonic() + limit_s

    def stage(self, stage):
        started = time.monotonic()
        result = self.outcome_of(stage)
        self.total.add(result)
        if result.failed == 0:
            self.succeeded.add(stage.name)
        say(stage, result, time.monotonic() - started)

    def outcome_of(self, stage):
        result = Outcome()
        unmet = [name for name in stage.needs if name not in self.succeeded]
        if unmet:
            result.fail(f"not run: {unmet[0]} failed")
            return result
        environment = {**os.environ, **ENVIRONMENT, "KAIR_TEST_ROOT": str(self.root),
                       "KAIR_TEST_BUILD": str(self.root / "build/test"), **dict(stage.env)}
        if stage.postgres:
            why = self.postgres.start()
            if why:
                result.fail(why)
            environment.update(self.postgres.environment)
        result.add(self.execute(stage, environment))
        return result

    def execute(self, stage, environment):
        """Runs the stage's command and judges it: by its report when it has one, and by its end in any case."""
        result = Outcome()
        log = self.logs / f"{stage.name}.log"
        report = self.root / stage.report if stage.report else log
        report.unlink(missing_ok=True)
        limit_s = max(1, min(stage.limit_s, self.deadline - time.monotonic()))
        try:
            status, orphans = process.run(stage.command, log, limit_s, environment, self.postgres.pids(), self.root)
        except OSError as fault:
            result.fail(f"{stage.command[0]} cannot be started: {fault.strerror}")
            return result
        if stage.read:
            result.add(read_report(stage, report))
        elif status == 0 and stage.one_test:
            result.passed = 1
        if status is None:
            result.fail(f"stopped at its limit of {limit_s:.0f} s; the end of {log}:\n{end_of(log)}")
        elif status != 0 and result.failed == 0:
            result.fail(f"exit status {status}; the end of {log}:\n{end_of(log)}")
        elif status != 0 and result.passed == 0 and report != log:
            result.failures.append(f"exit status {status}; the end of {log}:\n{end_of(log)}")  # the report may not say it
        if orphans:
            result.fail("left running, ended here: " + ", ".join(orphans))
        if stage.read and result.passed + result.failed == 0:
            result.fail("no test ran")
        return result

    def refuse(self, why):
        """There was nothing to run: that is a failure too."""
        self.total.fail(why)
        print(why, flush=True)

    def summary(self):
        print(f"{self.total.passed} passed, {self.total.failed} failed", flush=True)
        return 1 if self.total.failed else 0


def read_report(stage, report):
    try:
        return stage.read(report.read_text(encoding="utf-8", errors="replace"))
    except OSError as fault:
        result = Outcome()
        result.fail(f"no report {report}: {fault.strerror}")
        return result


def end_of(log):
    try:
        return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_END_LINES:])
    except OSError:
        return ""


def say(stage, result, seconds):
    counts = f"{result.passed} passed"
    if result.failed:
        counts += f", {result.failed} failed"
    if result.skipped:
        counts += f", {result.skipped} skipped"
    if not (stage.read or stage.one_test or result.failed):
        counts = "done"
    print(f"{'FAIL' if result.failed else 'ok':<5}{stage.name:<18}{seconds:8.1f} s  {counts}")
    for text in result.failures:
        print("  | " + text.replace("\n", "\n  | "))
    sys.stdout.flush()
