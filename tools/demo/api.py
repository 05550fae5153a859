"""The public API, as anyone's own tool would use it: sign in, call, upload by tus 1.0."""
import http.cookiejar
import json
import time
import urllib.error
import urllib.request
from base64 import b64encode

PART = 8 << 20


class Refused(Exception):
    def __init__(self, status, problem):
        super().__init__(f"{status} {problem.get('code', '')} {problem.get('field', '')}".strip())
        self.status, self.problem = status, problem


class Caller:
    """Anyone, with cookies of their own. Every method answers the decoded JSON, or None when there is none."""

    def __init__(self, origin):
        self.origin, self.csrf = origin, None
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def call(self, method, path, body=None, version=None):
        data = None if body is None else json.dumps(body).encode()
        headers = {"Content-Type": "application/json"} if data is not None else {}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return self.send(method, path, data, headers)[1]

    def send(self, method, path, data, headers):
        reply, text = self.bytes(method, path, data, headers)
        return reply, json.loads(text) if text and "json" in reply.get("Content-Type", "") else None

    def bytes(self, method, path, data=None, headers=None):
        """Headers and body as they came."""
        request = urllib.request.Request(self.origin + path, data=data, method=method, headers={"Origin": self.origin, **(headers or {})})
        if self.csrf:
            request.add_header("X-CSRF-Token", self.csrf)
        try:
            with self.opener.open(request, timeout=60) as reply:
                return reply.headers, reply.read()
        except urllib.error.HTTPError as error:
            text = error.read()
            raise Refused(error.code, json.loads(text) if text.startswith(b"{") else {}) from None

    def every(self, path):
        """The items of a list, page by page."""
        cursor, joint = "", "&" if "?" in path else "?"
        while cursor is not None:
            page = self.call("GET", path + (f"{joint}cursor={cursor}" if cursor else ""))
            yield from page["items"]
            cursor = page.get("next_cursor")


class Person(Caller):
    """A signed-in person: by password, or by the link of an invitation, which sets it."""

    def __init__(self, origin, account, link=None):
        super().__init__(origin)
        if link:
            self.call("POST", "/api/v1/access-links/redeem", {"token": link, "password": account["password"]})
        else:
            self.call("POST", "/api/v1/session", {"email": account["email"], "password": account["password"]})
        self.csrf = self.call("GET", "/api/v1/session")["csrf_token"]

    def upload(self, path, title, media_type):
        """Answers the identity of the media."""
        words = {"filename": path.name, "filetype": media_type, "title": title}
        metadata = ",".join(f"{name} {b64encode(value.encode()).decode()}" for name, value in words.items())
        size = path.stat().st_size
        headers, made = self.send("POST", "/api/v1/uploads", b"", {
            "Tus-Resumable": "1.0.0", "Upload-Length": str(size), "Upload-Metadata": metadata})
        with path.open("rb") as file:
            for offset in range(0, size, PART):
                self.send("PATCH", headers["Location"], file.read(PART), {
                    "Tus-Resumable": "1.0.0", "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"})
        return made["media_id"]

    def wait_for(self, media_id, patience_s=1800):
        """Until the media is ready. Refused when it cannot be."""
        end = time.monotonic() + patience_s
        while time.monotonic() < end:
            media = self.call("GET", f"/api/v1/media/{media_id}")
            if media["state"] == "ready":
                return media
            if media["state"] == "failed":
                raise Refused(422, {"code": media.get("error_code", "")})
            time.sleep(1)
        raise Refused(504, {"code": "not ready in time"})
