"""The templates give files that still compile against the kernel as it is today."""
import importlib.machinery
import importlib.util
import os
import shlex
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def load_program():
    sys.dont_write_bytecode = True
    loader = importlib.machinery.SourceFileLoader("new_domain", str(Path(__file__).parent / "new-domain"))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


program = load_program()
SENTENCE = "A note that a trainer pins to a module."


class Made(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def generate(self, script, name):
        """The generated header of the domain alone, as the build makes it for all."""
        folder = self.root / "kernel/store"
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, ROOT / "tools/embed" / script, self.root, folder / f"{name}.h", folder / f"{name}.c"], check=True)

    def test_every_file_compiles_without_a_warning(self):
        made = program.make(self.root, "pinned_note", SENTENCE)
        self.generate("sql.py", "sql_all")
        self.generate("migrations.py", "migrations_all")
        compiler = [*shlex.split(os.environ.get("CC", "cc")), "-std=gnu17", "-D_GNU_SOURCE", "-Wall", "-Wextra", "-Wshadow", "-Wconversion",
                    "-Wno-missing-field-initializers", "-Werror", "-fsyntax-only", "-include", str(ROOT / "base/banned.h"),
                    "-I", str(self.root), "-I", str(ROOT)]
        for source in (path for path in made if path.suffix == ".c"):
            done = subprocess.run([*compiler, source], capture_output=True, text=True, check=False)
            self.assertEqual(0, done.returncode, done.stderr)

    def test_no_mark_of_the_templates_is_left(self):
        for path in program.make(self.root, "note", SENTENCE):
            self.assertNotIn("@", path.read_text(encoding="utf-8"), path)

    def test_the_migration_comes_after_all_others(self):
        (self.root / "migrations/platform").mkdir(parents=True)
        (self.root / "migrations/platform/0041_space.sql").touch()
        self.assertEqual("0042_note.sql", program.make(self.root, "note", SENTENCE)[-1].name)

    def test_bad_names_and_sentences_and_a_second_time_are_refused(self):
        program.make(self.root, "note", SENTENCE)
        for name, sentence in (("note", SENTENCE), ("Note", SENTENCE), ("a" * 41, SENTENCE), ("../x", SENTENCE), ("util", SENTENCE),
                               ("other", "short."), ("other", "No full stop at the end"), ("other", 'It "breaks" the C text.')):
            with self.assertRaises(program.Refusal):
                program.make(self.root, name, sentence)


if __name__ == "__main__":
    unittest.main()
