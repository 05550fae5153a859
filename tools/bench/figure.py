"""A figure of a benchmark: how it is measured against its reference and how it is printed.

Absolute times mean nothing on a shared machine, so a figure is the ratio to a reference measured in the same run: both
are measured in turn, several times, and the median of the pairs' ratios is the value.
"""
import json
import os
import statistics
import sys
from dataclasses import dataclass


class Failure(Exception):
    """The figure cannot be had; the text says why."""


@dataclass(frozen=True)
class Figure:
    bench: str
    goal: float
    unit: str
    peer: str

    def line(self, value, **more):
        """The JSON line. `more`: what the value was computed from."""
        return json.dumps({"bench": self.bench, "value": significant(value), "goal": self.goal, "unit": self.unit, "peer": self.peer,
                           **more})


def significant(value):
    return float(f"{value:.4g}")


def median_ratio(measure, measure_reference, pairs):
    """Measures both in turn, `pairs` times. Answers (median of the ratios, medians of both)."""
    values, references = [], []
    for _ in range(pairs):
        values.append(measure())
        references.append(measure_reference())
    if min(references) <= 0:
        raise Failure("the reference measured nothing")
    ratio = statistics.median(value / reference for value, reference in zip(values, references))
    return ratio, statistics.median(values), statistics.median(references)


def two_cores():
    """(core of what is measured, core of what loads it)."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        raise Failure("this figure needs two cores: one for the server, one for the load")
    return cores[0], cores[-1]


def progress(text):
    """For the person who waits; the figure alone goes to standard output."""
    print(text, file=sys.stderr, flush=True)


def main(measure):
    """Runs `measure()`, which answers the JSON line, as a program."""
    try:
        print(measure(), flush=True)
    except (Failure, OSError) as failure:
        sys.exit(f"{os.path.basename(sys.argv[0])}: {failure}")
