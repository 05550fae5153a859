"""A module made through the API and handed to the demonstration's learner, and players that send statements while something
bad happens, remember what was acknowledged, and look afterwards whether it is all there."""
import base64
import hashlib
import json
import os
import threading
import time
import uuid

from client import DEMO_PASSWORD, LOST, Client

VIDEO = "https://w3id.org/xapi/video/"
QUESTIONS, QUIZZES = 20, 20


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
    client.person = client.sign_in(email, DEMO_PASSWORD)["person"]["id"]
    return client


def made(client, path, body, headers=None):
    status, _, document = client.call("POST", path, body, headers)
    if status not in (200, 201):
        raise AssertionError(f"POST {path} answered {status}: {document}")
    return document


def make_document(media):
    def question():
        choices = [{"id": str(uuid.uuid4()), "text": text, "feedback": ""} for text in ("oui", "non")]
        return {"id": str(uuid.uuid4()), "prompt": "?", "explanation": "", "multiple": False, "choices": choices,
                "key": [choices[0]["id"]], "points": 1}

    quizzes = [{"id": str(uuid.uuid4()), "title": "", "at_ms": 1000, "required": False, "replay": False,
                "questions": [question() for _ in range(QUESTIONS)]} for _ in range(QUIZZES)]
    return {"schema": 1, "title": "Extincteurs", "language": "fr", "media_id": media, "pass_percent": 0,
            "auto_pause": False, "chapters": [], "targets": [], "quizzes": quizzes, "contents": []}


def hand_out(port):
    """The learner's client, the registration, and the document's questions."""
    trainer, manager, learner = (signed_in(port, role) for role in ("trainer", "training_manager", "learner"))
    film = base64.b64encode(b"film.mp4").decode()
    media = made(trainer, "/api/v1/uploads", b"", {"Tus-Resumable": "1.0.0", "Upload-Length": "4",
                                                   "Upload-Metadata": f"filename {film}"})["media_id"]
    document = make_document(media)
    grain = made(trainer, "/api/v1/grains", {"document": document})["id"]
    module = made(trainer, "/api/v1/modules", {"title": "Feu", "grain_ids": [grain]})["id"]
    made(manager, "/api/v1/distributions", {"module_id": module, "person_ids": [learner.person]})
    _, _, learning = learner.call("GET", "/api/v1/learning")
    questions = [question for quiz in document["quizzes"] for question in quiz["questions"]]
    return learner, learning["items"][0]["registration_id"], questions


def play_document(learner, registration):
    status, _, page = learner.call("GET", f"/play/{registration}")
    if status != 200:
        raise AssertionError(f"the play page answered {status}: {page}")
    return json.loads(page.partition('id="play">')[2].partition("</script>")[0])


class Player(threading.Thread):
    """Answers questions of its own and moves about; each batch is sent until it is acknowledged."""

    def __init__(self, port, play, questions, stop):
        super().__init__(daemon=True)
        self.client, self.play, self.stop = Client(port), play, stop
        self.questions = list(questions)
        self.sent = {}  # identity → acknowledged statement
        self.answered = {}  # question → choice of its first acknowledged answer
        self.answers = {}  # status → how often
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

    def statement(self, verb, path, result):
        return {"id": str(uuid.uuid4()), "timestamp": "2026-01-01T00:00:00.000Z", "verb": {"id": verb},
                "object": {"id": self.play["activity_base"] + path}, "result": result,
                "context": {"extensions": {VIDEO + "extensions/session-id": self.play["launch"]["id"]}}}

    def paused(self, seconds):
        return self.statement(VIDEO + "verbs/paused", f"grain/{self.play['grain_id']}",
                              {"extensions": {VIDEO + "extensions/time": seconds}})

    def post(self, statements):
        """The verdicts, or None when no answer came or only "not now"."""
        body = {"token": self.play["launch"]["token"], "statements": statements}
        try:
            status, _, document = self.client.call("POST", f"/api/v1/play/{self.play['launch']['id']}/statements", body)
        except LOST:
            status, document = "lost", None
        self.answers[status] = self.answers.get(status, 0) + 1
        if status == 200:
            return document
        if status not in ("lost", 502, 503, 504):
            raise AssertionError(f"statements were answered {status}: {document}")
        time.sleep(0.002)
        return None

    def turn(self):
        batch = [self.paused(len(self.sent) % 600 + 0.5) for _ in range(3)]
        asked = self.questions.pop() if self.questions else None
        if asked:
            choice = asked["choices"][len(self.questions) % 2]["id"]
            batch.append(self.statement("http://adlnet.gov/expapi/verbs/answered",
                                        f"question/{self.play['grain_id']}/{asked['id']}", {"response": choice}))
        verdicts = None
        while not verdicts and not self.stop.is_set():
            verdicts = self.post(batch)
        if not verdicts:
            return
        if verdicts["refused"] or len(verdicts["accepted"]) != len(batch):
            raise AssertionError(f"refused: {verdicts}")
        self.sent |= {statement["id"]: statement for statement in batch}
        if asked:
            self.answered[asked["id"]] = choice

    def lost(self):
        """Acknowledged statements that are not there as they were sent: the same is accepted, another is a conflict."""
        lost, identities = [], list(self.sent)
        for first in range(0, len(identities), 100):
            page = [self.sent[identity] for identity in identities[first:first + 100]]
            verdicts = self.post(page)
            if not verdicts or verdicts["refused"]:
                lost.append(f"the same is refused: {verdicts}")
            other = [statement | {"timestamp": "2026-01-02T00:00:00.000Z"} for statement in page]
            verdicts = self.post(other)
            if not verdicts or verdicts["accepted"] or any(row["code"] != "xapi.conflict" for row in verdicts["refused"]):
                lost.append(f"another is accepted: {verdicts}")
        return lost


class Players:
    def __init__(self, port, count=6):
        learner, registration, questions = hand_out(port)
        self.stop_event = threading.Event()
        share = len(questions) // count
        self.players = [Player(port, play_document(learner, registration),
                               questions[number * share:(number + 1) * share], self.stop_event) for number in range(count)]
        for player in self.players:
            player.start()

    def acknowledged(self):
        return sum(player.acknowledged for player in self.players)

    def fault(self):
        return next((player.fault for player in self.players if player.fault), None)

    def stop(self):
        self.stop_event.set()
        for player in self.players:
            player.join(60)
        if self.fault():
            raise self.fault()

    def losses(self):
        """A line for each acknowledged thing that is not there, or is there in another way."""
        what = [line for player in self.players for line in player.lost()]
        launch = self.players[0].play["launch"]
        grain = self.players[0].play["grain_id"]
        path = f"/api/v1/play/{launch['id']}/grains/{grain}?token={launch['token']}"
        _, _, document = self.players[0].client.call("GET", path)
        known = {row["question_id"]: row["choice_ids"] for row in document["state"]["answers"]}
        for player in self.players:
            for question, choice in player.answered.items():
                if known.get(question) != [choice]:
                    what.append(f"answer to {question}: {known.get(question)}, not {choice}")
        return what
