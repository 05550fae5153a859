"""The step `finalise` over parts written here, box by box, by other code than the one that reads them."""
import struct

import stepping
from tap import check, run

TICKS, FRAMES = 3000, 60
LENGTH = TICKS * FRAMES


def box(kind, *content):
    body = b"".join(content)
    return struct.pack(">I4s", len(body) + 8, kind) + body


def full(kind, version, flags, *content):
    return box(kind, struct.pack(">I", version << 24 | flags), *content)


def init():
    mdhd = full(b"mdhd", 0, 0, struct.pack(">IIIIHH", 0, 0, 90000, 0, 0x55C4, 0))
    hdlr = full(b"hdlr", 0, 0, b"\0\0\0\0vide" + bytes(13))
    trex = full(b"trex", 0, 0, struct.pack(">IIIII", 1, 1, 0, 0, 0))
    return box(b"ftyp", b"iso6\0\0\0\0cmfc") + box(b"moov", box(b"trak", box(b"mdia", mdhd, hdlr)), box(b"mvex", trex))


def segment(sequence, start, data=bytes(range(FRAMES))):
    tfhd = full(b"tfhd", 0, 0x020028, struct.pack(">III", 1, TICKS, 0x01010000))
    tfdt = full(b"tfdt", 1, 0, struct.pack(">Q", start))
    sizes = struct.pack(f">{FRAMES}I", *[len(data) // FRAMES] * FRAMES)
    whole = 8 + 16 + 8 + len(tfhd) + len(tfdt) + 12 + 12 + len(sizes)
    trun = full(b"trun", 1, 0x205, struct.pack(">III", FRAMES, whole + 8, 0x02000000), sizes)
    moof = box(b"moof", full(b"mfhd", 0, 0, struct.pack(">I", sequence)), box(b"traf", tfhd, tfdt, trun))
    return moof + box(b"mdat", data)


def part(number, first, count=2):
    return b"".join(segment(number * 1000 + 1 + i, (first + i) * LENGTH) for i in range(count))


def finalise(parts, **more):
    return stepping.run("av", {"step": "finalise", "track": "v240"}, parts, **more)


def refused(parts, *words):
    outcome = finalise(parts)
    check(outcome.status == 2 and outcome.answer["error"] == "media.step_failed", outcome)
    check(all(word in outcome.answer["detail"] for word in words), outcome.answer["detail"])
    check(not outcome.files, "nothing is kept")


def index_of(data, at):
    """The rows of the sidx at `at`, and where the box ends."""
    size, kind = struct.unpack(">I4s", data[at:at + 8])
    check(kind == b"sidx" and data[at + 8] == 1, kind)
    timescale, = struct.unpack(">I", data[at + 16:at + 20])
    count, = struct.unpack(">H", data[at + 38:at + 40])
    check(timescale == 90000 and size == 40 + 12 * count, size, count)
    return [struct.unpack(">III", data[at + 40 + 12 * i:at + 52 + 12 * i]) for i in range(count)], at + size


def a_track_is_joined():
    parts = [init(), part(0, 0), part(1, 2), part(2, 4, 1)]
    outcome = finalise(parts)
    check(outcome.status == 0, outcome)
    answer, data = outcome.answer, outcome.files["v240.mp4"]
    check(answer["name"] == "v240.mp4" and answer["size"] == len(data), answer)
    check(answer["sha256"] == answer["files"][0]["sha256"] and answer["segment_count"] == 5, answer)
    check(answer["duration"] == 5 * LENGTH and answer["timescale"] == 90000, answer)
    rows, end = index_of(data, len(parts[0]))
    check(end == answer["header_size"], end, answer)
    check(data[:len(parts[0])] == parts[0] and data[end:] == b"".join(parts[1:]), "the bytes of the parts")
    for size, duration, access in rows:
        check(data[end + 4:end + 8] == b"moof" and duration == LENGTH and access == 0x90000000, size, duration)
        end += size
    check(end == len(data), "the index ends with the file")


def long_tracks_use_little_memory():
    """200 MB through a step that may use 400 MB of addresses, of which its libraries take 260."""
    data = bytes(range(FRAMES)) * 330000
    parts = [init()] + [segment(i * 1000 + 1, i * LENGTH, data) for i in range(10)]
    limits = {**stepping.LIMITS, "memory_mb": 400}
    outcome = finalise(parts, limits=limits)
    check(outcome.status == 0, outcome.status, outcome.log)
    check(outcome.answer["segment_count"] == 10 and outcome.progress[-1] >= 0.99, outcome.answer, outcome.progress[-3:])


def wrong_parts_are_refused():
    refused([init(), part(0, 0), part(2, 4)], "bad_sequence", "segment 2")
    refused([init(), part(1, 2), part(0, 0)], "bad_sequence", "segment 0")
    refused([init(), part(0, 0), part(0, 0)], "bad_sequence")
    refused([init(), part(0, 0), part(1, 3)], "gap", "segment 2")
    refused([init(), part(0, 0), part(1, 1)], "overlap", "segment 2")
    refused([init(), part(0, 0), part(1, 2)[:-1]], "cut_short", "segment 3")
    refused([init(), part(0, 0) + b"\0"], "cut_short")
    refused([init()], "cut_short")
    refused([part(0, 0), part(1, 2)], "bad_box")
    refused([b"not a track", b"at all"], "bad_box")


def an_output_that_does_not_fit_fails():
    parts = [init(), segment(1, 0, bytes(range(FRAMES)) * 30000)]
    outcome = finalise(parts, limits={**stepping.LIMITS, "output_mb": 1})
    check(outcome.status == 1 and "outcome=io" in outcome.log, outcome)


run([
    ("an init segment and parts become one track with an exact index", a_track_is_joined),
    ("a track larger than the memory is joined", long_tracks_use_little_memory),
    ("parts that are missing, swapped, doubled, moved or cut are refused", wrong_parts_are_refused),
    ("an output that does not fit fails and may be tried again", an_output_that_does_not_fit_fails),
])
