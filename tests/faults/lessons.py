"""A film that is prepared, and a module that is approved: what must be there before anything is distributed."""
import base64
import os
import pathlib
import tempfile

import films
from server import until

FILM_S = 12
PREPARED_LIMIT_S = 300


def made(client, path, body, headers=None, method="POST"):
    status, _, document = client.call(method, path, body, headers)
    if status not in (200, 201, 204):
        raise AssertionError(f"{method} {path} answered {status}: {document}")
    return document


def prepared_film(trainer, seconds=FILM_S):
    """The identity of a film that plays, of a known length."""
    with tempfile.TemporaryDirectory() as folder:
        data = pathlib.Path(films.film(os.path.join(folder, "film.mp4"), seconds, "320x180")).read_bytes()
    tus = {"Tus-Resumable": "1.0.0"}
    name = base64.b64encode(b"film.mp4").decode()
    media = made(trainer, "/api/v1/uploads", b"",
                 tus | {"Upload-Length": str(len(data)), "Upload-Metadata": f"filename {name}"})["media_id"]
    made(trainer, f"/api/v1/uploads/{media}", data,
         tus | {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}, "PATCH")
    until(lambda: made(trainer, f"/api/v1/media/{media}", None, method="GET")["state"] == "ready", PREPARED_LIMIT_S,
          "the film")
    return media


def approved(trainer, manager, module):
    """Submits the draft and approves it as it stands; the identity of the module."""
    submission = made(trainer, f"/api/v1/modules/{module}/submissions", {})
    made(manager, f"/api/v1/submissions/{submission['id']}/decision",
         {"decision": "approve", "hash": submission["hash"], "comment": ""})
    return module
