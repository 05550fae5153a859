"""The stages of ./test, fastest first: what runs, for how long at most, and which report tells the count.

A new stage is a row of STAGES; the C tests need none, because every meson suite is a stage of its own.
"""
import json
from dataclasses import dataclass
from pathlib import Path

import outcome

# Suites run in this order; one that is not named runs before the first of LATE_SUITES.
EARLY_SUITES = ("lint", "unit", "api")
LATE_SUITES = ("fault", "crash")
SUITE_LIMIT_S = 600
SUITE_LIMITS_S = {"lint": 180, "crash": 900}
# meson's own limit per test is meant for an idle machine and an unsanitised build.
TIMEOUT_MULTIPLIER = "4"


@dataclass(frozen=True)
class Stage:
    """`read` turns the text of `report` (the log, when it names none) into an Outcome. Without a reader the command only has
    to succeed, which counts as one test or, for a step such as the build, as none."""
    name: str
    limit_s: int
    command: tuple
    read: object = None
    report: str = ""
    one_test: bool = False
    needs: tuple = ()  # stages that must have succeeded
    postgres: bool = False
    only_with_script: str = ""  # of package.json
    env: tuple = ()  # (name, value) pairs on top of the run's own


def npm(script):
    return ("npm", "run", "--silent", script)


def has_script(root, script):
    try:
        return script in json.loads((Path(root) / "package.json").read_text())["scripts"]
    except (OSError, ValueError, KeyError):
        return False


def suite_of(test):
    """A test belongs to its first suite; `project:suite` is how meson prints it."""
    return (test["suite"] or ["unit"])[0].split(":")[-1]


def suite_order(suite):
    if suite in EARLY_SUITES:
        return (0, EARLY_SUITES.index(suite), suite)
    if suite in LATE_SUITES:
        return (2, LATE_SUITES.index(suite), suite)
    return (1, 0, suite)


@dataclass(frozen=True)
class Tree:
    """One build of the C side: `name` is its folder below build/, `prefix` what its tests run under."""
    name: str
    options: tuple
    compiler: str = "gcc"
    tests: bool = True
    prefix: tuple = ()

    def configure(self, limit_s=120):
        return Stage(self.step("configure"), limit_s, ("tools/test/configure", self.folder, *self.options), env=(("CC", self.compiler),))

    def build(self, limit_s=1200):
        return Stage(self.step("build"), limit_s, ("ninja", "-k0", "-C", self.folder), needs=(self.step("configure"),))

    @property
    def folder(self):
        return "build/" + self.name

    def step(self, step):
        return step if self is TEST_TREE else f"{self.name}-{step}"


SANITIZED = ("-Db_sanitize=address,undefined", "-Db_lundef=false")
TEST_TREE = Tree("test", SANITIZED)
# What ./dev check adds. The analyzer works while compiling: a finding is an error of the build; gcc 12 takes members of a
# compound literal for uninitialised, so that one warning is off. The thread sanitizer needs addresses that are not randomised.
CHECK_TREES = (
    Tree("analyzer", ("-Dc_args=-fanalyzer -Wno-analyzer-use-of-uninitialized-value",), tests=False),
    Tree("clang", SANITIZED, compiler="clang"),
    Tree("thread", ("-Db_sanitize=thread", "-Db_lundef=false"), prefix=("setarch", "-R")),
)


STAGES = (
    Stage("tools", 300, ("python3", "tools/test/tap_unittest.py", "tools"), read=outcome.read_tap_log),
    TEST_TREE.configure(),
    TEST_TREE.build(),
    # here: the meson suites
    Stage("web-check", 300, npm("check:web"), one_test=True),
    Stage("web", 300, npm("test:web"), read=outcome.read_vitest, report="build/test/web.json"),
    Stage("player-check", 300, npm("check:player"), one_test=True),
    Stage("player", 300, npm("test:player"), read=outcome.read_vitest, report="build/test/player.json"),
    Stage("player-browser", 600, npm("test:player-browser"), read=outcome.read_vitest, report="build/test/player-browser.json"),
    Stage("openapi", 120, ("sh", "-c", "node_modules/.bin/redocly lint --format=json docs/api/openapi.json >build/test/redocly.json"),
          read=outcome.read_redocly, report="build/test/redocly.json"),
    Stage("e2e-check", 300, npm("check:e2e"), one_test=True, only_with_script="check:e2e"),
    Stage("web-build", 300, npm("build:web")),
    Stage("e2e", 1800, npm("test:e2e"), read=outcome.read_vitest, report="build/test/e2e.json", needs=("build", "web-build"),
          postgres=True, only_with_script="test:e2e"),
)


def meson_stages(tree, tests, pattern=""):
    """One stage per suite from the list of `meson introspect --tests`; with a pattern only what holds it."""
    suites = {}
    for test in tests:
        suite = suite_of(test)
        if pattern in suite or pattern in test["name"]:
            suites.setdefault(suite, {})[test["name"]] = test["protocol"]
    return [meson_stage(tree, suite, suites[suite]) for suite in sorted(suites, key=suite_order)]


def meson_stage(tree, suite, protocols):
    log = f"stage-{suite}"
    command = (*tree.prefix, "meson", "test", "-C", tree.folder, "--no-rebuild", "--logbase", log, "--timeout-multiplier",
               TIMEOUT_MULTIPLIER, *protocols)
    return Stage(tree.step(suite), SUITE_LIMITS_S.get(suite, SUITE_LIMIT_S), command, postgres=True, needs=(tree.step("build"),),
                 report=f"{tree.folder}/meson-logs/{log}.json", read=lambda text: outcome.read_meson(text, protocols))
