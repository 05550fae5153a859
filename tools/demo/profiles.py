"""What learners of a plausible week do in one lesson: acts in film time, from a seed. Knows neither the API nor statements.

An act is (kind, ...): play from_ms to_ms · seek from_ms to_ms · show target · open target dwell_ms · quiz quiz reading_ms
[(question, choice ids, latency_ms)] · end · leave
"""
import math
from dataclasses import dataclass
from random import Random

AGAIN_MS = (4000, 12000)
BACK_MS = 10_000  # a press of the player's button


@dataclass(frozen=True)
class Profile:
    """How a kind of learner goes through a lesson. Shares are probabilities, `ability` is in logits."""
    ability: float
    opens: float = 0.6  # an optional target
    again: float = 0.0  # one passage seen twice more
    turns_back: float = 0.0  # ten seconds, somewhere on the way
    skips: float = 0.0  # share of the film jumped over
    stops: float = 0.0  # leaves in the middle of a lesson and does not come back
    misled: bool = False  # takes the distractor that looks right
    late: bool = False  # only on the last day
    begins: bool = True


PROFILES = {
    "diligent": Profile(ability=2.0, opens=0.85, turns_back=0.12),
    "rewatches": Profile(ability=1.2, opens=0.75, again=0.9, turns_back=0.3),
    "skims": Profile(ability=-0.4, opens=0.15, skips=0.45),
    "misled": Profile(ability=-2.5, opens=0.5, misled=True, turns_back=0.08),
    "drops off": Profile(ability=0.2, opens=0.4, stops=0.55, turns_back=0.08),
    "late": Profile(ability=1.2, opens=0.6, late=True),
    "does not begin": Profile(ability=0.0, begins=False),
}
# Of forty.
SHARES = {"diligent": 14, "rewatches": 6, "skims": 6, "misled": 4, "drops off": 4, "late": 2, "does not begin": 4}


def casting(emails, seed):
    """Who is what: the shares of a whole forty, spread by the seed."""
    parts = [name for name, count in SHARES.items() for _ in range(count)]
    Random(f"{seed}:casting").shuffle(parts)
    return {email: parts[i % len(parts)] for i, email in enumerate(sorted(emails))}


def stops_of(document):
    """Where the film is interrupted or something appears, in order of time."""
    return sorted([(target["start_ms"], "target", target) for target in document["targets"]] +
                  [(quiz["at_ms"], "quiz", quiz) for quiz in document["quizzes"]], key=lambda stop: stop[:2])


def answer(question, profile, random):
    """One response: the key, or what this learner takes for it. The first wrong choice is the one that looks right."""
    difficulty = 0.7 if question["multiple"] else -0.2
    right = not profile.misled and random.random() < 1 / (1 + math.exp(difficulty - profile.ability))
    key, wrong = question["key"], [c["id"] for c in question["choices"] if c["id"] not in question["key"]]
    if right or not wrong:
        return sorted(key)
    lure = wrong[0] if profile.misled or random.random() < 0.7 else random.choice(wrong)
    if not question["multiple"]:
        return [lure]
    kept = [choice for choice in key if random.random() < 0.6]
    return sorted(kept + [lure]) if random.random() < 0.6 else sorted(kept[:-1] or kept or [lure])


class Lesson:
    """One learner in one lesson; `acts` is what comes out."""

    def __init__(self, document, duration_ms, profile, random):
        self.document, self.duration_ms, self.profile, self.random = document, duration_ms, profile, random
        self.acts, self.at, self.shown = [], 0, set()
        self.end = duration_ms
        if random.random() < profile.stops:
            self.end = round(duration_ms * random.uniform(0.3, 0.85))

    def play(self, to):
        """Up to there; who skims leaves out some of longer stretches, and some passages make one turn back."""
        length = to - self.at
        if self.profile.skips and length > 5000 and self.random.random() < 0.85:
            left_out = length * self.profile.skips * self.random.uniform(0.6, 1.4)
            first = round(self.at + self.random.uniform(1000, length - left_out))
            last = round(min(to, first + left_out))
            self.acts += [("play", self.at, first), ("seek", first, last), ("play", last, to)]
        elif to > BACK_MS and self.random.random() < self.profile.turns_back:
            turn = round(self.random.uniform(max(self.at, BACK_MS), to))
            self.acts += [("play", self.at, turn), ("seek", turn, turn - BACK_MS), ("play", turn - BACK_MS, to)]
        elif length > 0:
            self.acts.append(("play", self.at, to))
        self.at = to

    def meet_target(self, target):
        if target["id"] in self.shown:
            return
        self.shown.add(target["id"])
        self.acts.append(("show", target))
        if target["required"] or self.random.random() < self.profile.opens:
            usual = 9000 if target["required"] else 6000
            self.acts.append(("open", target, round(usual * self.random.lognormvariate(0, 0.5))))

    def meet_quiz(self, quiz):
        answers = [(question, answer(question, self.profile, self.random), round(9000 * self.random.lognormvariate(0, 0.45)))
                   for question in quiz["questions"]]
        self.acts.append(("quiz", quiz, round(self.random.uniform(3000, 9000)), answers))
        missed = any(sorted(question["key"]) != chosen for question, chosen, _ in answers)
        if missed and self.random.random() < self.profile.again:
            self.see_again(quiz["questions"][0].get("review_from_ms", 0), quiz["at_ms"])

    def see_again(self, start, end):
        if end - start > 1000:
            self.acts += [("seek", self.at, start), ("play", start, end)]
            self.at = end

    def run(self):
        for at, kind, element in stops_of(self.document):
            if at > self.end:
                break
            self.play(at)
            if kind == "target":
                self.meet_target(element)
                continue
            if self.random.random() < self.profile.again:  # the passage before the question, once more
                self.see_again(max(0, round(at - self.random.uniform(*AGAIN_MS))), at)
            self.meet_quiz(element)
        self.play(self.end)
        return [*self.acts, ("end",) if self.at == self.duration_ms else ("leave",)]


def acts(document, duration_ms, profile, random):
    return Lesson(document, duration_ms, profile, random).run()


def covered_s(acts_of_lesson, duration_ms):
    """Seconds of the film of which half or more was played, as the server counts them."""
    played = [0] * (math.ceil(duration_ms / 1000))
    for act in acts_of_lesson:
        if act[0] != "play":
            continue
        for second in range(act[1] // 1000, min(len(played), act[2] // 1000 + 1)):
            end = min((second + 1) * 1000, duration_ms)
            played[second] += max(0, min(act[2], end) - max(act[1], second * 1000))
    return sum(2 * ms >= min(1000, duration_ms - second * 1000) for second, ms in enumerate(played))
