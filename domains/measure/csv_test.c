/* Cells of tables for spreadsheets. */
#include "domains/measure/measure_csv.h"
#include "tests/check.h"

static Csv begin(Check *c, Buf *out, bool comma)
{
    Csv csv;
    buf_init(out, check_ctx(c)->arena, 4096);
    csv_begin(&csv, out, comma);
    return csv;
}

/* What stands behind the byte order mark. */
static Str behind_mark(const Buf *out)
{
    return (Str){out->at + 3, out->n - 3};
}

static void texts(Check *c)
{
    static const struct {
        const char *text, *cell;
    } rows[] = {{"Ana", "Ana"},
                {"", ""},
                {"a;b", "\"a;b\""},
                {"dit \"oui\"", "\"dit \"\"oui\"\"\""},
                {"a\nb", "\"a\nb\""},
                {"=1+1", "\"'=1+1\""},
                {"+33", "\"'+33\""},
                {"-2", "\"'-2\""},
                {"@SUM(A1)", "\"'@SUM(A1)\""},
                {"\t=1", "\"'\t=1\""},
                {"  =1", "\"'  =1\""},
                {"=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""},
                {"a=b", "a=b"},
                {"3-2", "3-2"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Buf out;
        Csv csv = begin(c, &out, true);
        csv_text(&csv, str_of(rows[i].text));
        CHECK_STR(c, behind_mark(&out), rows[i].cell);
    }
}

static void numbers(Check *c)
{
    Buf out;
    Csv csv = begin(c, &out, true);
    csv_int(&csv, -3);
    csv_tenths(&csv, 2549);
    csv_tenths(&csv, -50);
    csv_thousandths(&csv, -125);
    csv_empty(&csv);
    csv_time(&csv, 1767225600000); /* midnight in Greenwich, winter */
    csv_time(&csv, 1782864000000); /* summer */
    csv_time(&csv, 0);
    csv_end_row(&csv);
    csv_int(&csv, 1);
    csv_end_row(&csv);
    CHECK_STR(c, buf_str(&out), "\xEF\xBB\xBF-3;2,5;-0,1;-0,125;;2026-01-01 01:00:00;2026-07-01 02:00:00;\r\n1\r\n");
    csv = begin(c, &out, false);
    csv_tenths(&csv, 2550);
    CHECK_STR(c, behind_mark(&out), "2.6");
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a text is quoted where it must be, and is never a formula", texts},
        {"numbers and times are written as the language does", numbers},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
