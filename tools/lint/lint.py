"""Runs the project's own lints over the tree and prints one TAP line for each rule.

    lint.py ROOT [CC]      CC compiles each header alone; default cc
"""
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import codes
import form
import layers
import rightless

FOLDERS = ("base", "kernel", "domains", "apps", "tests", "tools")


def load(root):
    files = [f for folder in FOLDERS for f in sorted((root / folder).rglob("*.[ch]"))]
    return {str(f.relative_to(root)): f.read_text() for f in files if "node_modules" not in f.parts}


def library_flags():
    """Where Debian puts the headers that are not on the default path."""
    return subprocess.run(["pkg-config", "--cflags", "libpq"], capture_output=True, text=True, check=True).stdout.split()


def header_alone(root, path, cc, flags):
    command = [*cc.split(), "-std=gnu17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-I", str(root), *flags, "-x", "c", "-"]
    done = subprocess.run(command, input=f'#include "{path}"\n', capture_output=True, text=True, cwd=root)
    return "" if done.returncode == 0 else f"{path}: does not compile alone: {done.stderr.splitlines()[0]}"


def headers_alone(root, sources, cc):
    headers = [p for p in sources if p.endswith(".h")]
    flags = library_flags()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return [found for found in pool.map(lambda p: header_alone(root, p, cc, flags), headers) if found]


def main():
    root = Path(sys.argv[1]).resolve()
    cc = sys.argv[2] if len(sys.argv) > 2 else os.environ.get("CC", "cc")
    sources = load(root)
    text = (root / "tools/lint/exceptions.txt").read_text()
    exceptions = {line.split("#")[0].strip() for line in text.splitlines()} - {""}
    rules = [
        ("includes follow the arrows", list(layers.findings(sources))),
        ("files, functions and names keep their form", list(form.findings(sources, exceptions))),
        ("every error code has one row and every row is used", list(codes.findings(sources))),
        ("each header compiles alone", headers_alone(root, sources, cc)),
        ("a route without a right does not compile", list(rightless.findings(root, cc))),
    ]
    failed = 0
    for number, (sentence, found) in enumerate(rules, 1):
        for line in found:
            print(f"# {line}")
        failed += bool(found)
        print(f"{'not ok' if found else 'ok'} {number} - {sentence}")
    print(f"1..{len(rules)}")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
