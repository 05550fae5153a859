"""Kills the api of a running server again and again, at random moments of its work."""
import os
import random
import signal
import time

from client import LOST, Client
from server import Broken, until

DELAY_MS = (1, 21)


def ready(server):
    """Whether /readyz says so now."""
    client = Client(server.port)
    try:
        return client.call("GET", "/readyz")[0] == 200
    except LOST:
        return False
    finally:
        client.close()


def kill_api(server, writers, kills, seed, progress=None):
    """Each kill waits until something was acknowledged by an api younger than the kill before, so that it meets one at
    work. At the end the server is ready."""
    chance = random.Random(seed)
    killed = None

    def young_api():
        if writers.fault():
            raise writers.fault()
        if server.process.poll() is not None:
            raise Broken("serve ended:\n" + server.log_end())
        pid = server.child("api")
        return pid if pid != killed else None

    for number in range(kills):
        pid = until(young_api, what="a new api")
        before = writers.acknowledged()
        until(lambda: young_api() and writers.acknowledged() > before, what="work after a kill")
        time.sleep(chance.uniform(*DELAY_MS) / 1000)
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError as gone:
            raise Broken("the api ended by itself:\n" + server.log_end()) from gone
        killed = pid
        if progress:
            progress(number + 1)
    until(young_api, what="a new api")
    until(lambda: ready(server), what="/readyz after the last kill")
