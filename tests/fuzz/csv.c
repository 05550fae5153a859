/* A file of persons: whatever the bytes, the table keeps its limits and holds nothing but valid UTF-8. */
#include "domains/enrolment/sheet.h"
#include "tests/fuzz/fuzz.h"

static void hold_row(const SheetRow *row, int64_t after)
{
    fuzz_hold(row->line > after && row->count > 0);
    for (int64_t i = 0; i < row->count && i < SHEET_COLUMNS_MAX; i++) {
        fuzz_hold(row->fields[i].text.n <= SHEET_FIELD_MAX);
        fuzz_hold(utf8_valid(row->fields[i].text));
    }
}

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    Sheet sheet;
    Ctx *cx = fuzz_ctx();
    Rc rc = sheet_read(cx, (Str){(const char *)at, n}, &sheet);
    if (rc != OK) {
        fuzz_hold(rc == ERR_REFUSED || rc == ERR_LIMIT || rc == ERR_NOMEM);
        fuzz_hold(rc == ERR_NOMEM || cx->problem.code);
        return 0;
    }
    fuzz_hold(sheet.n <= SHEET_LINES_MAX && sheet.header.count <= SHEET_COLUMNS_MAX);
    hold_row(&sheet.header, 0);
    for (size_t i = 0; i < sheet.n; i++)
        hold_row(&sheet.rows[i], i ? sheet.rows[i - 1].line : sheet.header.line);
    return 0;
}
