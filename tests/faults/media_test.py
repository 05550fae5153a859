"""Bytes through the real front server: a film uploaded in parts over cut connections, a killed api and a full disk; files
of a media fetched with good, old and forged addresses."""
import base64
import glob
import gzip
import hashlib
import hmac
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import tempfile
import time

from client import LOST, Client
from server import Server, alive, until
from tap import Skip, check, run

PART = 8 << 20
FILM = 20 << 20
CUES = "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nBonjour à tous\n"


def trainer(server):
    client = Client(server.port)
    accounts = client.call("GET", "/api/v1/instance")[2]["demo_accounts"]
    client.sign_in(next(account["email"] for account in accounts if account["role"] == "trainer"))
    return client


def tus(client, method, path, body=None, **headers):
    sent = {"Tus-Resumable": "1.0.0"} | {name.replace("_", "-"): str(value) for name, value in headers.items()}
    if body is not None:
        sent["Content-Type"] = "application/offset+octet-stream"
    return client.call(method, path, body, sent)


def announce(client, size, name="film.mp4"):
    status, headers, document = tus(client, "POST", "/api/v1/uploads", Upload_Length=size,
                                    Upload_Metadata="filename " + base64.b64encode(name.encode()).decode())
    check(status == 201 and headers["Location"] == f"/api/v1/uploads/{document['media_id']}", status, document)
    check(headers["Tus-Resumable"] == "1.0.0", headers)
    return document["media_id"]


def offset_of(client, path):
    status, headers, _ = tus(client, "HEAD", path)
    check(status == 200 and headers["Cache-Control"] == "no-store", status, headers)
    return int(headers["Upload-Offset"])


def cut(client, path, offset, part, sent):
    """A PATCH whose connection ends after `sent` bytes of its body."""
    head = (f"PATCH {path} HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: {offset}\r\n"
            f"Content-Type: application/offset+octet-stream\r\nContent-Length: {len(part)}\r\nCookie: {client.cookie}\r\n"
            f"X-CSRF-Token: {client.csrf}\r\n\r\n").encode()
    with socket.create_connection(("localhost", client.port), 20) as connection:
        connection.sendall(head + part[:sent])


def data_folder(server):
    return server.environment["KAIR_DATA_DIR"]


def source(server, media):
    found = glob.glob(os.path.join(data_folder(server), "blobs", "*", "source", media))
    return found[0] if found else None


def leftovers(server):
    return [path for folder in ("blobs/.stage", "blobs/.tmp", "run/nginx/body")
            for path in glob.glob(os.path.join(data_folder(server), folder, "**"), recursive=True) if os.path.isfile(path)]


def film_in_parts():
    film = random.Random(1).randbytes(FILM)
    with Server() as server:
        client = trainer(server)
        media = announce(client, FILM)
        path = f"/api/v1/uploads/{media}"
        status, headers, _ = tus(client, "PATCH", path, film[:PART], Upload_Offset=0)
        check(status == 204 and headers["Upload-Offset"] == str(PART), status, headers)
        cut(client, path, PART, film[PART:2 * PART], 3 << 20)  # in the middle: nothing of it is kept
        check(offset_of(client, path) == PART, "a part that did not come whole counts")
        status, _, problem = tus(client, "PATCH", path, film[:PART], Upload_Offset=0)  # its answer was lost
        check(status == 409 and problem["code"] == "upload.wrong_offset", status, problem)
        api = server.child("api")
        os.kill(api, signal.SIGKILL)
        until(lambda: not alive(api), what="the end of the api")
        client.close()

        def go_on():
            try:
                return offset_of(client, path) == PART
            except (AssertionError, *LOST):
                return False

        until(go_on, what="the api again")
        cut(client, path, PART, film[PART:2 * PART], PART)  # all of it is there: the answer alone is lost
        until(lambda: offset_of(client, path) == 2 * PART, what="the part whose answer was lost")
        status, headers, _ = tus(client, "PATCH", path, film[2 * PART:], Upload_Offset=2 * PART)
        check(status == 204 and headers["Upload-Offset"] == str(FILM), status, headers)
        with open(source(server, media), "rb") as file:
            check(file.read() == film, "the source is not what was sent")
        check(client.call("GET", f"/api/v1/media/{media}")[2]["state"] != "uploading", "the media waits for bytes")
        until(lambda: not leftovers(server), what="no file left over")


def refusals():
    with Server() as server:
        client = trainer(server)
        status, headers, _ = client.call("OPTIONS", "/api/v1/uploads")
        check(status == 204 and headers["Tus-Version"] == "1.0.0" and headers["Tus-Max-Size"] == str(20 << 30), headers)
        check(headers["Tus-Extension"] == "creation,termination", headers)
        media = announce(client, FILM)
        path = f"/api/v1/uploads/{media}"

        def refused(wanted, code, answer):
            check(answer[0] == wanted and answer[2]["code"] == code, wanted, code, answer[0], answer[2])

        refused(412, "upload.version", tus(client, "PATCH", path, b"x", Tus_Resumable="0.2.2", Upload_Offset=0))
        refused(400, "http.required", tus(client, "PATCH", path, b"x"))
        refused(409, "upload.wrong_offset", tus(client, "PATCH", path, b"x", Upload_Offset=1))
        refused(413, "http.too_large", tus(client, "PATCH", path, b"x" * (PART + 1), Upload_Offset=0))
        client.close()
        refused(415, "http.media_type", client.call("PATCH", path, b"x", {"Tus-Resumable": "1.0.0", "Upload-Offset": "0"}))
        secret = os.path.join(data_folder(server), "media.key")  # 32 bytes that no client may name as its body
        status, headers, _ = tus(client, "PATCH", path, b"", Upload_Offset=0, Body_File=secret, Body_file=secret)
        check(status == 204 and headers["Upload-Offset"] == "0", status, headers)
        csrf, client.csrf = client.csrf, "wrong"
        refused(403, "http.csrf", tus(client, "PATCH", path, b"x", Upload_Offset=0))
        client.csrf = csrf
        check(tus(client, "DELETE", path)[0] == 204, "an upload cannot be given up")
        check(tus(client, "HEAD", path)[0] == 404, "it is still there")
        refused(422, "media.empty", tus(client, "POST", "/api/v1/uploads", Upload_Length=0, Upload_Metadata="filename YS5tcDQ="))


def uploads_on_a_full_disk():
    if os.geteuid() != 0:
        raise Skip("only root can mount a small disk")
    folder = tempfile.mkdtemp(prefix="kair-disk-")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", folder], check=False,
                      stderr=subprocess.DEVNULL).returncode != 0:
        os.rmdir(folder)
        raise Skip("this machine does not let us mount a small disk")
    try:
        with Server(folder=folder) as server:
            client = trainer(server)
            film = random.Random(2).randbytes(12 << 20)
            path = f"/api/v1/uploads/{announce(client, len(film))}"
            check(tus(client, "PATCH", path, film[:PART], Upload_Offset=0)[0] == 204, "a part with room")
            filler = os.path.join(folder, "filler")
            with open(filler, "wb") as file:
                try:
                    while True:
                        file.write(b"\0" * (1 << 16))
                        file.flush()
                except OSError:
                    pass
            status, _, problem = tus(client, "PATCH", path, film[PART:], Upload_Offset=PART)
            check(isinstance(problem, dict), status, problem)
            check((status, problem["code"]) in ((507, "blob.full"), (503, "http.read_only")), status, problem)
            client.close()
            os.remove(filler)
            until(lambda: tus(client, "PATCH", path, film[PART:], Upload_Offset=offset_of(client, path))[0] == 204,
                  what="room again")
            check(offset_of(client, path) == len(film), "the upload did not end")
    finally:
        subprocess.run(["umount", folder], check=False)
        os.rmdir(folder)


def fetch(server, path, method="GET", **headers):
    connection = http.client.HTTPConnection("localhost", server.port, timeout=20)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return reply.status, reply.headers, body


def signed(server, space, media, hour, key=None):
    """The token as the program makes it, told again here."""
    if key is None:
        with open(os.path.join(data_folder(server), "media.key"), "rb") as file:
            key = file.read()
    key_id = hashlib.sha256(key).hexdigest()[:8]
    digest = hmac.new(key, f"{space} {media} {hour} {key_id}".encode(), hashlib.sha256).digest()
    return f"{space}.{hour}.{key_id}." + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def captioned(client):
    """A film with captions: the first file below its folder. Its identity and the captions' address."""
    media = announce(client, 10)
    status, _, document = client.call("PUT", f"/api/v1/media/{media}/captions/fr",
                                      {"label": "Français", "kind": "captions", "vtt": CUES})
    check(status == 200, status, document)
    return media, document["url"]


def addresses():
    with Server() as server:
        client = trainer(server)
        media, address = captioned(client)
        text = CUES.encode()
        status, headers, body = fetch(server, address)
        check(status == 200 and body == text and headers["Content-Type"] == "text/vtt; charset=utf-8", status, headers, body)
        check(headers["Cache-Control"] == "private, no-cache" and headers["Access-Control-Allow-Origin"] == "*", headers)
        check(headers["Cross-Origin-Resource-Policy"] == "cross-origin", headers)
        status, headers, body = fetch(server, address, Range="bytes=8-19")
        check(status == 206 and body == text[8:20] and headers["Content-Range"] == f"bytes 8-19/{len(text)}", status, headers)
        check(fetch(server, address, Range=f"bytes={len(text)}-")[0] == 416, "a range behind the end")
        check(fetch(server, address, "OPTIONS")[0] == 204 and fetch(server, address, "POST")[0] == 405, "methods")
        _, _, token, _, name = address.split("/")
        space, hour = token.split(".")[0], int(time.time() // 3600)
        folder = os.path.join(data_folder(server), "blobs", space)
        with open(os.path.join(folder, "media", media, "v240.mp4"), "wb") as file:
            file.write(b"film")
        status, headers, body = fetch(server, address.replace(name, "v240.mp4"))
        check(body == b"film" and headers["Content-Type"] == "video/mp4", status, headers)
        check(headers["Cache-Control"] == "private, max-age=3600, immutable", headers)

        status, headers, _ = fetch(server, address.replace(name, "master.m3u8"))
        check("immutable" not in headers.get("Cache-Control", ""), status, headers)  # asked of the api, each time
        check(headers["Access-Control-Allow-Origin"] == "*" and headers["X-Content-Type-Options"] == "nosniff", headers)

        def at(token, media=media, name=name):
            return fetch(server, f"/media/{token}/{media}/{name}")

        check(at(signed(server, space, media, hour))[0] == 200, "a token of this hour")
        check(at(signed(server, space, media, hour - 1))[0] == 200, "a token of the hour before")
        check(at(signed(server, space, media, hour - 2))[0] == 404, "an old token")
        check(at(signed(server, space, media, hour + 1))[0] in (200, 404), "the next hour may begin within a minute")
        check(at(signed(server, space, media, hour + 2))[0] == 404, "a token of the future")
        check(at(signed(server, space, media, hour, b"k" * 32))[0] == 404, "a token of another key")
        forged = token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]
        check(at(forged)[0] == 404 and at(forged)[0] == 404, "a forged token, asked twice")
        other, _ = captioned(client)
        check(at(token, other)[0] == 404, "a token of another media")
        check(at(token, name="nothing.mp4")[0] == 404, "a file that is not there")
        os.makedirs(os.path.join(folder, "source"), exist_ok=True)
        with open(os.path.join(folder, "source", media), "wb") as file:
            file.write(b"the source")
        for path in (f"/media/{token}/{media}/../../source/{media}", f"/media/{token}/{media}/%2e%2e%2f{media}",
                     f"/media/{token}/{media}/", f"/media/{token}/", "/media/", f"/media/x/{media}/{name}"):
            status, _, body = fetch(server, path)
            check(status in (400, 404) and b"source" not in body, path, status)
        for path in (f"/media-access/{token}/{media}", "/media-access", "/media-refused"):
            check(fetch(server, path)[0] in (200, 403, 404), path)  # the page of the application, or nothing


def gone_media():
    """A token that was not asked before is judged anew: a deleted media is not there, nor is one of a suspended space."""
    with Server() as server:
        client = trainer(server)
        media, address = captioned(client)
        kept, kept_address = captioned(client)
        check(client.call("DELETE", f"/api/v1/media/{media}")[0] == 204, "delete")
        check(fetch(server, address)[0] == 404, "a deleted media is sent")
        check(server.command("space", "suspend", "--slug", "demo").returncode == 0, "suspend")
        check(fetch(server, kept_address)[0] == 404, "a file of a suspended space is sent", kept)


def while_the_api_is_away():
    with Server() as server:
        client = trainer(server)
        _, address = captioned(client)
        _, unknown = captioned(client)
        check(fetch(server, address)[0] == 200, "a good address")
        api = server.child("api")
        os.kill(server.process.pid, signal.SIGSTOP)
        try:
            os.kill(api, signal.SIGKILL)
            until(lambda: not alive(api), what="the end of the api")
            check(fetch(server, address)[0] == 200, "an address that was good a moment ago")
            check(fetch(server, unknown)[0] == 503, "an address that nobody can judge")
        finally:
            os.kill(server.process.pid, signal.SIGCONT)


def large_bodies_of_nobody():
    """A problem of the front server itself stands above a large body too."""
    with Server() as server:
        client = trainer(server)
        path = f"/api/v1/uploads/{announce(client, FILM)}"
        api = server.child("api")
        os.kill(server.process.pid, signal.SIGSTOP)
        try:
            os.kill(api, signal.SIGKILL)
            until(lambda: not alive(api), what="the end of the api")
            status, _, problem = tus(client, "PATCH", path, b"x" * PART, Upload_Offset=0)
            check(status == 503 and problem["code"] == "http.busy", status, problem)
        finally:
            os.kill(server.process.pid, signal.SIGCONT)


def made_up_player(folder):
    """A build of the browser side with a player in it."""
    inline = {"inline.js": b"play();" + b"/* long enough to be compressed */" * 20, "engine.js": b"run();",
              "inline.css": b"#player{margin:0}"}
    os.makedirs(os.path.join(folder, "player"))
    for name, content in inline.items():
        with open(os.path.join(folder, "player", name), "wb") as file:
            file.write(content)
    script, engine, style = (base64.b64encode(hashlib.sha256(content).digest()).decode() for content in inline.values())
    with open(os.path.join(folder, "player", "player.json"), "w", encoding="utf-8") as file:
        json.dump({"inline": {"script": "inline.js", "engine": "engine.js", "style": "inline.css",
                              "script_sha256": script, "engine_sha256": engine, "style_sha256": style},
                   "late": {"script": "/assets/player-late-0.js"}}, file)
    return script


def pages():
    """Whoever is not signed in is sent to do so; whoever is gets the page with the policy that the api made for it."""
    with tempfile.TemporaryDirectory() as folder:
        script = made_up_player(folder)
        with Server(settings={"KAIR_WEB_DIR": folder}) as server:
            client = trainer(server)
            status, _, grain = client.call("POST", "/api/v1/grains", {"title": "Essai", "media_id": announce(client, 10)})
            check(status == 201, status, grain)
            path = f"/preview/{grain['id']}"
            status, headers, _ = fetch(server, path)
            check(status == 303 and headers["Location"].startswith("/sign-in"), status, headers)
            status, headers, plain = fetch(server, path, Cookie=client.cookie)
            policies = headers.get_all("Content-Security-Policy")
            check(status == 200 and len(policies) == 1 and script in policies[0], status, policies)
            check(headers["X-Content-Type-Options"] == "nosniff" and headers["Cache-Control"] == "no-store", headers)
            _, headers, body = fetch(server, path, Cookie=client.cookie, Accept_Encoding="gzip")
            check(headers["Content-Encoding"] == "gzip" and b"play();" in gzip.decompress(body), headers)
            check(b"play();" in plain and len(body) < len(plain), len(body), len(plain))
            if os.path.exists("/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so"):
                _, headers, _ = fetch(server, path, Cookie=client.cookie, Accept_Encoding="gzip, br")
                check(headers["Content-Encoding"] == "br", headers)


TESTS = [
    ("a film of 20 MB comes in parts, over a cut connection, a killed api and lost answers", film_in_parts),
    ("what tus or the front server must refuse is refused, and no client names a file of the server", refusals),
    ("on a full disk a part is refused with a clear problem, and comes later", uploads_on_a_full_disk),
    ("files of a media are sent in ranges to whoever has a good address, and to nobody else", addresses),
    ("files of a deleted media or of a suspended space are not sent", gone_media),
    ("while the api is away, addresses known to be good still work for a while", while_the_api_is_away),
    ("while the api is away a large part is answered with a problem", large_bodies_of_nobody),
    ("pages of the api have their own policy, once, and are compressed", pages),
]

if __name__ == "__main__":
    run(TESTS)
