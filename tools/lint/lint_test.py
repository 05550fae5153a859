"""Plants one fault of each kind and sees the lint name it."""
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import codes
import form
import layers

TOP = "/* what it is for */\n"


class Layers(unittest.TestCase):
    def found(self, path, text):
        return list(layers.findings({path: text}))

    def test_base_uses_nothing_of_ours(self):
        self.assertTrue(self.found("base/arena.c", '#include "kernel/json/shape.h"'))

    def test_kernel_never_sees_a_domain(self):
        self.assertTrue(self.found("kernel/http/api.c", '#include "domains/account/account.h"'))

    def test_a_kernel_part_keeps_to_the_parts_below(self):
        self.assertTrue(self.found("kernel/json/decode.c", '#include "kernel/store/db.h"'))
        self.assertFalse(self.found("kernel/queue/queue.c", '#include "kernel/store/db.h"'))

    def test_rules_never_see_http(self):
        self.assertTrue(self.found("domains/group/group.c", '#include "kernel/http/api.h"'))
        self.assertFalse(self.found("domains/group/group_api.c", '#include "kernel/http/api.h"'))

    def test_another_domain_by_its_header_only(self):
        self.assertTrue(self.found("domains/group/group.c", '#include "domains/account/person_store.h"'))
        self.assertFalse(self.found("domains/group/group.c", '#include "domains/account/account.h"'))

    def test_domains_in_a_circle(self):
        tree = {"domains/a/a.c": '#include "domains/b/b.h"', "domains/b/b.c": '#include "domains/a/a.h"'}
        self.assertEqual(2, len(list(layers.findings(tree))))

    def test_a_library_behind_its_part(self):
        self.assertTrue(self.found("domains/group/group_store.c", "#include <sqlite3.h>"))
        self.assertFalse(self.found("kernel/store/db_sqlite.c", "#include <sqlite3.h>"))

    def test_statements_are_run_by_stores(self):
        self.assertTrue(self.found("domains/group/group.c", '#include "sql_all.h"'))
        self.assertFalse(self.found("domains/group/group_store.c", '#include "sql_all.h"'))


class Form(unittest.TestCase):
    def found(self, path, text):
        return list(form.findings({path: text}, set()))

    def test_a_long_function(self):
        body = TOP + "void f(void)\n{\n" + "    x();\n" * 59 + "}\n"
        self.assertTrue(self.found("base/a.c", body))
        self.assertFalse(self.found("base/a.c", body.replace("    x();\n", "", 1)))

    def test_a_tangled_function(self):
        body = TOP + "void f(void)\n{\n" + "    if (x)\n        y();\n" * 15 + "}\n"
        self.assertTrue(self.found("base/a.c", body))
        self.assertFalse(self.found("base/a.c", body.replace("    if (x)\n        y();\n", "", 1)))

    def test_a_long_header(self):
        self.assertTrue(self.found("base/a.h", TOP + "\n" * 150))
        self.assertFalse(self.found("base/a.h", TOP + "\n" * 149))

    def test_malloc_outside_base(self):
        self.assertTrue(self.found("kernel/json/a.c", TOP + "char *p = malloc(3);\n"))
        self.assertFalse(self.found("base/mem.c", TOP + "char *p = malloc(3);\n"))

    def test_names_that_say_nothing(self):
        self.assertTrue(self.found("base/util.c", TOP))
        self.assertTrue(self.found("base/text_helpers.c", TOP))

    def test_a_todo_without_a_number(self):
        self.assertTrue(self.found("base/a.c", TOP + "/* TODO later */\n"))
        self.assertFalse(self.found("base/a.c", TOP + "/* TODO(#12) later */\n"))


class Codes(unittest.TestCase):
    TABLE = 'const ErrorCode a_errors[] = {\n    {"a.one", ERR_CONFLICT, "x"},\n    {0},\n};\n'

    def test_a_code_without_a_row(self):
        use = 'return fail(cx, ERR_CONFLICT, "a.two", NULL); fail(cx, ERR_CONFLICT, "a.one", NULL);'
        self.assertEqual(1, len(list(codes.findings({"x.c": self.TABLE, "y.c": use}))))

    def test_a_row_without_a_use(self):
        self.assertEqual(1, len(list(codes.findings({"x.c": self.TABLE}))))

    def test_a_row_twice(self):
        use = 'fail(cx, ERR_CONFLICT, "a.one", NULL);'
        self.assertEqual(1, len(list(codes.findings({"x.c": self.TABLE, "y.c": self.TABLE, "z.c": use}))))


if __name__ == "__main__":
    unittest.main()
