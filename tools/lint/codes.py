"""Error codes: each one used by fail() has a row in an ErrorCode table, each row is used, none is twice."""
import re

import form

USED = re.compile(r'\b(?:fail|fail_item)\(\s*[^;{}]*?"([a-z]+\.[a-z_0-9]+)"', re.S)
LITERAL = re.compile(r'"([a-z]+\.[a-z_0-9]+)"')
TABLE = re.compile(r"const ErrorCode \w+\[\] = \{(.*?)\n\};", re.S)
ROW = re.compile(r'\{\s*"([a-z]+\.[a-z_0-9]+)"')


def findings(sources):
    rows, where = {}, {}
    sources = {path: form.COMMENT.sub("", text) for path, text in sources.items()}
    for path, text in sources.items():
        for table in TABLE.findall(text):
            for code in ROW.findall(table):
                if code in rows:
                    yield f"{path}: {code} has a row already in {rows[code]}"
                rows[code] = path
    for path, text in sources.items():
        if path.startswith("tests/") or path.endswith("_test.c"):
            continue
        for code in USED.findall(text):
            if code not in rows:
                yield f"{path}: {code} has no row in a table of error codes"
        for code in LITERAL.findall(TABLE.sub("", text)):
            where[code] = path
    for code, path in rows.items():
        if code not in where:
            yield f"{path}: {code} is in the table and nobody fails with it"
