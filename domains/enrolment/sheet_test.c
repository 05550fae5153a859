/* The CSV reader: separators, line ends, quotes, encodings, and each limit from both sides. */
#include "domains/enrolment/sheet.h"

#include "base/fault.h"
#include "tests/check.h"

static Rc reads(Check *c, Str bytes, Sheet *ret)
{
    *ret = (Sheet){0};
    fail_clear(check_ctx(c));
    return sheet_read(check_ctx(c), bytes, ret);
}

static Sheet sheet_of(Check *c, const char *text)
{
    Sheet s;
    CHECK(c, reads(c, str_of(text), &s) == OK);
    return s;
}

static Str field(const Sheet *s, size_t row, size_t column)
{
    return row < s->n && (int64_t)column < s->rows[row].count ? s->rows[row].fields[column].text : STR("(none)");
}

static void refused(Check *c, Str bytes, Rc rc, const char *code)
{
    Sheet s;
    if (!CHECK_INT(c, reads(c, bytes, &s), rc) || !CHECK_STR(c, str_of(check_ctx(c)->problem.code), code))
        check_say(c, "of a file of %zu bytes", bytes.n);
}

static void separators(Check *c)
{
    static const char *const files[] = {"a;b,c;d\n1;2,5;3\n", "\"a;x\",\"b\",c\n1,2,3\n", "a\tb\tc\n1\t2\t3\n"};
    static const char found[] = ";,\t";
    for (size_t i = 0; i < 3; i++) {
        Sheet s = sheet_of(c, files[i]);
        CHECK_INT(c, s.separator, found[i]);
        CHECK_INT(c, s.header.count, 3);
        CHECK_STR(c, field(&s, 0, 2), "3");
    }
    Sheet s = sheet_of(c, files[0]);
    CHECK_STR(c, field(&s, 0, 1), "2,5");
}

static void line_ends(Check *c)
{
    static const char *const files[] = {"a;b\n1;2\n3;4\n", "a;b\r\n1;2\r\n3;4\r\n", "a;b\r1;2\r3;4\r", "a;b\n1;2\n3;4"};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        Sheet s = sheet_of(c, files[i]);
        CHECK_INT(c, (int64_t)s.n, 2);
        CHECK_STR(c, field(&s, 1, 1), "4");
        CHECK(c, s.n == 2 && s.rows[1].line == 3);
    }
}

static void quotes(Check *c)
{
    Sheet s = sheet_of(c, "a,b\n\"x, y\",\"he said \"\"no\"\"\"\n\"two\r\nlines\",\" kept \"\n=cmd|' /C calc'!A0,+1\n");
    CHECK_STR(c, field(&s, 0, 0), "x, y");
    CHECK_STR(c, field(&s, 0, 1), "he said \"no\"");
    CHECK_STR(c, field(&s, 1, 0), "two\r\nlines");
    CHECK_STR(c, field(&s, 1, 1), "kept");
    CHECK_STR(c, field(&s, 2, 0), "=cmd|' /C calc'!A0");
    CHECK_STR(c, field(&s, 2, 1), "+1");
    CHECK(c, s.n == 3 && s.rows[1].line == 3 && s.rows[2].line == 4); /* as a spreadsheet counts rows */
}

static void bad_quotes(Check *c)
{
    refused(c, STR("a;b\n1;2\n3;\"open\n5;6\n"), ERR_REFUSED, "enrolment.bad_quotes");
    CHECK_STR(c, check_ctx(c)->problem.field, "line[3]");
    refused(c, STR("a;b\n1;x\"y\n"), ERR_REFUSED, "enrolment.bad_quotes");
    CHECK_STR(c, check_ctx(c)->problem.field, "line[2]");
    refused(c, STR("a;b\n\"x\"y;1\n"), ERR_REFUSED, "enrolment.bad_quotes");
}

static void blank_lines(Check *c)
{
    Sheet s = sheet_of(c, "\n  \na;b\n\n1;2\n;\n \t\n3;4\n;;;;\n");
    CHECK_INT(c, s.header.line, 3);
    CHECK_INT(c, (int64_t)s.n, 2);
    CHECK(c, s.n == 2 && s.rows[0].line == 5 && s.rows[1].line == 8);
    s = sheet_of(c, "a;b\n1\n1;2;3\n");
    CHECK(c, s.n == 2 && s.rows[0].count == 1 && s.rows[1].count == 3);
}

static void encodings(Check *c)
{
    Sheet s = sheet_of(c, "\xEF\xBB\xBFpr\xC3\xA9nom;b\nZo\xC3\xAB;\xD7\x93\xD7\x95\xD7\x93\n");
    CHECK_INT(c, s.encoding, SHEET_UTF_8);
    CHECK_STR(c, s.header.fields[0].text, "prénom");
    CHECK_STR(c, field(&s, 0, 1), "דוד");
    s = sheet_of(c, "pr\xE9nom;b\nZo\xEB;\x80 \x8Cuvre\x92s \x81\n");
    CHECK_INT(c, s.encoding, SHEET_WINDOWS_1252);
    CHECK_STR(c, s.header.fields[0].text, "prénom");
    CHECK_STR(c, field(&s, 0, 0), "Zoë");
    CHECK_STR(c, field(&s, 0, 1), "€ Œuvre’s \xEF\xBF\xBD");
    CHECK_STR(c, str_of(sheet_encoding_names[s.encoding]), "windows-1252");
}

static void not_csv(Check *c)
{
    refused(c, STR("PK\x03\x04\0\0"), ERR_REFUSED, "enrolment.not_text");
    refused(c, STR("\xFF\xFE\x41"), ERR_REFUSED, "enrolment.not_text");
    refused(c, STR("\xFE\xFF\x41"), ERR_REFUSED, "enrolment.not_text");
    refused(c, STR(""), ERR_REFUSED, "enrolment.empty");
    refused(c, STR("\xEF\xBB\xBF"), ERR_REFUSED, "enrolment.empty");
    refused(c, STR("\n ;;\n\n"), ERR_REFUSED, "enrolment.empty");
}

static Str lines_of(Check *c, size_t n)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, SHEET_BYTES_MAX);
    buf_put(&b, STR("a;b\n"));
    for (size_t i = 0; i < n; i++)
        buf_put(&b, STR("1;2\n"));
    CHECK(c, b.rc == OK);
    return buf_str(&b);
}

static Str filled(Check *c, size_t n, char with)
{
    char *at = arena_get(check_ctx(c)->arena, n);
    if (!CHECK(c, at))
        return STR("");
    memset(at, with, n);
    return (Str){at, n};
}

static Str joined(Check *c, Str a, Str b)
{
    Str both = STR("");
    CHECK(c, str_format(check_ctx(c)->arena, &both, "%.*s%.*s", STR_ARG(a), STR_ARG(b)) == OK);
    return both;
}

static void limits(Check *c)
{
    Sheet s;
    CHECK(c, reads(c, lines_of(c, SHEET_LINES_MAX), &s) == OK);
    CHECK_INT(c, (int64_t)s.n, SHEET_LINES_MAX);
    refused(c, lines_of(c, SHEET_LINES_MAX + 1), ERR_LIMIT, "enrolment.too_many_lines");
    Str whole = joined(c, STR("a;b\n1;2\n"), filled(c, SHEET_BYTES_MAX - 8, '\n'));
    CHECK(c, reads(c, whole, &s) == OK && s.n == 1);
    refused(c, joined(c, whole, STR("\n")), ERR_LIMIT, "enrolment.file_too_large");
    CHECK(c, reads(c, joined(c, filled(c, SHEET_COLUMNS_MAX - 1, ';'), STR("x\n")), &s) == OK);
    CHECK_INT(c, s.header.count, SHEET_COLUMNS_MAX);
    refused(c, joined(c, filled(c, SHEET_COLUMNS_MAX, ';'), STR("x\n")), ERR_REFUSED, "enrolment.too_many_columns");
    CHECK(c, reads(c, joined(c, STR("a\n1;2"), filled(c, 100000, ';')), &s) == OK);
    CHECK(c, s.n == 1 && s.rows[0].count == 100002); /* counted, not kept */
}

static void long_fields(Check *c)
{
    Sheet s;
    CHECK(c, reads(c, joined(c, STR("a\n"), filled(c, SHEET_FIELD_MAX, 'x')), &s) == OK);
    CHECK(c, s.n == 1 && !s.rows[0].fields[0].too_long && s.rows[0].fields[0].text.n == SHEET_FIELD_MAX);
    CHECK(c, reads(c, joined(c, STR("a\n"), filled(c, SHEET_FIELD_MAX + 1, 'x')), &s) == OK);
    CHECK(c, s.n == 1 && s.rows[0].fields[0].too_long && s.rows[0].fields[0].text.n == SHEET_FIELD_MAX);
    CHECK(c, reads(c, joined(c, joined(c, STR("a\n"), filled(c, SHEET_FIELD_MAX - 1, 'x')), STR("é")), &s) == OK);
    CHECK(c, s.n == 1 && s.rows[0].fields[0].too_long && s.rows[0].fields[0].text.n == SHEET_FIELD_MAX - 1);
}

static void memory(Check *c)
{
    Str file = lines_of(c, 600);
    bool reached = true;
    for (long n = 0; n < 5000 && reached; n++) {
        Sheet s;
        fault_after(FAULT_MEMORY, n);
        Rc rc = reads(c, file, &s);
        reached = fault_disarm();
        CHECK(c, reached ? rc == ERR_NOMEM : rc == OK && s.n == 600);
    }
    CHECK(c, !reached);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"the separator is the one of the header line", separators},
        {"any line end ends a line, and the last may lack it", line_ends},
        {"quotes hold separators, quotes and line breaks, and formulas are text", quotes},
        {"a quote out of place is refused with its line", bad_quotes},
        {"blank lines are skipped and counted", blank_lines},
        {"UTF-8 is read with or without mark, anything else as Windows-1252", encodings},
        {"a workbook or an empty file is no CSV", not_csv},
        {"each limit holds at the limit and refuses one above", limits},
        {"a long field is cut between characters and marked", long_fields},
        {"memory that runs out is reported", memory},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
