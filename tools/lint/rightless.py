"""A route without a right must not compile: tries one of each kind, and one with a right that must."""
import subprocess

TOP = """#include "kernel/http/route.h"
static Rc answer(Req *q, Reply *r)
{
    (void)q, (void)r;
    return OK;
}
const Route one[] = { %s };
"""
ROWS = (
    ('ROUTE("GET", "/x", answer, RIGHT_PUBLIC, "Say")', True),
    ('ROUTE("GET", "/x", answer, 0, "Say")', False),
    ('ROUTE("GET", "/x", answer, "Say")', False),
)


def compiles(root, cc, row):
    command = [*cc.split(), "-std=gnu17", "-D_GNU_SOURCE", "-Wall", "-Werror", "-fsyntax-only", "-I", str(root), "-x", "c", "-"]
    return subprocess.run(command, input=TOP % row, capture_output=True, text=True, cwd=root).returncode == 0


def findings(root, cc):
    for row, good in ROWS:
        if compiles(root, cc, row) != good:
            yield f"{row}: {'is refused' if good else 'compiles'}"
