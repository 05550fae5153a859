"""A product server for a benchmark: started with the demo space in a folder of its own, on a free port, and stopped."""
import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

from figure import Failure

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "build/release/apps/kair/kair"
READY_LIMIT_S = 120
STOP_LIMIT_S = 30
REFERENCE_START_S = 10


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ready_line(process):
    """The URL of `ready: URL`; the rest of the output is drained for as long as the server lives."""
    timer = threading.Timer(READY_LIMIT_S, process.kill)
    timer.start()
    said = []
    try:
        for line in process.stdout:
            said.append(line)
            if line.startswith("ready: "):
                threading.Thread(target=process.stdout.read, daemon=True).start()
                return line.split(None, 1)[1].strip()
    finally:
        timer.cancel()
    raise Failure("the server did not become ready:\n" + "".join(said[-20:]))


@contextlib.contextmanager
def served(core=None, web=None):
    """(URL, pid, data folder) of `kair serve --demo`, all its processes on `core`; `web`: another folder of the browser side."""
    if not PROGRAM.exists():
        raise Failure(f"{PROGRAM.relative_to(ROOT)} is missing: ./dev build")
    with tempfile.TemporaryDirectory(prefix="kair-bench-") as folder:
        environment = {**os.environ, "KAIR_PORT": str(free_port()), "KAIR_METRICS_PORT": str(free_port()),
                       "KAIR_DATA_DIR": folder, **({"KAIR_WEB_DIR": str(web)} if web else {})}
        prefix = ["taskset", "-c", str(core)] if core is not None else []
        process = subprocess.Popen([*prefix, PROGRAM, "serve", "--demo"], cwd=ROOT, env=environment, text=True,
                                   stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        try:
            yield ready_line(process), process.pid, folder
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(STOP_LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_until_answers(port, process):
    """For a reference server that says nothing when it is ready."""
    deadline = time.monotonic() + REFERENCE_START_S
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=1)
            connection.request("GET", "/")
            connection.getresponse().read()
            return
        time.sleep(0.05)
    raise Failure("the reference does not start")


def demo_account(url, role):
    address = urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=30)
    connection.request("GET", "/api/v1/instance")
    accounts = json.loads(connection.getresponse().read())["demo_accounts"]
    account = next((account for account in accounts if account["role"] == role), None)
    if account is None:
        raise Failure(f"the demo has no {role}")
    return account


class Client:
    """A signed-in person of the demo space."""

    def __init__(self, url, role):
        self.address = urlsplit(url)
        self.cookie = ""
        account = demo_account(url, role)
        self.call("POST", "/api/v1/session", {"email": account["email"], "password": account["password"]})

    def call(self, method, path, body=None):
        return json.loads(self.read(method, path, body))

    def read(self, method, path, body=None):
        connection = http.client.HTTPConnection(self.address.hostname, self.address.port, timeout=30)
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        if answer.status >= 300:
            raise Failure(f"{method} {path} answered {answer.status}: {text[:400]}")
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookie = cookie.split(";", 1)[0]
        return text
