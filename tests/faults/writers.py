"""Clients that write through the API while something bad happens, remember what was acknowledged, and look afterwards
whether it is all there, once."""
import threading
import time

from client import LOST, Client


class Writer(threading.Thread):
    """Makes groups and persons with marks of its own, and renames one group again and again."""

    def __init__(self, number, port, stop):
        super().__init__(daemon=True)
        self.number, self.stop = number, stop
        self.client = Client(port)
        self.client.sign_in()
        self.count = 0
        self.groups, self.persons = {}, {}  # mark → identity that was answered
        self.edited = self.edited_version = None
        self.last_name = None  # the last acknowledged name of the edited group
        self.tried_names = set()  # sent since then without an answer
        self.answers = {}  # status → how often
        self.fault = None

    @property
    def acknowledged(self):
        return len(self.groups) + len(self.persons) + self.count_edits

    count_edits = 0

    def run(self):
        try:
            while not self.stop.is_set():
                self.turn()
        except Exception as fault:  # reported by whoever joins
            self.fault = fault

    def write(self, method, path, body, headers=None):
        """The answered document, or None when none came or it was a refusal for now."""
        try:
            status, _, document = self.client.call(method, path, body, headers)
        except LOST:
            self.answers["lost"] = self.answers.get("lost", 0) + 1
            time.sleep(0.002)
            return None
        self.answers[status] = self.answers.get(status, 0) + 1
        if status in (200, 201):
            return document
        if status not in (409, 412, 502, 503, 504):
            raise AssertionError(f"{method} {path} answered {status}: {document}")
        if status >= 500:
            time.sleep(0.002)
        return {"stale": document} if status == 412 else None

    def turn(self):
        self.count += 1
        mark = f"mark-{self.number}-{self.count}"
        if self.count % 3 == 0:
            body = {"first_name": "Mark", "last_name": mark, "email": f"{mark}@example.org", "roles": ["learner"],
                    "language": "fr", "invite": False}
            made = self.write("POST", "/api/v1/persons", body)
            if made:
                self.persons[mark] = made["id"]
        elif self.count % 3 == 1 or not self.edited:
            made = self.write("POST", "/api/v1/groups", {"name": mark})
            if made:
                self.groups[mark] = made["id"]
                if not self.edited:
                    self.edited, self.edited_version = made["id"], made["version"]
                    self.last_name = mark
        else:
            self.edit(f"name-{self.number}-{self.count}")

    def edit(self, name):
        self.tried_names.add(name)
        headers = {"If-Match": f'"{self.edited_version}"'}
        done = self.write("PATCH", f"/api/v1/groups/{self.edited}", {"name": name}, headers)
        if done and "stale" in done:  # an edit whose answer was lost had been made
            self.edited_version = done["stale"]["current_version"]
        elif done:
            self.edited_version = done["version"]
            self.last_name = name
            self.tried_names.clear()
            self.count_edits += 1


class Writers:
    def __init__(self, port, count=6):
        self.port = port
        self.stop_event = threading.Event()
        self.writers = [Writer(number, port, self.stop_event) for number in range(count)]
        for writer in self.writers:
            writer.start()

    def acknowledged(self):
        return sum(writer.acknowledged for writer in self.writers)

    def fault(self):
        return next((writer.fault for writer in self.writers if writer.fault), None)

    def stop(self):
        self.stop_event.set()
        for writer in self.writers:
            writer.join(60)
        if self.fault():
            raise self.fault()

    def losses(self):
        """(lost, doubled, what): acknowledged things that are not there, or there twice, and a line for each."""
        client = Client(self.port)
        client.sign_in()
        lost, doubled, what = 0, 0, []
        names = {}
        for kind, member in (("groups", "name"), ("persons", "last_name")):
            seen = {}
            for item in client.all_items(f"/api/v1/{kind}"):
                seen.setdefault(item[member], []).append(item["id"])
                names[item["id"]] = item[member]
            for writer in self.writers:
                for mark, identity in getattr(writer, kind).items():
                    if identity not in names:
                        lost += 1
                        what.append(f"lost: {kind} {mark}")
                    if len(seen.get(mark, [])) > 1:
                        doubled += 1
                        what.append(f"doubled: {kind} {mark}")
        for writer in self.writers:
            now = names.get(writer.edited)
            if writer.edited and now != writer.last_name and now not in writer.tried_names:
                lost += 1
                what.append(f"lost: edit {writer.last_name}, found {now}")
        acts = {}
        for action in ("group.created", "person.created"):
            for row in client.all_items(f"/api/v1/audit?action={action}"):
                acts[row["target_id"]] = acts.get(row["target_id"], 0) + 1
        for writer in self.writers:
            for identity in [*writer.groups.values(), *writer.persons.values()]:
                if acts.get(identity, 0) != 1:
                    lost += acts.get(identity, 0) == 0
                    doubled += acts.get(identity, 0) > 1
                    what.append(f"audit rows of {identity}: {acts.get(identity, 0)}")
        return lost, doubled, what
