"""Includes that go against the arrows (CONVENTIONS §2)."""
import re

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
SYSTEM = re.compile(r"^\s*#\s*include\s+<([^>]+)>", re.M)

# Folder → folders it may include. Within kernel the order of kernel/meson.build holds besides.
ALLOWED = {
    "base": {"base"},
    "kernel": {"base", "kernel"},
    "domains": {"base", "kernel", "domains"},
    "apps": {"base", "kernel", "domains", "apps"},
    "tests": {"base", "kernel", "domains", "apps", "tests"},
    "tools": {"base", "kernel", "domains", "apps", "tools"},
}

# Kernel part → kernel parts below it. http is the only one that may see most of the others.
KERNEL = {
    "text": set(),
    "crypt": {"text"},
    "json": set(),
    "conf": set(),
    "metrics": set(),
    "store": {"crypt"},
    "blob": {"crypt"},
    "mail": {"blob"},
    "queue": {"store"},
    "http": {"crypt", "json", "conf", "metrics", "store", "blob"},
    "cmaf": set(),
    "av": set(),
    "picture": set(),
}

# A library is reached through its kernel part only: header prefix → who may include it.
LIBRARIES = {
    "sqlite3.h": ("kernel/store/",),
    "libpq-fe.h": ("kernel/store/",),
    "postgresql/": ("kernel/store/",),
    "jansson.h": ("kernel/json/",),
    "sodium": ("kernel/crypt/",),
    "zxcvbn": ("kernel/crypt/",),
    "curl/": ("kernel/mail/", "apps/worker/"),
    "fcgi": ("kernel/http/",),
    "csv.h": ("domains/enrolment/",),
    "utf8proc.h": ("kernel/text/",),
    "libav": ("kernel/av/",),
    "libsw": ("kernel/av/",),
    "vips": ("kernel/picture/",),
    "webp": ("kernel/picture/",),
    "poppler": ("kernel/picture/",),
    "cairo": ("kernel/picture/",),
    "seccomp.h": ("apps/step/",),
}

# A second public header of a domain: for readers who need only this, and need not see it in the first.
PUBLIC = {"domains/access/access_api.h", "domains/notify/inbox.h", "domains/play/play_reader.h"}

# What may see HTTP: the surface of a domain, not its rules or its storage.
HTTP_SEEING = re.compile(r"(_api|_api_[a-z_]+|_test|_pages?)\.[ch]$")


def is_test(path):
    return path.startswith("tests/") or path.endswith("_test.c") or "/test_" in path


def wrong_include(path, target):
    """Why `path` may not include `target`, or None."""
    me, to = path.split("/"), target.split("/")
    if len(to) < 2 or to[0] not in ALLOWED:
        return None if target in ("sql_all.h", "migrations_all.h") or len(to) == 1 else "not a folder of ours"
    if to[0] == "tests" and is_test(path):
        return None
    if to[0] not in ALLOWED.get(me[0], set()):
        return f"{me[0]} may not use {to[0]}"
    if me[0] == to[0] == "kernel" and me[1] != to[1] and to[1] not in KERNEL.get(me[1], set()) and not is_test(path):
        return f"kernel/{me[1]} may not use kernel/{to[1]}"
    if me[0] == "domains" and not is_test(path):
        if to[0] == "domains" and to[1] != me[1] and to[2] != to[1] + ".h" and target not in PUBLIC:
            return "another domain is reached by its own header only"
        if to[:2] == ["kernel", "http"] and not HTTP_SEEING.search(path):
            return "rules and storage never see HTTP"
        if target.endswith("_api.h") and not HTTP_SEEING.search(path):
            return "rules never see a surface"
    if me[0] == "base" and to[0] != "base":
        return "base uses nothing of ours"
    return None


def cycles(edges):
    """Pairs of domains that reach each other."""
    found = set()
    for start in edges:
        seen, todo = set(), list(edges[start])
        while todo:
            here = todo.pop()
            if here in seen:
                continue
            seen.add(here)
            todo += edges.get(here, ())
        if start in seen:
            found.add(start)
    return sorted(found)


def findings(sources):
    """`sources`: {path: text} of C files. Yields sentences."""
    edges = {}
    for path, text in sources.items():
        for target in INCLUDE.findall(text):
            why = wrong_include(path, target)
            if why:
                yield f"{path}: includes {target}: {why}"
            parts, mine = target.split("/"), path.split("/")
            if mine[0] == parts[0] == "domains" and mine[1] != parts[1] and not is_test(path):
                edges.setdefault(mine[1], set()).add(parts[1])
        for header in SYSTEM.findall(text):
            for prefix, users in LIBRARIES.items():
                if header.startswith(prefix) and not path.startswith(users) and not is_test(path):
                    yield f"{path}: includes <{header}>, which only {', '.join(users)} may"
    for name in cycles(edges):
        yield f"domains/{name}: its includes lead back to itself"
    for path, text in sources.items():
        if "sql_all.h" in text and not is_test(path) and re.search(r'include "sql_all.h"', text):
            if not re.search(r"(_store(_[a-z]+)?\.c|kernel/store/\w+\.[ch]|apps/)", path):
                yield f"{path}: statements are run by a _store.c only"
