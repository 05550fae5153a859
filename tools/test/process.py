"""Runs one command of a stage: output to a log, a time limit, and nothing left running behind it.

This process becomes the reaper of orphans, so a server that a test forgot is found, named and ended.
"""
import ctypes
import os
import signal
import subprocess
import time
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
TERM_GRACE_S = 10
ORPHAN_GRACE_S = 5


def become_reaper():
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def children(parent):
    """(pid, name, state) of the processes whose parent is `parent`."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text()
        except OSError:
            continue
        name, rest = stat[stat.index("(") + 1:stat.rindex(")")], stat[stat.rindex(")") + 2:].split()
        if int(rest[1]) == parent:
            found.append((int(entry.name), name, rest[0]))
    return found


def end_tree(pid):
    """Ends a process and all below it: the parent first, so that it starts nothing new."""
    below = children(pid)
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    for child, _, _ in below:
        end_tree(child)


def adopted(known):
    """The orphans that came to this process and still run; those that have ended are reaped on the way."""
    running = []
    for pid, name, state in children(os.getpid()):
        if pid in known:
            continue
        if state == "Z":
            os.waitpid(pid, os.WNOHANG)
        else:
            running.append((pid, name))
    return running


def end_orphans(known):
    """Waits a moment for the processes that the stage left behind, then ends them. Answers their names."""
    deadline = time.monotonic() + ORPHAN_GRACE_S
    left = adopted(known)
    while left and time.monotonic() < deadline:
        time.sleep(0.05)
        left = adopted(known)
    killing = left
    while killing:  # what they leave behind in turn comes here too; a killed process takes a moment to go
        for pid, _ in killing:
            end_tree(pid)
        time.sleep(0.01)
        killing = adopted(known)
    return [name for _, name in left]


def run(command, log, limit_s, env, known=(), cwd=None):
    """Answers (exit status or None at the time limit, names of processes left behind). `log` receives all output."""
    with open(log, "wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, env=env, cwd=cwd,
                                   start_new_session=True)
        try:
            status = process.wait(limit_s)
        except BaseException as why:  # the limit, or the user's Ctrl+C
            end_group(process)
            end_orphans(known)
            if not isinstance(why, subprocess.TimeoutExpired):
                raise
            return None, []
    return status, end_orphans(known)


def end_group(process):
    """Asks first: meson ends its tests on SIGTERM, and they run in sessions of their own."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(TERM_GRACE_S)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue
