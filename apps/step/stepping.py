"""Runs kair-step as the worker does: files on the descriptors of the contract, limits before it starts (README.md)."""
import hashlib
import json
import os
import resource
import subprocess
import tempfile
from dataclasses import dataclass, field

STEP, FORBIDDEN = os.environ["KAIR_TEST_STEP"], os.environ.get("KAIR_TEST_FORBIDDEN")
LIMITS = {"memory_mb": 2000, "cpu_s": 120, "output_mb": 500}


@dataclass
class Outcome:
    status: int
    answer: dict
    log: str
    progress: list
    files: dict = field(default_factory=dict)  # name: bytes


def run(profile, spec, inputs=(), limits=LIMITS, before=None, program=STEP):
    """One step over `inputs` (bytes each, one after the other in fd 3). The slices of the output are taken apart."""
    spec = {**spec, "media_id": "01890000-0000-7000-8000-000000000000", "limits": limits,
            "inputs": [{"sha256": hashlib.sha256(i).hexdigest(), "size": len(i)} for i in inputs]}
    with tempfile.TemporaryFile() as told, tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as made, \
            tempfile.TemporaryFile() as answered, tempfile.TemporaryFile() as logged:
        told.write(json.dumps(spec).encode())
        given.writelines(inputs)
        for file in (told, given):
            file.flush()
            file.seek(0)
        listen, speak = os.pipe()

        def arrange():
            sources = [os.dup2(file, 100 + place) for place, file in
                       enumerate((told.fileno(), answered.fileno(), logged.fileno(), given.fileno(), speak, made.fileno()))]
            for place, source in enumerate(sources):
                os.dup2(source, place)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limits["output_mb"] << 20,) * 2)
            if before:
                before()

        child = subprocess.Popen([program, profile], preexec_fn=arrange, close_fds=False)
        os.close(speak)
        with os.fdopen(listen) as lines:
            progress = [float(line) for line in lines]
        status = child.wait()
        return read_outcome(status, progress, answered, logged, made)


def read_outcome(status, progress, answered, logged, made):
    for file in (answered, logged, made):
        file.seek(0)
    text = answered.read().decode()
    outcome = Outcome(status, json.loads(text) if text else {}, logged.read().decode(errors="replace"), progress)
    output, end = made.read(), 0
    for slice_ in outcome.answer.get("files", ()):
        assert slice_["offset"] == end, "slices follow each other"
        end += slice_["size"]
        content = output[slice_["offset"]:end]
        assert hashlib.sha256(content).hexdigest() == slice_["sha256"], slice_["name"]
        outcome.files[slice_["name"]] = content
    assert status != 0 or end == len(output), "nothing but slices is written"
    return outcome
