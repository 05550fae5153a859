"""Size, names and banned words of C sources (CONVENTIONS §3, §4)."""
import re

FILE_LINES, HEADER_LINES, FUNCTION_LINES, COMPLEXITY = 600, 150, 60, 15
BAD_NAMES = re.compile(r"(^|[/_.])(utils?|helpers?|common|misc|managers?|data2)([/_.]|$)")
BRANCH = re.compile(r"\b(if|for|while|case)\b|&&|\|\||\?")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
STRING = re.compile(r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'')
MALLOC = re.compile(r"\b(malloc|calloc|realloc|strdup|strndup|asprintf|vasprintf)\s*\(")
TODO = re.compile(r"\b(TODO|FIXME|XXX)\b(?!\(#\d+\))")


def bare(text):
    """Code without comments and strings, line numbers kept."""
    blank = lambda m: re.sub(r"[^\n]", " ", m.group())
    return STRING.sub('""', COMMENT.sub(blank, text))


def functions(text):
    """(name, first line, lines, complexity) of each function: brace in column 0 to brace in column 0."""
    lines = bare(text).split("\n")
    start, name = None, ""
    for number, line in enumerate(lines, 1):
        if line.startswith("{") and number > 1 and not line.startswith("{}"):
            head = " ".join(lines[max(0, number - 5) : number - 1])
            called = re.findall(r"(\w+)\s*\(", head)
            start, name = number, called[-1] if called else "?"
            for word in called[::-1]:
                if word not in ("__attribute__", "format", "printf"):
                    name = word
                    break
        elif line.startswith("}") and start is not None:
            body = "\n".join(lines[start - 1 : number])
            yield name, start, number - start + 1, 1 + len(BRANCH.findall(body))
            start = None


def findings(sources, exceptions):
    """`sources`: {path: text}; `exceptions`: set of "path:name" or "path" allowed to be large."""
    for path, text in sources.items():
        lines = text.count("\n")
        limit = HEADER_LINES if path.endswith(".h") else FILE_LINES
        if lines > limit and path not in exceptions:
            yield f"{path}: {lines} lines, more than {limit}"
        if BAD_NAMES.search(path):
            yield f"{path}: a name that says nothing"
        code = bare(text)
        if not path.startswith("base/"):
            for found in MALLOC.finditer(code):
                line = code.count("\n", 0, found.start()) + 1
                yield f"{path}:{line}: {found.group(1)} outside base: use an arena or base/mem.h"
        for found in TODO.finditer(text):
            yield f"{path}: {found.group(1)} without an issue number"
        if not text.lstrip().startswith("/*"):
            yield f"{path}: no comment at the top says what it is for"
        if path.endswith(".c"):
            for name, at, length, complexity in functions(text):
                if f"{path}:{name}" in exceptions:
                    continue
                if length > FUNCTION_LINES:
                    yield f"{path}:{at}: {name} has {length} lines, more than {FUNCTION_LINES}"
                if complexity > COMPLEXITY:
                    yield f"{path}:{at}: {name} has complexity {complexity}, more than {COMPLEXITY}"
