"""The space of sample data: its staff by the program's own command, everything else by the public API as that staff. Removed
whole by `kair space drop --slug exemple --confirm exemple`."""
import csv
import json
import os
import subprocess
import time
import urllib.request
from pathlib import Path

import learners
import lessons
from api import Caller, Person, Refused

HERE = Path(__file__).resolve().parent
PEOPLE = HERE / "sample_people.csv"
DISTRIBUTED_TO = ["Agence d’Annecy", "Agence de Chambéry"]
DUE_DAYS = 5
DAY_MS = 86_400_000
IMPORT_S = 120


def staff(origin):
    """The shown accounts of the space by role; empty when there is no such space."""
    with urllib.request.urlopen(f"{origin}/api/v1/instance", timeout=30) as reply:
        shown = json.load(reply)["demo_accounts"]
    return {account["role"]: account for account in shown if account["sample"]}


def import_people(admin):
    """By the same file and the same steps as an administrator on the screen. Known people stay as they are."""
    text = PEOPLE.read_text(encoding="utf-8")
    known = {person["email"] for person in admin.every("/api/v1/persons?limit=200")}
    if all(row["E-mail"] in known for row in csv.DictReader(text.splitlines(), delimiter=";")):
        return
    made = admin.call("POST", "/api/v1/person-imports", {"csv": text, "file_name": PEOPLE.name})
    if made["invalid"]:
        raise Refused(422, made["errors"][0])
    admin.call("POST", f"/api/v1/person-imports/{made['id']}/run", {"skip_invalid": False, "invite": True})
    end = time.monotonic() + IMPORT_S
    while admin.call("GET", f"/api/v1/person-imports/{made['id']}")["state"] not in ("done", "failed"):
        if time.monotonic() > end:
            raise Refused(504, {"code": "the import does not end"})
        time.sleep(1)


def terms(manager):
    groups = [group["id"] for group in manager.every("/api/v1/groups?limit=200") if group["name"] in DISTRIBUTED_TO]
    return {"group_ids": groups, "due_ms": int(time.time() * 1000) + DUE_DAYS * DAY_MS, "notify": False,
            "message": "À suivre avant la fin du mois, en trois fois dix minutes."}


def make(folder, origin, program):
    """What is missing of it, in order; a second call adds nothing."""
    subprocess.run([program, "demo", "--sample"], check=True, stdout=subprocess.DEVNULL)
    who = staff(origin)
    trainer, manager = Person(origin, who["trainer"]), Person(origin, who["training_manager"])
    import_people(Person(origin, who["space_admin"]))
    arrived = learners.arrive(Caller(origin), manager, who["trainer"]["password"])
    module = lessons.module_of(trainer, folder)
    lessons.approve(trainer, manager, module)
    lessons.distribute(manager, module, terms(manager))
    learners.load(Caller(origin), manager, module, who["trainer"]["password"], arrived)


def make_once(folder, origin, program):
    """For ./run: a space that was dropped does not come back by itself."""
    mark = Path(os.environ["KAIR_DATA_DIR"]) / "sample-data"
    if mark.exists() and not staff(origin):
        return
    make(folder, origin, program)
    if not mark.exists():
        mark.write_text("made once; `./dev load-learners` makes it again after it was dropped\n", encoding="utf-8")
        print("demo: the space of sample data is ready", flush=True)
