"""A whole `kair serve` on a data folder of its own, for tests and benches that kill it, fill its disk or starve it."""
import glob
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

START_LIMIT_S = 60
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


class Broken(Exception):
    """The server does not do what every test needs; the text holds the end of its log."""


def free_port():
    """A port that nobody has now. Somebody may take it before we do; then the start says so."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def kair_program():
    """The program of this build: KAIR_TEST_KAIR as the build description says, or the usual build folder."""
    return os.environ.get("KAIR_TEST_KAIR", os.path.join(ROOT, "build", "apps", "kair", "kair"))


def until(condition, limit_s=START_LIMIT_S, what="a condition"):
    """Waits for a condition, looking often; its value, or Broken."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.005)
    raise Broken(f"{what} did not come within {limit_s} s")


def children_of(pid):
    """Process ids whose parent is `pid`."""
    found = []
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path, encoding="ascii", errors="replace") as file:
                text = file.read()
        except OSError:
            continue
        if int(text.rpartition(")")[2].split()[1]) == pid:
            found.append(int(text.split(" ", 1)[0]))
    return found


def command_line(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read().decode(errors="replace").split("\0")
    except OSError:
        return []


def alive(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Server:
    """`with Server() as server:` starts it with the demonstration and ends it, whatever happened."""

    def __init__(self, database="", folder=None, settings=None, arguments=("serve", "--demo")):
        self.own_folder = folder is None
        self.folder = folder or tempfile.mkdtemp(prefix="kair-faults-")
        self.port = free_port()
        self.arguments = arguments
        self.log_path = os.path.join(tempfile.gettempdir(), f"kair-faults-{os.getpid()}-{self.port}.log")
        self.environment = {key: value for key, value in os.environ.items() if not key.startswith("KAIR_")}
        self.environment |= {
            "KAIR_DATA_DIR": os.path.join(self.folder, "data"),
            "KAIR_WEB_DIR": os.path.join(ROOT, "build", "web"),
            "KAIR_PORT": str(self.port),
            "KAIR_METRICS_PORT": "0",
            "KAIR_DATABASE": database,
            "KAIR_ARGON2_MEMORY_KIB": "19456",  # the floor: these tests are not about passwords
        } | (settings or {})
        self.process = None

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.remove()
            raise
        return self

    def __exit__(self, kind, *_):
        said = self.remove()
        if kind is None and b"Sanitizer" in said:  # of whichever process: they all write to the same log
            raise Broken("a sanitizer spoke:\n" + said[said.index(b"Sanitizer") - 200:][:6000].decode(errors="replace"))

    def start(self, wait=True):
        log = open(self.log_path, "ab")
        self.process = subprocess.Popen([kair_program(), *self.arguments], env=self.environment, stdout=log, stderr=log,
                                        stdin=subprocess.DEVNULL, start_new_session=True)
        log.close()
        if wait:
            until(self.ready, what="ready")

    def ready(self):
        if self.process.poll() is not None:
            raise Broken("serve ended:\n" + self.log_end())
        return b"ready: " in self.log()

    def log(self):
        with open(self.log_path, "rb") as file:
            return file.read()

    def log_end(self):
        return self.log()[-4000:].decode(errors="replace")

    def child(self, name):
        """Process id of "api", "nginx" or "worker"; None while it does not run."""
        for pid in children_of(self.process.pid):
            words = command_line(pid)
            program = os.path.basename(words[0]) if words else ""
            if (name == "api" and "api" in words[1:]) or (name == "worker" and program == "kair-worker") or \
                    (name == "nginx" and program.startswith("nginx")):
                return pid
        return None

    def everyone(self):
        """Every process below the supervisor, and itself."""
        found, todo = [], [self.process.pid]
        while todo:
            pid = todo.pop()
            found.append(pid)
            todo += children_of(pid)
        return found

    def command(self, *words, text=None):
        """Runs `kair WORDS` on the same settings; the finished process."""
        return subprocess.run([kair_program(), *words], env=self.environment, input=text, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300, check=False)

    def stop(self, limit_s=40):
        """SIGTERM; the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(limit_s)

    def remove(self):
        """Ends it, removes what it left, and gives back what it had said."""
        if self.process and self.process.poll() is None:
            everyone = self.everyone()
            try:
                self.stop()
            except subprocess.TimeoutExpired:
                for pid in everyone:
                    if alive(pid):
                        os.kill(pid, signal.SIGKILL)
                self.process.wait()
        if self.own_folder:
            shutil.rmtree(self.folder, ignore_errors=True)
        said = b""
        if os.path.exists(self.log_path):
            said = self.log()
            os.remove(self.log_path)
        return said
