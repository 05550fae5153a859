"""Gathers small trees of SQL files and looks at the tables, and at what is refused."""
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import migrations
import sql
from c_text import c_string


class Tree(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = folder.name

    def put(self, path, text):
        file = Path(self.root, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def refused(self, gather, reason):
        with self.assertRaises(SystemExit) as left:
            gather(self.root)
        self.assertIn(reason, str(left.exception))


class Statements(Tree):
    def test_statements_come_by_folder_with_their_database(self):
        self.put("domains/b/b.sql", "-- :database both\n-- :name b_get\nSELECT 1;\n")
        self.put("domains/a/a.sql", "-- About a.\n-- :database space\n\n-- :name a_put\n-- why\nINSERT\n  x;\n"
                                    "-- :database platform\n-- :name a_get\nSELECT ';'\n")
        self.put("kernel/k/k.sql", "-- :database platform\n-- :name k_get\nSELECT 2\n")
        self.assertEqual(sql.gather(self.root), [("a_put", "INSERT\n  x", "DB_OF_SPACE"), ("a_get", "SELECT ';'", "DB_OF_PLATFORM"),
                                                 ("b_get", "SELECT 1", "DB_OF_BOTH"), ("k_get", "SELECT 2", "DB_OF_PLATFORM")])

    def test_no_files_make_an_empty_table(self):
        self.assertEqual(sql.gather(self.root), [])

    def test_mistakes_are_named_with_their_line(self):
        for text, reason in (
            ("-- :name a_get\nSELECT 1;", "a.sql:1: '-- :database' comes before"),
            ("-- :database planet\n", "a.sql:1: database is one of"),
            ("-- :database space\n-- :name get_a\nSELECT 1;", "a.sql:2: the name is lower case and starts with a_"),
            ("-- :database space\nSELECT 1;", "a.sql:2: SQL before the first"),
            ("-- :database space\n-- :name a_get\n;\n", "a.sql:2: statement a_get is empty"),
            ("-- :database space\n-- :name a b\n", "a.sql:2: not a directive"),
            ("-- :database space\n-- :nam a_get\n", "a.sql:2: not a directive"),
            ("-- :database space\n-- :name a_x\nX\n-- :name a_x\nY\n", "statement a_x is in"),
        ):
            with self.subTest(text):
                self.put("domains/a/a.sql", text)
                self.refused(sql.gather, reason)


class Migrations(Tree):
    def test_the_platform_comes_first_and_each_list_in_order(self):
        self.put("migrations/space/0002_b.sql", "B")
        self.put("migrations/space/0001_a.sql", "A\n")
        self.put("migrations/platform/0001_p.sql", "P")
        self.assertEqual(migrations.gather(self.root), [("0001_p", "P", "DB_OF_PLATFORM"), ("0001_a", "A\n", "DB_OF_SPACE"),
                                                        ("0002_b", "B", "DB_OF_SPACE")])

    def test_a_number_is_used_once(self):
        self.put("migrations/space/0001_a.sql", "A")
        self.put("migrations/space/0001_b.sql", "B")
        self.refused(migrations.gather, "number 0001 is used by 0001_a.sql")

    def test_a_name_has_four_digits(self):
        self.put("migrations/space/1_a.sql", "A")
        self.refused(migrations.gather, "NNNN_word.sql")


class Text(unittest.TestCase):
    def test_what_c_would_read_otherwise_is_escaped(self):
        self.assertEqual(c_string('a "b" \\ ?\nc'), '"a \\"b\\" \\\\ \\?\\n"\n     "c"')
        self.assertEqual(c_string(""), '""')


if __name__ == "__main__":
    unittest.main()
