"""Acts of a learner in one lesson as the statements of a player (xAPI 1.0.3, video profile 1.0): with the times at which they
happened, and identities that are the same whenever the same acts are told again."""
import datetime
import uuid

VERBS = {
    "initialized": "http://adlnet.gov/expapi/verbs/initialized",
    "played": "https://w3id.org/xapi/video/verbs/played",
    "paused": "https://w3id.org/xapi/video/verbs/paused",
    "seeked": "https://w3id.org/xapi/video/verbs/seeked",
    "progressed": "http://adlnet.gov/expapi/verbs/progressed",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "terminated": "http://adlnet.gov/expapi/verbs/terminated",
    "experienced": "http://adlnet.gov/expapi/verbs/experienced",
    "opened": "http://activitystrea.ms/schema/1.0/open",
    "closed": "http://activitystrea.ms/schema/1.0/close",
    "answered": "http://adlnet.gov/expapi/verbs/answered",
}
VIDEO = "https://w3id.org/xapi/video/extensions/"
REPORT_EVERY_MS = 15_000
REACT_MS = 900  # from what appears to the hand on it


def seconds(ms):
    return round(ms) / 1000


class Recorder:
    """Statements of one lesson, beginning at `now_ms` (milliseconds since 1970). `name` and their number make identities."""

    def __init__(self, play, name, now_ms):
        self.play, self.name, self.now_ms = play, name, now_ms
        self.at, self.running, self.fresh, self.covered = 0, False, [], set()
        self.statements = []

    def tell(self, acts):
        self.say("initialized", self.film(), more={f"{VIDEO}length": seconds(self.play["film"]["duration_ms"])})
        for kind, *rest in acts:
            getattr(self, f"act_{kind}")(*rest)
        return self.statements

    def say(self, verb, activity, result=None, more=None):
        base = self.play["activity_base"]
        at = datetime.datetime.fromtimestamp(self.now_ms / 1000, datetime.timezone.utc)
        statement = {
            "id": str(uuid.uuid5(uuid.NAMESPACE_URL, f"{self.name}:{len(self.statements)}")),
            "timestamp": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "verb": {"id": VERBS[verb]},
            "object": {"id": base + activity},
            "context": {"extensions": {f"{VIDEO}session-id": self.play["launch"]["id"], **(more or {})}},
        }
        self.statements.append(statement | ({"result": result} if result else {}))

    def film(self):
        return f"grain/{self.play['grain_id']}"

    def element(self, kind, identity):
        return f"{kind}/{self.play['grain_id']}/{identity}"

    def watched(self, verb, more=None):
        """Where the film is, how much was seen in all, and what was played since the last report, which is `progressed`: other
        verbs only say it early."""
        share = len(self.covered) / max(1, -(-self.play["film"]["duration_ms"] // 1000))
        extensions = {f"{VIDEO}time": seconds(self.at), f"{VIDEO}progress": round(min(1, share), 3)}
        if self.fresh:
            extensions[f"{VIDEO}played-segments"] = "[,]".join(f"{a / 1000:.3f}[.]{b / 1000:.3f}" for a, b in self.fresh)
        if verb == "progressed":
            self.fresh = []
        self.say(verb, self.film(), {"extensions": extensions, **(more or {})})

    def run_from(self, at):
        if not self.running or at != self.at:
            self.say("played", self.film(), {"extensions": {f"{VIDEO}time": seconds(at)}})
        self.running, self.at = True, at

    def play_on(self, to):
        self.covered.update(range(self.at // 1000, -(-to // 1000)))
        if self.fresh and self.fresh[-1][1] == self.at:
            self.fresh[-1] = (self.fresh[-1][0], to)
        else:
            self.fresh.append((self.at, to))
        self.now_ms += to - self.at
        self.at = to

    def act_play(self, start, end):
        self.run_from(start)
        while self.at < end:
            self.play_on(min(end, self.at + REPORT_EVERY_MS))
            if self.at < end:
                self.watched("progressed")

    def act_seek(self, start, end):
        self.say("seeked", self.film(), {"extensions": {f"{VIDEO}time-from": seconds(start), f"{VIDEO}time-to": seconds(end)}})
        self.at = end

    def act_show(self, target):
        self.say("experienced", self.element("target", target["id"]))

    def hold(self):
        """The film waits while something is open over it."""
        self.now_ms += REACT_MS
        if self.running:
            self.watched("paused")
        self.running = False

    def act_open(self, target, dwell_ms):
        self.hold()
        self.over(self.element("target", target["id"]), dwell_ms)

    def over(self, activity, dwell_ms):
        self.say("opened", activity)
        self.now_ms += dwell_ms
        self.say("closed", activity, {"duration": f"PT{round(dwell_ms / 10) / 100}S"})

    def act_quiz(self, quiz, reading_ms, answers):
        self.hold()
        activity, began = self.element("quiz", quiz["id"]), self.now_ms
        self.say("opened", activity)
        for question, choices, latency_ms in answers:
            self.now_ms += latency_ms
            self.say("answered", self.element("question", question["id"]),
                     {"response": "[,]".join(choices), "duration": f"PT{round(latency_ms / 10) / 100}S"})
        self.now_ms += reading_ms
        self.say("closed", activity, {"duration": f"PT{round((self.now_ms - began) / 10) / 100}S"})

    def act_end(self):
        self.watched("progressed")
        self.watched("completed", {"completion": True})
        self.leave()

    def act_leave(self):
        self.watched("paused")
        self.now_ms += REACT_MS
        self.leave()

    def leave(self):
        if self.fresh:
            self.watched("progressed")
        self.watched("terminated")
        self.running = False
