/* What is rewritten in SQL and what is left alone. */
#include "kernel/store/sql_text.h"

#include "tests/check.h"

static Str rewritten(Check *c, void (*put)(Buf *b, Str sql), const char *sql)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 4096);
    put(&b, str_of(sql));
    CHECK(c, b.rc == OK);
    return buf_str(&b);
}

static void parameters(Check *c)
{
    static const struct {
        const char *sql, *expected;
        size_t count;
    } rows[] = {
        {"", "", 0},
        {"SELECT ?, ? WHERE a = ?", "SELECT $1, $2 WHERE a = $3", 3},
        {"SELECT '?', \"?\", ? -- ?\n, ? /* ? ' */, ?", "SELECT '?', \"?\", $1 -- ?\n, $2 /* ? ' */, $3", 3},
        {"SELECT 'it''s ?' || ?", "SELECT 'it''s ?' || $1", 1},
        {"SELECT ? -- it's", "SELECT $1 -- it's", 1},
        {"SELECT 'never ends ?", "SELECT 'never ends ?", 0},
        {"SELECT ? /* never ends ?", "SELECT $1 /* never ends ?", 1},
        {"SELECT 1 /*postgresql FOR UPDATE*/ LIMIT ?", "SELECT 1 FOR UPDATE LIMIT $1", 1},
        {"SELECT 1 /* postgresql is a word */", "SELECT 1 /* postgresql is a word */", 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        CHECK_STR(c, rewritten(c, sql_put_numbered, rows[i].sql), rows[i].expected);
        CHECK_INT(c, (int64_t)sql_parameter_count(str_of(rows[i].sql)), (int64_t)rows[i].count);
    }
}

static void types(Check *c)
{
    static const char *const rows[][2] = {
        {"a BLOB NOT NULL, b blob", "a BYTEA NOT NULL, b BYTEA"},
        {"a TEXT NOT NULL, b text", "a TEXT COLLATE \"C\" NOT NULL, b TEXT COLLATE \"C\""},
        {"CHECK (CAST(a AS TEXT) <> 'TEXT BLOB')", "CHECK (CAST(a AS TEXT) <> 'TEXT BLOB')"},
        {"-- TEXT and BLOB\n/* TEXT */ \"TEXT\" BLOB", "-- TEXT and BLOB\n/* TEXT */ \"TEXT\" BYTEA"},
        {"text_id, blobs, a_TEXT, t\xC3\xA9xt", "text_id, blobs, a_TEXT, t\xC3\xA9xt"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        CHECK_STR(c, rewritten(c, sql_put_migration, rows[i][0]), rows[i][1]);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"question marks become numbers, except in strings, names and comments", parameters},
        {"types of a migration become PostgreSQL's, except in strings, names, comments and casts", types},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
