"""The api is killed while learners watch and answer: whatever was acknowledged is there, as it was sent and once, what is
known of each learner says so, and every projection equals a rebuild (ARCHITECTURE §7). The long form is tools/bench/kill."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

from kills import kill_api
from players import Players, make_bundle
from server import ROOT, Server
from tap import Skip, check, run

KILLS = 15


def kills_on(database):
    web = make_bundle(tempfile.mkdtemp(prefix="kair-player-"))
    try:
        with Server(database, settings={"KAIR_WEB_DIR": web}) as server:
            players = Players(server)
            kill_api(server, players, KILLS, seed=31)
            players.stop()
            lost, doubled, what = players.losses()
            check(lost == 0 and doubled == 0, what[:10])
            check(players.acknowledged() > KILLS, "only", players.acknowledged(), "statements were acknowledged")
    finally:
        shutil.rmtree(web)


def kills_on_sqlite():
    kills_on("")


def kills_on_postgres():
    """Below a PostgreSQL of its own, which writes as durably as in production."""
    if os.environ.get("KAIR_FAULTS_INSIDE"):
        return kills_on(os.environ["KAIR_TEST_POSTGRES"])
    postgres = os.path.join(ROOT, "tools", "test", "postgres")
    done = subprocess.run([postgres, sys.executable, __file__, "on PostgreSQL"],
                          env={**os.environ, "KAIR_FAULTS_INSIDE": "1", "KAIR_TEST_POSTGRES_FSYNC": "on"},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if "no PostgreSQL server is installed" in done.stdout:
        raise Skip("no PostgreSQL server is installed")
    return check(done.returncode == 0 and re.search(r"^ok 1 ", done.stdout, re.M), done.stdout)


TESTS = [
    ("15 kills of the api on SQLite lose and double nothing that learners did", kills_on_sqlite),
    ("15 kills of the api on PostgreSQL lose and double nothing that learners did", kills_on_postgres),
]

if __name__ == "__main__":
    run(TESTS)
