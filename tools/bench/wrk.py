"""Loads an HTTP server with wrk. Any answer but a good one spoils the measurement: errors are fast."""
import json
import subprocess
from pathlib import Path

from figure import Failure

SCRIPT = Path(__file__).parent / "wrk_summary.lua"


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
    command = ["taskset", "-c", str(core), "wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(SCRIPT)]
    for name, value in headers:
        command += ["-H", f"{name}: {value}"]
    done = subprocess.run([*command, url], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failure(f"wrk failed: {done.stderr or done.stdout}")
    return rate(done.stdout)
