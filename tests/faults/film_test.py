"""Films through a whole server: what is bad ends with a reason and harms nobody, what is killed goes on, and the bytes that
come out are those of an undisturbed run."""
import hashlib
import os
import pathlib
import random
import signal
import sys
import tempfile
import time

import films
from server import ROOT, Server, children_of, command_line, until
from tap import check, run

sys.path.insert(0, os.path.join(ROOT, "tools", "demo"))
from api import Person, Refused  # noqa: E402

PATIENCE_S = 420
TRAINER = {"email": "thomas.legoff@banque-horizon.example", "password": "phare-boussole-ancre-1871"}
TYPES = {".mp4": "video/mp4", ".webm": "video/webm", ".png": "image/png", ".pdf": "application/pdf"}
# How often each program is killed while one film is prepared; the long form is KAIR_FILM_KILLS="4 2 4".
KILLS = dict(zip(("api", "worker", "step"), map(int, os.environ.get("KAIR_FILM_KILLS", "3 1 2").split())))


def origin(server):
    return f"http://localhost:{server.port}"


def upload(person, path):
    path = pathlib.Path(path)
    return person.upload(path, path.stem, TYPES[path.suffix])


def patiently(call, limit_s=60):
    """The answer of a call that may meet a server that is just starting again."""
    end = time.monotonic() + limit_s
    while True:
        try:
            return call()
        except (OSError, Refused) as why:
            if isinstance(why, Refused) and why.status < 500 or time.monotonic() > end:
                raise
            time.sleep(0.05)


def state(person, media):
    return patiently(lambda: person.call("GET", f"/api/v1/media/{media}"))


def settled(person, media, limit_s=PATIENCE_S):
    """The media once it is ready or failed."""
    def ask():
        found = state(person, media)
        return found if found["state"] in ("ready", "failed") else None

    return until(ask, limit_s, f"the end of {media}")


def outputs(server, media):
    """{name: SHA-256} of what learners may fetch of it, but for the parts that finished tracks were made of."""
    folder = next(pathlib.Path(server.folder, "data", "blobs").glob(f"*/media/{media}"))
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if not p.name.endswith(".m4s")}


def steps_of(server):
    worker = server.child("worker")
    return [pid for pid in (children_of(worker) if worker else []) if "kair-step" in (command_line(pid) or [""])[0]]


def kill(server, what):
    """Kills one process of that kind, waiting until there is one."""
    if what == "step":
        pid = until(lambda: (steps_of(server) or [None])[0], PATIENCE_S, "a step")
    else:
        pid = until(lambda: server.child(what), what=what)
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def killed_while_preparing():
    with tempfile.TemporaryDirectory() as folder, Server() as server:
        path = films.film(f"{folder}/film.mp4", 40)
        person = Person(origin(server), TRAINER)
        undisturbed = upload(person, path)
        check(settled(person, undisturbed)["state"] == "ready", "an undisturbed film is not ready")
        disturbed = upload(person, path)
        plan = [what for what, times in KILLS.items() for _ in range(times)]
        chance = random.Random(3)
        chance.shuffle(plan)
        done = 0
        for what in plan:
            time.sleep(chance.uniform(0.2, 1.2))  # the moment of the kill, not a wait for something
            if state(person, disturbed)["state"] != "preparing":
                break
            done += kill(server, what)
        end = settled(person, disturbed)
        check(end["state"] == "ready", "after", done, "kills:", end.get("error_code"))
        check(done >= len(plan) // 2, "only", done, "of", len(plan), "kills came before the end")
        check(outputs(server, disturbed) == outputs(server, undisturbed), "the bytes differ")


BAD = [
    ("empty.mp4", lambda path: films.written(path, b""), "media.empty"),
    ("noise.mp4", lambda path: films.written(path, random.Random(1).randbytes(200_000)), "media.not_a_film"),
    ("playlist.mp4", lambda path: films.written(
        path, b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"), "media.not_a_film"),
    ("concat.mp4", lambda path: films.written(path, b"ffconcat version 1.0\nfile /etc/passwd\n"), "media.not_a_film"),
    ("text.pdf", lambda path: films.written(path, b"not a document\n" * 50), "media.not_a_pdf"),
    ("text.png", lambda path: films.written(path, b"not a picture\n" * 50), "media.not_an_image"),
    ("hundred-megapixels.png", lambda path: films.png(path, 10_000, 10_000), "media.too_many_pixels"),
    ("pages.pdf", lambda path: films.pdf(path, 600, 400, 201), "media.too_many_pages"),
]
# Twenty metres are 56 693 points; PDF 1.7 allows 14 400 without UserUnit, readers take more.
GOOD = [
    ("sound.mp4", lambda path: films.film(path, 6, picture=False)),
    ("silent.mp4", lambda path: films.film(path, 6, sound=False)),
    ("odd.mp4", lambda path: films.film(path, 5, "322x242")),
    ("large.mp4", lambda path: films.film(path, 3, "3840x2160")),
    ("twenty-metres.pdf", lambda path: films.pdf(path, 56_693, 400)),
    ("half.png", lambda path: films.png(path, 4000, 3000)),
]


def code_of(person, path):
    """Of the upload's refusal, or of the media's failure; empty when it became ready."""
    try:
        return settled(person, upload(person, path)).get("error_code") or ""
    except Refused as why:
        return why.problem["code"]


def bad_and_good():
    with tempfile.TemporaryDirectory() as folder, Server() as server:
        person = Person(origin(server), TRAINER)
        before = server.child("api"), server.child("worker"), server.child("nginx")
        wrong = []
        for name, make, code in BAD:
            got = code_of(person, make(f"{folder}/{name}"))
            wrong += [(name, "gave", got or "ready", "instead of", code)] if got != code else []
        whole = films.film(f"{folder}/whole.mp4", 10, options=("-movflags", "frag_keyframe"))
        got = code_of(person, films.cut(f"{folder}/truncated.mp4", whole, 0.6))
        wrong += [("a fragmented film cut at 60 %", got)] if got not in ("", "media.truncated") else []
        plain = films.film(f"{folder}/plain.mp4", 10)  # its index lies at the end: nothing is left of it
        got = code_of(person, films.cut(f"{folder}/cut.mp4", plain, 0.6))
        wrong += [("a film without its index", got)] if got not in ("media.truncated", "media.not_a_film") else []
        for name, make in GOOD:
            got = code_of(person, make(f"{folder}/{name}"))
            wrong += [(name, "gave", got)] if got else []
        check(not wrong, wrong)
        check(before == (server.child("api"), server.child("worker"), server.child("nginx")), "a program was started again")
        found = [p for p in pathlib.Path(server.folder, "data", "blobs").rglob("*") if p.is_file() and b"root:x:0" in p.read_bytes()]
        check(not found, "bytes of another file came out:", found)


TESTS = [
    ("bad films, pictures and documents end with their reason, odd ones become ready, nobody dies", bad_and_good),
    ("kills of api, worker and step while a film is prepared: it becomes ready, with the same bytes", killed_while_preparing),
]

if __name__ == "__main__":
    run(TESTS)
