"""A signed-in caller of the API. One connection; after any failure a new one."""
import http.client
import json
import time

DEMO_PASSWORD = "phare-boussole-ancre-1871"
DEMO_ADMIN = "claire.montreuil@banque-horizon.example"
LOST = (OSError, http.client.HTTPException)
IDLE_S = 30  # the server lets go of an idle connection after twice that: no answer then says nothing about it


class Client:
    def __init__(self, port, timeout=20):
        self.port, self.timeout = port, timeout
        self.connection = None
        self.used = 0.0
        self.cookie = self.csrf = None

    def call(self, method, path, body=None, headers=None):
        """(status, headers, document or text). Raises one of LOST when no answer came."""
        sent = dict(headers or {})
        if self.cookie:
            sent["Cookie"] = self.cookie
        if self.csrf and method != "GET":
            sent["X-CSRF-Token"] = self.csrf
        data = None
        if body is not None:
            data = body if isinstance(body, bytes) else json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        if time.monotonic() - self.used > IDLE_S:
            self.close()
        self.used = time.monotonic()
        try:
            if self.connection is None:
                self.connection = http.client.HTTPConnection("localhost", self.port, timeout=self.timeout)
            self.connection.request(method, path, data, sent)
            reply = self.connection.getresponse()
            text = reply.read()
        except LOST:
            self.close()
            raise
        kind = reply.headers.get("Content-Type", "")
        document = json.loads(text) if "json" in kind and text else text.decode(errors="replace")
        return reply.status, reply.headers, document

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def sign_in(self, email=DEMO_ADMIN, password=DEMO_PASSWORD):
        status, headers, document = self.call("POST", "/api/v1/session", {"email": email, "password": password})
        if status != 201:
            raise AssertionError(f"sign-in answered {status}: {document}")
        self.cookie = headers["Set-Cookie"].split(";")[0]
        self.csrf = document["csrf_token"]
        return document

    def all_items(self, path):
        """Every row of a list, page by page."""
        cursor, separator = None, "&" if "?" in path else "?"
        while True:
            page = f"{path}{separator}limit=200" + (f"&cursor={cursor}" if cursor else "")
            status, _, document = self.call("GET", page)
            if status != 200:
                raise AssertionError(f"GET {page} answered {status}: {document}")
            yield from document["items"]
            cursor = document["next_cursor"]
            if not cursor:
                return
