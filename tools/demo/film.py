"""One lesson file to one film, its captions, and the grain document without the identities of its media."""
import json
import subprocess
import uuid
from pathlib import Path

import cairo

from canvas import HEIGHT, WIDTH, Canvas
from scenes import SCENES, walker_x
from voice import speak_all

FRAMES_PER_SECOND = 15
FADE_S = 0.35
WALK_REST_S = 1.0


def stamp(seconds):
    ms = round(seconds * 1000)
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


def captions(scenes, spans):
    lines = ["WEBVTT", ""]
    for scene, span in zip(scenes, spans):
        for text, (start, end) in zip(scene["say"], span["sentences"]):
            lines += [f"{stamp(start)} --> {stamp(end)}", text, ""]
    return "\n".join(lines)


def render(scenes, spans, folder, path):
    """Draws every frame and pipes it into ffmpeg with the voice."""
    encoder = subprocess.Popen(
        ["ffmpeg", "-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "bgra", "-s", f"{WIDTH}x{HEIGHT}",
         "-r", str(FRAMES_PER_SECOND), "-i", "-", "-i", str(folder / "voice.wav"), "-c:v", "libx264", "-preset", "veryfast",
         "-crf", "20", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "96k", "-ar", "48000", "-movflags", "+faststart",
         "-shortest", str(path)], stdin=subprocess.PIPE)
    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, WIDTH, HEIGHT)
    for scene, span in zip(scenes, spans):
        beats = [start - span["start"] for start, _ in span["sentences"]]
        first, last = round(span["start"] * FRAMES_PER_SECOND), round(span["end"] * FRAMES_PER_SECOND)
        for frame in range(first, last):
            t = (frame - first) / FRAMES_PER_SECOND
            canvas = Canvas(cairo.Context(surface))
            SCENES[scene["kind"]](canvas, scene, t, beats)
            veil = max(0.0, 1 - t / FADE_S) if span is not spans[0] else 0.0
            if veil:
                canvas.paint("#F7F6F2", veil * 0.9)
                canvas.c.paint()
            surface.flush()
            encoder.stdin.write(surface.get_data())
    encoder.stdin.close()
    if encoder.wait() != 0:
        raise SystemExit(f"ffmpeg could not write {path}")


def identity(lesson, name):
    """The same lesson gives the same identities at every build."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"kair-demo:{lesson}:{name}"))


def target(name, number, scene, span, t):
    start = span["sentences"][t.get("sentence", 0)][0]
    end = span["end"] if "for" not in t else min(span["end"], start + t["for"])
    frames = [{"at_ms": round(start * 1000), "x": t["x"], "y": t["y"]}] if "x" in t else follow(scene, span)
    if "x" not in t:
        start, end = frames[0]["at_ms"] / 1000, span["end"] - 0.2
    return {"id": identity(name, f"target {number} {t['label']}"), "label": t["label"], "alternative": t.get("alternative", ""),
            "start_ms": round(start * 1000), "end_ms": round(end * 1000), "width": t["width"], "height": t["height"],
            "keyframes": frames, "content_id": identity(name, f"content {t['content']}"), "pause": t.get("pause", False),
            "required": t.get("required", False)}


def follow(scene, span):
    """Two key frames: where the walker starts and where they arrive."""
    start, end = span["sentences"][0][0] - span["start"] + 0.5, scene["until"]
    return [{"at_ms": round((span["start"] + at) * 1000), "x": round(walker_x(at, start, end) / WIDTH * 100, 2), "y": 63.0}
            for at in (start, end)]


def quiz(name, number, span, q):
    base = f"quiz {number}"
    choices = [{"id": identity(name, f"{base} choice {i}"), "text": c["text"], "feedback": c.get("feedback", "")}
               for i, c in enumerate(q["choices"])]
    key = [choices[i]["id"] for i, c in enumerate(q["choices"]) if c.get("right")]
    question = {"id": identity(name, f"{base} question"), "prompt": q["prompt"], "explanation": q.get("explanation", ""),
                "multiple": len(key) > 1, "choices": choices, "key": key, "points": q.get("points", 1),
                "review_from_ms": round(span["start"] * 1000)}
    return {"id": identity(name, base), "title": q.get("title", ""), "at_ms": round((span["end"] - 0.3) * 1000), "required": True,
            "replay": False, "questions": [question]}


def content(name, c):
    shared = {"kind": c["kind"], "id": identity(name, f"content {c['name']}"), "title": c["title"]}
    if c["kind"] == "text":
        return shared | {"body": c["body"]}
    return shared | {"media": c["name"]} | ({"alternative": c["alternative"]} if c["kind"] == "image" else {})


def document(lesson, spans):
    """The grain document; `media` of contents is a name that the one who uploads replaces by `media_id`."""
    name, scenes = lesson["name"], lesson["scene"]
    pairs = list(enumerate(zip(scenes, spans)))
    return {
        "schema": 1, "title": lesson["title"], "language": "fr", "pass_percent": 60, "auto_pause": False,
        "chapters": [{"id": identity(name, f"chapter {i}"), "start_ms": round(span["start"] * 1000), "title": scene["chapter"]}
                     for i, (scene, span) in pairs if "chapter" in scene],
        "targets": [target(name, i, scene, span, t) for i, (scene, span) in pairs for t in scene.get("target", [])],
        "quizzes": [quiz(name, i, span, scene["quiz"]) for i, (scene, span) in pairs if "quiz" in scene],
        "contents": [content(name, c) for c in lesson["content"]],
    }


def make(lesson, folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    spans = speak_all(lesson["scene"], folder)
    for scene, span in zip(lesson["scene"], spans):
        if "until" in scene:  # a walk ends before its scene
            scene["until"] = min(scene["until"], span["end"] - span["start"] - WALK_REST_S)
    (folder / "captions.vtt").write_text(captions(lesson["scene"], spans), encoding="utf-8")
    (folder / "document.json").write_text(json.dumps(document(lesson, spans), ensure_ascii=False, indent=1), encoding="utf-8")
    render(lesson["scene"], spans, folder, folder / "film.mp4")
    (folder / "voice.wav").unlink()
