"""The api is killed while it writes: nothing acknowledged is lost or doubled (OPERATIONS §11). The long form of the
first two is tools/bench/kill."""
import os
import re
import signal
import subprocess
import sys

from kills import kill_api
from server import ROOT, Server, alive, until
from tap import Skip, check, run
from writers import Writers

KILLS = 20


def kills_on(database):
    with Server(database) as server:
        writers = Writers(server.port)
        kill_api(server, writers, KILLS, seed=20)
        writers.stop()
        lost, doubled, what = writers.losses()
        check(lost == 0 and doubled == 0, what[:10])
        check(writers.acknowledged() > KILLS, "only", writers.acknowledged(), "writes were acknowledged")
        verdict = server.command("audit", "verify")
        check(verdict.returncode == 0, verdict.stdout, verdict.stderr)


def kills_on_sqlite():
    kills_on("")


def under_postgres(sentence_word):
    """Runs this file's tests of that word again, below a PostgreSQL of their own: they may crash it."""
    postgres = os.path.join(ROOT, "tools", "test", "postgres")
    done = subprocess.run([postgres, sys.executable, __file__, sentence_word],
                          env={**os.environ, "KAIR_FAULTS_INSIDE": "1", "KAIR_TEST_POSTGRES_FSYNC": "on"},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if "no PostgreSQL server is installed" in done.stdout:
        raise Skip("no PostgreSQL server is installed")
    check(done.returncode == 0 and re.search(r"^ok 1 ", done.stdout, re.M), done.stdout)


def kills_on_postgres():
    if not os.environ.get("KAIR_FAULTS_INSIDE"):
        return under_postgres("kills of the api on PostgreSQL")
    return kills_on(os.environ["KAIR_TEST_POSTGRES"])


def postgres_restarts():
    if not os.environ.get("KAIR_FAULTS_INSIDE"):
        return under_postgres("PostgreSQL that crashes")
    with Server(os.environ["KAIR_TEST_POSTGRES"]) as server:
        writers = Writers(server.port, 3)
        until(lambda: writers.acknowledged() > 10, what="writes before")
        os.kill(int(os.environ["KAIR_TEST_POSTGRES_PID"]), signal.SIGUSR1)
        until(lambda: writers.fault() or any(writer.answers.get(503) for writer in writers.writers),
              what="an answer 503 while the database was away")
        after = writers.acknowledged()
        until(lambda: writers.fault() or writers.acknowledged() > after + 30, what="writes after the restart")
        writers.stop()
        lost, doubled, what = writers.losses()
        return check(lost == 0 and doubled == 0, what[:10])


def drains():
    with Server() as server:
        writers = Writers(server.port)
        until(lambda: writers.acknowledged() > 30, what="writes before")
        everyone = server.everyone()
        check(server.stop() == 0, "exit status of serve")
        until(lambda: not any(alive(pid) for pid in everyone), 5, "the end of every process")
        writers.stop_event.set()
        for writer in writers.writers:
            writer.join(60)
        # Once nginx accepts no more, clients find nobody; a request it had accepted is answered.
        broken = [writer.answers for writer in writers.writers if writer.answers.get(502) or writer.answers.get(504)]
        check(not broken, "requests in hand were dropped:", broken)
        server.log_path += ".again"
        server.start()
        lost, doubled, what = writers.losses()
        check(lost == 0 and doubled == 0, what[:10])


def no_orphans():
    with Server() as server:
        everyone = server.everyone()
        check(len(everyone) >= 5, "processes:", everyone)
        os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()
        until(lambda: not any(alive(pid) for pid in everyone), 30, "the end of every process")


def everything_comes_back():
    with Server() as server:
        for name in ("nginx", "worker", "api"):
            old = server.child(name)
            os.kill(old, signal.SIGKILL)
            new = until(lambda: server.child(name) not in (None, old) and server.child(name), what=f"a new {name}")
            check(new != old, name)
        from client import LOST, Client

        def answers():
            try:
                return Client(server.port).call("GET", "/readyz")[0] == 200
            except LOST:
                return False

        until(answers, what="/readyz after the kills")


TESTS = [
    ("20 kills of the api on SQLite lose nothing acknowledged, double nothing, and leave the audit chain whole",
     kills_on_sqlite),
    ("20 kills of the api on PostgreSQL lose nothing acknowledged, double nothing, and leave the audit chain whole",
     kills_on_postgres),
    ("PostgreSQL that crashes and recovers in the middle: callers are told to wait, then all goes on", postgres_restarts),
    ("SIGTERM under load answers every request in hand, ends every process and loses nothing", drains),
    ("a killed supervisor leaves no orphan", no_orphans),
    ("whatever program is killed comes back", everything_comes_back),
]

if __name__ == "__main__":
    run(TESTS)
