"""What the generators of C tables share: string literals, complaints, and leaving an unchanged file alone."""
import sys

ESCAPES = {'"': '\\"', "\\": "\\\\", "\t": "\\t", "?": "\\?"}  # "??(" would be a trigraph


def c_string(text):
    """`text` as adjacent C string literals, one for each line."""
    lines = text.replace("\r\n", "\n").split("\n")
    literals = []
    for number, line in enumerate(lines):
        end = "\\n" if number + 1 < len(lines) else ""
        if line or end:
            escaped = "".join(ESCAPES.get(c, c) for c in line)
            literals.append(f'"{escaped}{end}"')
    return "\n     ".join(literals) or '""'


def fail(path, line, message):
    """Stops the build with a message that an editor can follow to its place."""
    sys.exit(f"{path}:{line}: {message}" if line else f"{path}: {message}")


def write_if_changed(path, text):
    """An untouched file keeps its time, so that nothing that includes it is compiled again."""
    try:
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    except FileNotFoundError:
        pass
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
