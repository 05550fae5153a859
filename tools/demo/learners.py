"""Scripted learners of a week play a module through the public API, honestly: real launches, the statements a player sends,
nothing claimed faster than it could have been watched (the server counts twice the time since the launch, and 30 s). Their
times lie in the last seven days, as those of devices that were offline. The same seed gives the same week."""
import json
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import profiles
from api import Person, Refused
from statements import Recorder

SEED = "lacs"
AT_ONCE = 12
RATE, GRACE_S, MARGIN_S = 2, 30, 1
BATCH = 150
MAIL_S = 120
HOME = ZoneInfo("Europe/Paris")
HOURS = [8, 9, 9, 9, 10, 10, 11, 12, 13, 14, 14, 15, 15, 16, 17, 20, 21]
LINK = re.compile(r"https?://\S+#(\S+)")
PLAY = re.compile(r"<script[^>]*\bid=\"?play\"?[^>]*>(.*?)</script>", re.S)


class Mailbox:
    """The links of invitations, from the page that shows mails in development."""

    def __init__(self, anyone):
        self.anyone, self.lock, self.known = anyone, threading.Lock(), {}

    def read(self):
        for mail in self.anyone.call("GET", "/api/v1/dev/mails?limit=100")["items"]:
            self.known.setdefault(mail["to"], mail["id"])

    def link(self, email):
        end = time.monotonic() + MAIL_S
        while time.monotonic() < end:
            with self.lock:
                found = next((mail for to, mail in self.known.items() if email in to), None)
                if not found:
                    self.read()
                    found = next((mail for to, mail in self.known.items() if email in to), None)
            if found:
                return LINK.search(self.anyone.call("GET", f"/api/v1/dev/mails/{found}")["text"]).group(1)
            time.sleep(1)
        raise Refused(504, {"code": f"no invitation for {email}"})


def moment(random, last_day, now):
    """When a sitting began: a plausible hour of one of the last seven days, over by now."""
    for _ in range(100):
        day = now - timedelta(days=0 if last_day else random.randint(0, 6))
        if day.weekday() > 4 and random.random() < 0.8 and not last_day:
            continue
        at = day.replace(hour=random.choice(HOURS), minute=random.randint(0, 59), second=random.randint(0, 59), microsecond=0)
        if at < now - timedelta(minutes=30):
            return at
    return now - timedelta(hours=random.uniform(1, 20))


def document_of(person, registration):
    """What the page of the player carries; a launch is made by reading it."""
    _, page = person.bytes("GET", f"/play/{registration}")
    return json.loads(PLAY.search(page.decode()).group(1))


def lesson_of(person, play, grain):
    if play["grain_id"] == grain:
        return play
    launch = play["launch"]
    other = person.call("GET", f"/api/v1/play/{launch['id']}/grains/{grain}?token={launch['token']}")
    return other | {"launch": launch}


def send(person, play, statements):
    """Those that the server has already under an earlier launch are the same ones: it keeps the first."""
    launch = play["launch"]
    for at in range(0, len(statements), BATCH):
        verdicts = person.call("POST", f"/api/v1/play/{launch['id']}/statements",
                               {"token": launch["token"], "statements": statements[at:at + BATCH]})
        refused = [one for one in verdicts["refused"] if one["code"] != "xapi.conflict"]
        if refused:
            raise Refused(422, refused[0])


def play_through(person, registration, email, profile):
    """All lessons of the module, until this learner stops."""
    random, hours = Random(f"{SEED}:{email}"), Random(f"{SEED}:{email}:hours")
    play = document_of(person, registration)
    launched, claimed = time.monotonic(), 0
    at = moment(hours, profile.late, datetime.now(HOME))
    for entry in play["outline"]:
        lesson = lesson_of(person, play, entry["grain_id"])
        film_ms = lesson["film"]["duration_ms"]
        acts = profiles.acts(lesson["document"], film_ms, profile, random)
        recorder = Recorder(lesson, f"{SEED}:{email}:{registration}:{entry['grain_id']}", round(at.timestamp() * 1000))
        statements = recorder.tell(acts)
        claimed += profiles.covered_s(acts, film_ms)
        time.sleep(max(0, launched + (claimed - GRACE_S) / RATE + MARGIN_S - time.monotonic()))
        send(person, lesson, statements)
        at = datetime.fromtimestamp(recorder.now_ms / 1000, HOME) + timedelta(seconds=hours.randint(4, 90))
        if acts[-1][0] == "leave":
            return


def arrive(anyone, manager, password):
    """Everyone who is invited follows the link of the mail. Answers them by address, signed in."""
    mailbox = Mailbox(anyone)
    invited = [person["email"] for person in manager.every("/api/v1/persons?limit=200") if person["state"] == "invited"]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        people = pool.map(lambda email: Person(anyone.origin, {"password": password}, mailbox.link(email)), invited)
        return dict(zip(invited, people))


def registrations(manager, module):
    return [row for one in manager.every(f"/api/v1/distributions?module_id={module}")
            for row in manager.every(f"/api/v1/distributions/{one['id']}/registrations?limit=200")]


def load(anyone, manager, module, password, arrived):
    """Whoever was given the module and has not begun plays it, many at once."""
    rows = {row["person"]["email"]: row for row in registrations(manager, module)}
    cast = profiles.casting(rows, SEED)

    def one(email):
        profile, row = profiles.PROFILES[cast[email]], rows[email]
        if profile.begins and not row.get("started_ms"):
            person = arrived.get(email) or Person(anyone.origin, {"email": email, "password": password})
            play_through(person, row["registration_id"], email, profile)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(one, sorted(cast)))
