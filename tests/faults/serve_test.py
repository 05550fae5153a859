"""What stands in the way of `kair serve` is told in one sentence; what it serves is bounded, headed and served under
slow clients and on a full disk."""
import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time

from client import DEMO_ADMIN, DEMO_PASSWORD, Client
from server import Server, alive, until
from tap import Skip, check, run

BODY = 64 << 10
LARGE = 3 << 20


def refused(settings, arguments=("serve",)):
    """What `kair serve` says on these settings; it must end by itself, at once."""
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder=folder, settings=settings, arguments=arguments)
        server.start(wait=False)
        try:
            status = server.process.wait(20)
            said = server.log_end()
        finally:
            server.remove()
    check(status != 0, "exit status 0:", said)
    return said


def port_taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        said = refused({"KAIR_PORT": str(other.getsockname()[1])})
    check("already taken" in said and "KAIR_PORT" in said, said)


def folder_not_writable():
    with tempfile.NamedTemporaryFile() as file:
        said = refused({"KAIR_DATA_DIR": file.name})
    check("data folder cannot be written" in said, said)


def nginx_missing():
    said = refused({"KAIR_NGINX": "/nowhere/nginx"})
    check("front server is missing" in said and "nginx-light" in said, said)


def demo_on_public_address():
    said = refused({"KAIR_ADDRESS": "0.0.0.0"}, ("serve", "--demo"))
    check("--force" in said, said)


def folder_in_use():
    with Server() as server:
        said = refused({"KAIR_DATA_DIR": server.environment["KAIR_DATA_DIR"]})
    check("in use by another kair process" in said, said)


def exchange(port, data, limit_s=20):
    """The bytes that come back for these bytes."""
    with socket.create_connection(("127.0.0.1", port), limit_s) as connection:
        connection.settimeout(limit_s)
        try:
            connection.sendall(data)
        except OSError:
            pass  # refused before it was all sent; the answer is there to read
        got = b""
        try:
            while part := connection.recv(65536):
                got += part
        except ConnectionResetError:
            pass
        return got


def status_of(reply):
    return int(reply[9:12]) if reply.startswith(b"HTTP/1.1 ") else 0


def get(path, *headers):
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


SECURITY = {
    "content-security-policy": "require-trusted-types-for 'script'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def security_headers():
    with Server() as server:
        for path in ("/", "/sign-in", "/api/v1/instance", "/api/v1/session", "/api/v1/nothing", "/assets/nothing.js",
                     "/healthz", "/internal/blobs/x", "/errors/404.html"):
            _, headers, _ = Client(server.port).call("GET", path)
            for name, part in SECURITY.items():
                check(part in headers.get(name, ""), path, name, headers.get(name))
                check(len(headers.get_all(name)) == 1, path, name, "is there twice")
            check(headers.get("Server") == "nginx", headers.get("Server"))
            check("unsafe" not in headers["Content-Security-Policy"], headers["Content-Security-Policy"])


def problem(reply, status, code):
    check(status_of(reply) == status, status, reply[:400])
    check(b"application/problem+json" in reply, reply[:800])
    check(f'"code":"{code}"'.encode() in reply and b'"request_id":"' in reply, reply[-400:])


def limits():
    with Server() as server:
        port = server.port

        def post(path, size, kind="application/json"):
            head = (f"POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {kind}\r\n"
                    f"Content-Length: {size}\r\n\r\n").encode()
            return exchange(port, head + b" " * size)

        check(status_of(post("/api/v1/session", BODY)) == 400, "a body at the limit reaches the api")
        problem(post("/api/v1/session", BODY + 1), 413, "http.too_large")
        check(status_of(post("/api/v1/person-imports", LARGE)) in (400, 401, 403), "a large body at its limit")
        problem(post("/api/v1/person-imports", LARGE + 1), 413, "http.too_large")
        check(status_of(exchange(port, get("/api/v1/instance?" + "a" * 6000))) in (200, 400), "a long address")
        check(status_of(exchange(port, get("/api/v1/instance?" + "a" * 9000))) == 414, "a too long address")
        check(status_of(exchange(port, get("/api/v1/instance", "X-Long: " + "a" * 6000))) == 200, "a long header")
        problem(exchange(port, get("/api/v1/instance", "X-Long: " + "a" * 9000)), 431, "http.too_large")
        check(status_of(exchange(port, b"no request at all\r\n\r\n")) == 400, "no HTTP")
        check(status_of(exchange(port, b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
              == 405, "POST on a page")
        page = exchange(port, get("/assets/nothing.js"))
        check(status_of(page) == 404 and b"<html" in page and "n’existe pas".encode() in page, page[:600])


def away_api():
    """The supervisor stands still, so that nobody starts another api."""
    with Server() as server:
        api = server.child("api")
        os.kill(server.process.pid, signal.SIGSTOP)
        try:
            os.kill(api, signal.SIGKILL)
            until(lambda: not alive(api), what="the end of the api")
            problem(exchange(server.port, get("/api/v1/instance")), 503, "http.busy")
            check(b"Retry-After: " in exchange(server.port, get("/readyz")), "no Retry-After")
        finally:
            os.kill(server.process.pid, signal.SIGCONT)


def browser_side(folder):
    """A made-up build of the browser side."""
    files = {"index.html": b"<!doctype html><title>page</title>", "csp.json": b'{"script-src":["\'sha256-AAAA=\'"],"style-src":[]}',
             "assets/app-AbCd_123.js": b"plain", "assets/app-AbCd_123.js.br": b"brotli", "assets/app-AbCd_123.js.gz": b"gzip",
             "assets/modern.js": b"without a hash"}
    os.makedirs(os.path.join(folder, "web", "assets"))
    for name, content in files.items():
        with open(os.path.join(folder, "web", name), "wb") as file:
            file.write(content)
    return os.path.join(folder, "web")


def static_files():
    with tempfile.TemporaryDirectory() as folder, Server(settings={"KAIR_WEB_DIR": browser_side(folder)}) as server:
        def fetch(path, *headers):
            head, _, body = exchange(server.port, get(path, *headers)).partition(b"\r\n\r\n")
            return head.decode().lower(), body

        head, body = fetch("/assets/app-AbCd_123.js")
        check(body == b"plain" and "immutable" in head and "max-age=31536000" in head, head)
        head, body = fetch("/assets/app-AbCd_123.js", "Accept-Encoding: gzip")
        check(body == b"gzip" and "content-encoding: gzip" in head, head)
        if os.path.exists("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"):
            head, body = fetch("/assets/app-AbCd_123.js", "Accept-Encoding: gzip, br")
            check(body == b"brotli" and "content-encoding: br" in head, head)
        head, _ = fetch("/assets/modern.js")
        check("cache-control: no-cache" in head, head)
        head, _ = fetch("/assets/app-XxXx_999.js")
        check(head.startswith("http/1.1 404") and "immutable" not in head, head)
        for path in ("/", "/people/018f2f3a", "/s/demo/groups"):
            head, body = fetch(path)
            check(b"<title>page" in body and "cache-control: no-cache" in head and "sha256-aaaa=" in head, path, head)
        head, body = fetch("/api/nothing")
        check(head.startswith("http/1.1 404") and b"application/problem+json" not in body and b"<title>page" not in body, head)
        check(fetch("/csp.json")[0].startswith("http/1.1 404"), "csp.json is served")
        check(fetch("/metrics")[0].startswith("http/1.1 404"), "metrics are served to everyone")
        check(fetch("/assets/../../worker.token")[0][9:12] in ("400", "404"), "a path out of the folder")


def encrypted():
    if not shutil.which("openssl"):
        raise Skip("no openssl to make a certificate with")
    with tempfile.TemporaryDirectory() as folder:
        certificate, key = os.path.join(folder, "certificate.pem"), os.path.join(folder, "key.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                        "-out", certificate, "-keyout", key], check=True, stderr=subprocess.DEVNULL)
        with Server(settings={"KAIR_TLS_CERTIFICATE_FILE": certificate, "KAIR_TLS_KEY_FILE": key}) as server:
            trust = ssl.create_default_context(cafile=certificate)
            trust.set_alpn_protocols(["h2", "http/1.1"])
            with socket.create_connection(("localhost", server.port), 10) as plain, \
                    trust.wrap_socket(plain, server_hostname="localhost") as connection:
                check(connection.selected_alpn_protocol() == "h2", connection.selected_alpn_protocol())
                check(connection.version() in ("TLSv1.2", "TLSv1.3"), connection.version())
            client = http.client.HTTPSConnection("localhost", server.port, timeout=20, context=ssl.create_default_context(
                cafile=certificate))
            client.request("POST", "/api/v1/session", json.dumps({"email": DEMO_ADMIN, "password": DEMO_PASSWORD}),
                           {"Content-Type": "application/json"})
            reply = client.getresponse()
            check(reply.status == 201, reply.status, reply.read())
            check(reply.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains", reply.headers)
            cookie = reply.headers["Set-Cookie"]
            check(cookie.startswith("__Host-") and "Secure" in cookie and "HttpOnly" in cookie, cookie)
            check(status_of(exchange(server.port, get("/"))) == 400, "plain HTTP on the encrypted port")


def slow_clients():
    with Server() as server:
        stop = threading.Event()
        slow = []
        for _ in range(200):
            connection = socket.create_connection(("127.0.0.1", server.port), 10)
            connection.setblocking(False)
            slow.append(connection)

        def drip():
            text = get("/api/v1/instance", "X-Slow: " + "a" * 4000)
            sent = 0
            while not stop.wait(1):
                for connection in slow:
                    try:
                        connection.send(text[sent:sent + 1])
                    except OSError:
                        pass  # nginx has lost patience with it, as it should in the end
                sent += 1

        dripping = threading.Thread(target=drip, daemon=True)
        dripping.start()
        try:
            client = Client(server.port)
            client.sign_in()
            worst = 0.0
            for _ in range(200):
                began = time.monotonic()
                status, _, _ = client.call("GET", "/api/v1/groups?limit=5")
                worst = max(worst, time.monotonic() - began)
                check(status == 200, status)
            check(worst < 2, "an answer took", worst, "s")
            check(sum(1 for connection in slow if connection.fileno() >= 0) == 200, "slow clients were there")
        finally:
            stop.set()
            dripping.join(5)
            for connection in slow:
                connection.close()


def full_disk():
    if os.geteuid() != 0:
        raise Skip("only root can mount a small disk")
    folder = tempfile.mkdtemp(prefix="kair-disk-")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", folder], check=False,
                      stderr=subprocess.DEVNULL).returncode != 0:
        os.rmdir(folder)
        raise Skip("this machine does not let us mount a small disk")
    try:
        with Server(folder=folder) as server:
            client = Client(server.port)
            client.sign_in()
            check(client.call("POST", "/api/v1/groups", {"name": "before"})[0] == 201, "a write with room")
            filler = os.path.join(folder, "filler")
            with open(filler, "wb") as file:
                try:
                    while True:
                        file.write(b"\0" * (1 << 20))
                        file.flush()
                except OSError:
                    pass
            answer = until(lambda: (lambda r: r if r[0] != 201 else None)(
                client.call("POST", "/api/v1/groups", {"name": f"full-{time.monotonic()}"})), what="a refusal")
            check(answer[0] == 503 and answer[2]["code"] == "http.read_only", answer)  # the first too, before the fill is noticed
            refusal = until(lambda: (lambda r: r if r[2].get("code") == "http.read_only" else None)(
                client.call("POST", "/api/v1/groups", {"name": f"full-{time.monotonic()}"})), what="read only")
            check(refusal[0] == 503, refusal)
            status, _, groups = client.call("GET", "/api/v1/groups?search=before")
            check(status == 200 and groups["total"] == 1, status, groups)
            check(Client(server.port).call("GET", "/readyz")[0] == 503, "/readyz on a full disk")
            check(Client(server.port).call("GET", "/healthz")[0] == 200, "/healthz on a full disk")
            os.remove(filler)
            until(lambda: client.call("POST", "/api/v1/groups", {"name": "after"})[0] in (201, 409), what="room again")
    finally:
        subprocess.run(["umount", folder], check=False)
        os.rmdir(folder)


def command_line():
    with Server() as server:
        listed = server.command("space", "list")
        check(listed.returncode == 0 and "demo" in listed.stdout and "publisher" in listed.stdout, listed)
        made = server.command("space", "create", "--slug", "essai", "--name", "Essai", "--first-name", "Ada",
                              "--last-name", "Lovelace", "--email", "ada@example.org")
        check(made.returncode == 0, made)
        again = server.command("space", "create", "--slug", "essai", "--name", "Essai", "--first-name", "Ada",
                               "--last-name", "Lovelace", "--email", "ada@example.org")
        check(again.returncode == 1 and "space.slug_taken" in again.stderr, again)
        short = server.command("user", "set-password", "--space", "essai", "--email", "ada@example.org", text="short\n")
        check(short.returncode == 1 and "account.password_short" in short.stderr, short)
        secret = "un-velo-sous-la-pluie-77"
        done = server.command("user", "set-password", "--space", "essai", "--email", "ada@example.org", text=secret + "\n")
        check(done.returncode == 0, done)
        Client(server.port).sign_in("ada@example.org", secret)
        verified = server.command("audit", "verify", "--space", "essai")
        check(verified.returncode == 0 and re.search(r"head [0-9a-f]{64} root [0-9a-f]{64}$", verified.stdout.strip()), verified)
        closed = server.command("space", "suspend", "--slug", "essai")
        check(closed.returncode == 0 and "suspended" in closed.stdout, closed)
        status, _, _ = Client(server.port).call("POST", "/api/v1/session", {"email": "ada@example.org", "password": secret})
        check(status == 401, "a suspended space lets nobody in", status)
        check(server.command("space", "resume", "--slug", "essai").returncode == 0, "resume")
        Client(server.port).sign_in("ada@example.org", secret)
        kept = server.command("space", "suspend", "--slug", "publisher")
        check(kept.returncode == 1 and "cannot be suspended" in kept.stderr, kept)
        check(server.command("space", "create", "--slug", "x").returncode == 2, "usage")
        check(server.command("nothing").returncode == 2, "unknown command")
        server.stop()
        offline = server.command("space", "list")
        check(offline.returncode == 0 and "essai" in offline.stdout, offline)


TESTS = [
    ("a port that is taken is told", port_taken),
    ("a data folder that cannot be written is told", folder_not_writable),
    ("a missing front server is told, with its package", nginx_missing),
    ("the demonstration refuses an address that others can reach", demo_on_public_address),
    ("a data folder that another process uses is told", folder_in_use),
    ("every answer has the security headers, once, errors too", security_headers),
    ("static files: hashed names are kept, the page never, encoded neighbours are served, the API is not the page",
     static_files),
    ("with a certificate all is encrypted, and browsers are told to stay so", encrypted),
    ("bodies, addresses and headers are taken at their limit and refused one above, with a problem or a page", limits),
    ("while the api is away callers read a problem that says when to come back", away_api),
    ("two hundred clients that send one byte a second keep nobody from being served", slow_clients),
    ("a full disk refuses writes with a problem, serves reads, and recovers", full_disk),
    ("commands run inside the running api and without it alike", command_line),
]

if __name__ == "__main__":
    run(TESTS)
