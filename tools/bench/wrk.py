"""Loads an HTTP server with wrk. Any answer but a good one spoils the measurement: errors are fast."""
import json
import os
import subprocess
from pathlib import Path

from figure import Failure

FOLDER = Path(__file__).parent


def rate(output):
    """Requests per second from what wrk and its script printed."""
    try:
        summary = json.loads(output.strip().splitlines()[-1])
    except (ValueError, IndexError) as fault:
        raise Failure(f"wrk gave no summary: {output[-400:]}") from fault
    if summary["status"] or summary["socket"]:
        raise Failure(f"{summary['status']} answers were errors, {summary['socket']} connections failed")
    return summary["requests"] / (summary["duration_us"] / 1e6)


def load(url, core, seconds, connections, headers=()):
    """Requests per second that one thread on `core` gets answered."""
    return run(url, core, seconds, connections, "wrk_summary.lua", [f"-H{name}: {value}" for name, value in headers])


def load_ranges(url, core, seconds, connections, range_bytes, file_bytes):
    """The same, each request for another range of a file."""
    return run(url, core, seconds, connections, "wrk_ranges.lua", [], RANGE_BYTES=str(range_bytes), FILE_BYTES=str(file_bytes))


def run(url, core, seconds, connections, script, options, **environment):
    command = ["taskset", "-c", str(core), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(FOLDER / script), *options, url]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})
    if done.returncode != 0:
        raise Failure(f"wrk failed: {done.stderr or done.stdout}")
    return rate(done.stdout)
