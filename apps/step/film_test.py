"""A film goes through all its steps, as the server would order them, and an independent program looks at the tracks."""
import json
import os
import shutil
import subprocess
import tempfile

import stepping
from tap import Skip, check, run

SECONDS, PART_MS = 9.4, 4000
RUNG = {"name": "v240", "height": 240, "cap_kbps": 220, "preset": "veryfast"}


def tool(*arguments):
    return subprocess.run(arguments, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout


def make_film(name, *arguments):
    if not shutil.which("ffmpeg"):
        raise Skip("ffmpeg makes the film and is not installed")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, name)
        tool("ffmpeg", "-v", "error", *arguments, path)
        with open(path, "rb") as file:
            return file.read()


FILM = []


def film():
    if not FILM:
        FILM.append(make_film("film.mp4", "-f", "lavfi", "-i", f"testsrc=size=640x360:rate=30:duration={SECONDS}", "-f", "lavfi",
                              "-i", f"sine=frequency=440:duration={SECONDS}", "-c:v", "libx264", "-preset", "ultrafast",
                              "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest"))
    return FILM[0]


def step(name, inputs, **parameters):
    outcome = stepping.run("av", {"step": name, **parameters}, inputs)
    check(outcome.status == 0, name, outcome.status, outcome.answer, outcome.log)
    return outcome


def packets(data):
    """What ffprobe reads of a track file: stream, and time, duration and flags of each packet."""
    with tempfile.NamedTemporaryFile(suffix=".mp4") as file:
        file.write(data)
        file.flush()
        text = tool("ffprobe", "-v", "error", "-show_streams", "-show_packets", "-of", "json", file.name)
    seen = json.loads(text)
    return seen["streams"][0], seen["packets"]


def encode_parts(probe):
    """All parts of the lowest rung, each by a process of its own, in no particular order."""
    video, duration = probe["video"], probe["duration_ms"]
    starts = list(range(0, duration, PART_MS))
    outcomes = {}
    for number in reversed(range(len(starts))):
        end = min(starts[number] + PART_MS, duration)
        outcomes[number] = step("encode", [film()], video_stream=video["stream"], rotation=video["rotation"],
                                mirror=video["mirror"], hdr=video["hdr"], start_ms=starts[number], end_ms=end,
                                duration_ms=duration, part=number, rungs=[RUNG], poster=number == 0)
    return [outcomes[number] for number in range(len(starts))]


def pictures_go_through_all_steps():
    probe = step("probe", [film()]).answer
    check(probe["has_video"] and abs(probe["duration_ms"] - SECONDS * 1000) < 60, probe)
    parts = encode_parts(probe)
    check(len({part.files["v240.init.mp4"] for part in parts}) == 1, "one init segment for all parts")
    check(parts[0].files["poster.jpg"][:2] == b"\xff\xd8" and len(parts[0].files["poster.jpg"]) <= 12000, "poster")
    inputs = [parts[0].files["v240.init.mp4"]] + [part.files[f"v240.{i:04}.m4s"] for i, part in enumerate(parts)]
    joined = step("finalise", inputs, track="v240")
    stream, seen = packets(joined.files["v240.mp4"])
    check((stream["codec_name"], stream["height"]) == ("h264", 240), stream)
    # libavformat counts composition offsets from the smallest, where browsers take them as signed: all is later by that.
    late = min(float(packet["pts_time"]) for packet in seen)
    times = sorted(round((float(packet["pts_time"]) - late) * 30) for packet in seen)
    check(times == list(range(len(times))), "every picture once, thirty a second", times)
    check(abs(len(times) - SECONDS * 30) <= 2, len(times))
    keys = {round((float(packet["pts_time"]) - late) * 10) for packet in seen if "K" in packet["flags"]}
    check({0, 20, 40, 60, 80} <= keys, "a key picture every two seconds", sorted(keys))
    segments = [segment for part in parts for segment in part.answer["tracks"][0]["segments"]]
    check(joined.answer["header_size"] + sum(s["size"] for s in segments) == joined.answer["size"], "the index of the parts")


def sound_goes_through_all_steps():
    probe = step("probe", [film()]).answer
    made = step("audio", [film()], audio_stream=probe["audio"]["stream"], duration_ms=probe["duration_ms"])
    names = [name for name in made.files if name.endswith(".m4s")]
    joined = step("finalise", [made.files["a48.init.mp4"]] + [made.files[name] for name in sorted(names)], track="a48")
    stream, seen = packets(joined.files["a48.mp4"])
    check((stream["codec_name"], stream["sample_rate"]) == ("aac", "48000"), stream)
    times = [float(packet["pts_time"]) for packet in seen]
    steps = {round((after - before) * 48000) for before, after in zip(times, times[1:])}
    check(steps == {1024}, "one frame after the other, no gap", steps)
    check(abs(times[-1] + 1024 / 48000 - SECONDS) < 0.1, times[-1])
    check(-0.03 < times[0] <= 0, "the priming lies before the beginning", times[0])


def the_same_part_twice_is_the_same_bytes():
    probe = step("probe", [film()]).answer
    spec = {"video_stream": probe["video"]["stream"], "rotation": 0, "mirror": False, "hdr": "none", "start_ms": 4000,
            "end_ms": 6000, "duration_ms": probe["duration_ms"], "part": 1, "rungs": [RUNG], "poster": False}
    check(step("encode", [film()], **spec).files == step("encode", [film()], **spec).files)


def refused(data, *codes):
    outcome = stepping.run("av", {"step": "probe"}, [data])
    check(outcome.status == 2, outcome)
    check(outcome.answer["error"] in codes, outcome.answer)


def playlists_lead_nowhere():
    refused(b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n/etc/passwd\n#EXT-X-ENDLIST\n", "media.not_a_film")
    refused(b"ffconcat version 1.0\nfile /etc/passwd\n", "media.not_a_film")
    refused(b'<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"><BaseURL>file:///etc/</BaseURL></MPD>',
            "media.not_a_film")


def what_is_no_film_is_refused():
    refused(b"", "media.empty")
    refused(b"only a few words", "media.not_a_film")
    refused(bytes(100000), "media.not_a_film")
    refused(film()[:2000], "media.not_a_film", "media.truncated", "media.no_picture_no_sound")


run([
    ("pictures go through all steps and an independent reader finds every one", pictures_go_through_all_steps),
    ("sound goes through all steps and lasts as long as the film", sound_goes_through_all_steps),
    ("the same part made twice is the same bytes", the_same_part_twice_is_the_same_bytes),
    ("a playlist that calls itself a film leads nowhere", playlists_lead_nowhere),
    ("what is no film is refused", what_is_no_film_is_refused),
])
