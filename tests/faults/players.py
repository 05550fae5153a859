"""A module made through the API and handed to learners, who watch and answer while something bad happens, remember what was
acknowledged, and look afterwards whether it is all there, once."""
import base64
import hashlib
import json
import os
import threading
import time
import uuid

from client import DEMO_PASSWORD, LOST, Client
from lessons import FILM_S, approved, made, prepared_film

SPACE = "demo"
VIDEO = "https://w3id.org/xapi/video/"
ADL = "http://adlnet.gov/expapi/verbs/"
SEEN = VIDEO + "extensions/played-segments"
QUESTIONS, QUIZZES = 4, 5
NOT_NOW = ("lost", 502, 503, 504)


def make_bundle(folder):
    """A player of a few characters, as the build of the real one leaves it; the web folder it is in."""
    player = os.path.join(folder, "player")
    os.makedirs(player)
    texts = {"script": ("inline.js", "play();"), "engine": ("engine.js", "run();"), "style": ("inline.css", "p{margin:0}")}
    inline = {}
    for kind, (name, text) in texts.items():
        with open(os.path.join(player, name), "w", encoding="ascii") as file:
            file.write(text)
        inline |= {kind: name, f"{kind}_sha256": base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}
    with open(os.path.join(player, "player.json"), "w", encoding="ascii") as file:
        json.dump({"inline": inline}, file)
    return folder


def signed_in(port, role):
    client = Client(port)
    _, _, instance = client.call("GET", "/api/v1/instance")
    email = next(account["email"] for account in instance["demo_accounts"] if account["role"] == role)
    client.sign_in(email, DEMO_PASSWORD)
    return client


def make_learner(server, admin, number):
    """The signed-in client of a person made for this."""
    email = f"learner-{number}@example.org"
    client = Client(server.port)
    client.person = made(admin, "/api/v1/persons", {"first_name": "L", "last_name": str(number), "email": email,
                                                    "roles": ["learner"], "language": "fr", "invite": False})["id"]
    done = server.command("user", "set-password", "--space", SPACE, "--email", email, text=DEMO_PASSWORD + "\n")
    if done.returncode:
        raise AssertionError(f"no password: {done.stderr}")
    client.sign_in(email, DEMO_PASSWORD)
    return client


def make_document(media):
    def question():
        choices = [{"id": str(uuid.uuid4()), "text": text, "feedback": ""} for text in ("oui", "non")]
        return {"id": str(uuid.uuid4()), "prompt": "?", "explanation": "", "multiple": False, "choices": choices,
                "key": [choices[0]["id"]], "points": 1}

    quizzes = [{"id": str(uuid.uuid4()), "title": "", "at_ms": 1000, "required": False, "replay": False,
                "questions": [question() for _ in range(QUESTIONS)]} for _ in range(QUIZZES)]
    return {"schema": 1, "title": "Extincteurs", "language": "fr", "media_id": media, "pass_percent": 0,
            "auto_pause": False, "chapters": [], "targets": [], "quizzes": quizzes, "contents": []}


def hand_out(server, count):
    """The module, the learners' clients, and the document's questions."""
    admin, trainer, manager = (signed_in(server.port, role) for role in ("space_admin", "trainer", "training_manager"))
    learners = [make_learner(server, admin, number) for number in range(count)]
    document = make_document(prepared_film(trainer))
    grain = made(trainer, "/api/v1/grains", {"document": document})["id"]
    module = made(trainer, "/api/v1/modules", {"title": "Feu", "grain_ids": [grain]})["id"]
    approved(trainer, manager, module)
    made(manager, "/api/v1/distributions", {"module_id": module, "person_ids": [each.person for each in learners]})
    return module, learners, [question for quiz in document["quizzes"] for question in quiz["questions"]]


class Attempt:
    """What was acknowledged of one."""

    def __init__(self, play, questions):
        self.play, self.questions = play, list(questions)
        self.answered = {}  # question → choice
        self.seconds = 0  # seen from the beginning, one after the other

    def statement(self, verb, path, result):
        return {"id": str(uuid.uuid4()), "timestamp": "2026-01-01T00:00:00.000Z", "verb": {"id": verb},
                "object": {"id": self.play["activity_base"] + path}, "result": result,
                "context": {"extensions": {VIDEO + "extensions/session-id": self.play["launch"]["id"]}}}

    def watched(self):
        second = self.seconds
        return self.statement(ADL + "progressed", f"grain/{self.play['grain_id']}", {"extensions": {
            VIDEO + "extensions/time": second + 1, SEEN: f"{second}.000[.]{second + 1}.000"}})

    def answer(self, question, choice):
        return self.statement(ADL + "answered", f"question/{self.play['grain_id']}/{question['id']}", {"response": choice})


class Player(threading.Thread):
    """Watches second by second, answers, and begins again when the film is over; each batch is sent until it is
    acknowledged."""

    def __init__(self, client, questions, stop):
        super().__init__(daemon=True)
        self.client, self.questions, self.stop = client, questions, stop
        self.registration = client.call("GET", "/api/v1/learning")[2]["items"][0]["registration_id"]
        self.attempts = [Attempt(self.opened(), questions)]
        self.sent = {}  # identity → (attempt, acknowledged statement)
        self.fault = None

    @property
    def acknowledged(self):
        return len(self.sent)

    def run(self):
        try:
            while not self.stop.is_set():
                self.turn()
        except Exception as fault:  # reported by whoever joins
            self.fault = fault

    def call(self, method, path, body=None):
        """(status, document) of the first answer that is one; (None, None) when it is time to stop."""
        while not self.stop.is_set():
            try:
                status, _, document = self.client.call(method, path, body)
            except LOST:
                status = "lost"
            if status not in NOT_NOW:
                return status, document
            time.sleep(0.005)
        return None, None

    def opened(self):
        status, page = self.call("GET", f"/play/{self.registration}")
        if status is None:
            return None
        if status != 200:
            raise AssertionError(f"the play page answered {status}: {page}")
        return json.loads(page.partition('id="play">')[2].partition("</script>")[0])

    def post(self, attempt, statements):
        launch = attempt.play["launch"]
        status, document = self.call("POST", f"/api/v1/play/{launch['id']}/statements",
                                     {"token": launch["token"], "statements": statements})
        if status not in (None, 200):
            raise AssertionError(f"statements were answered {status}: {document}")
        return document

    def turn(self):
        attempt = self.attempts[-1]
        if attempt.seconds == FILM_S:
            self.begin_again()
            return
        batch = [attempt.watched()]
        asked = attempt.questions.pop() if attempt.questions else None
        if asked:
            choice = asked["choices"][len(self.sent) % 2]["id"]
            batch.append(attempt.answer(asked, choice))
        verdicts = self.post(attempt, batch)
        if not verdicts:
            return
        if verdicts["refused"] or len(verdicts["accepted"]) != len(batch):
            raise AssertionError(f"refused: {verdicts}")
        self.sent |= {statement["id"]: (attempt, statement) for statement in batch}
        attempt.seconds += 1
        if asked:
            attempt.answered[asked["id"]] = choice

    def begin_again(self):
        """An attempt whose answer was lost had begun: then it is said to be running."""
        status, document = self.call("POST", f"/api/v1/learning/{self.registration}/attempts")
        if status not in (None, 201) and document.get("code") != "play.attempt_running":
            raise AssertionError(f"the next attempt was answered {status}: {document}")
        play = self.opened() if status else None
        if not play:
            return
        if play["launch"]["attempt"] != len(self.attempts) + 1:
            raise AssertionError(f"attempt {play['launch']['attempt']} after {len(self.attempts)}: the film is not completed")
        self.attempts.append(Attempt(play, self.questions))

    def lost(self):
        """Acknowledged statements that are not there as they were sent: the same is accepted, another is a conflict."""
        lost = []
        for attempt in self.attempts:
            mine = [statement for of, statement in self.sent.values() if of is attempt]
            for first in range(0, len(mine), 100):
                page = mine[first:first + 100]
                verdicts = self.post(attempt, page)
                if verdicts["refused"]:
                    lost.append(f"the same is refused: {verdicts}")
                verdicts = self.post(attempt, [each | {"timestamp": "2026-01-02T00:00:00.000Z"} for each in page])
                if verdicts["accepted"] or any(row["code"] != "xapi.conflict" for row in verdicts["refused"]):
                    lost.append(f"another is accepted: {verdicts}")
        return lost

    def unknown(self):
        """What each attempt's state does not say of what was acknowledged in it."""
        what = []
        for attempt in self.attempts:
            launch = attempt.play["launch"]
            _, document = self.call("GET", f"/api/v1/play/{launch['id']}/grains/{attempt.play['grain_id']}"
                                           f"?token={launch['token']}")
            state = document["state"]
            known = {row["question_id"]: row["choice_ids"] for row in state["answers"]}
            what += [f"answer to {question}: {known.get(question)}, not {choice}"
                     for question, choice in attempt.answered.items() if known.get(question) != [choice]]
            seen = int(state["seen"].partition("[.]")[2] or 0)
            if seen not in (attempt.seconds, attempt.seconds + 1):  # one more: its acknowledgement was lost
                what.append(f"{state['seen']!r} was seen, not {attempt.seconds} seconds")
        return what

    def doubled(self, manager, module):
        """Answers that were given once and are measured twice."""
        path = f"/api/v1/measures/{module}/learners/{self.registration}"
        status, _, document = manager.call("GET", path)
        if status != 200:
            return [f"GET {path} answered {status}: {document}"]
        answers = [answer for grain in document["grains"] for answer in grain["answers"]]
        what = [f"{answer['question_id']} was answered {answer['nth']} times" for answer in answers if answer["nth"] > 1]
        if not answers and any(attempt.answered for attempt in self.attempts):
            what.append("no answer is measured")
        return what


class Players:
    def __init__(self, server, count=6):
        self.server = server
        self.module, learners, questions = hand_out(server, count)
        self.stop_event = threading.Event()
        self.players = [Player(learner, questions, self.stop_event) for learner in learners]
        for player in self.players:
            player.start()

    def acknowledged(self):
        return sum(player.acknowledged for player in self.players)

    def attempts(self):
        return sum(len(player.attempts) for player in self.players)

    def fault(self):
        return next((player.fault for player in self.players if player.fault), None)

    def stop(self):
        self.stop_event.set()
        for player in self.players:
            player.join(60)
        if self.fault():
            raise self.fault()

    def losses(self):
        """(lost, doubled, what): acknowledged statements that are not there, or known of the learner in another way; what
        counts twice, or differs from what the statements say; and a line for each."""
        self.stop_event.clear()
        lost = [line for player in self.players for line in player.lost() + player.unknown()]
        doubled = []
        for words in (("play", "verify"), ("measure", "verify")):
            verdict = self.server.command(*words)
            if verdict.returncode:
                doubled.append(f"{' '.join(words)}: {verdict.stdout}{verdict.stderr}")
        manager = signed_in(self.server.port, "training_manager")
        doubled += [line for player in self.players for line in player.doubled(manager, self.module)]
        return len(lost), len(doubled), lost + doubled
