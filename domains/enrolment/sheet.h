/* A CSV file as a table of texts (RFC 4180, with the liberties of spreadsheets: ; or tab as separator, any line end,
 * a byte order mark, Windows-1252). Knows nothing of persons. */
#ifndef DOMAINS_ENROLMENT_SHEET_H
#define DOMAINS_ENROLMENT_SHEET_H

#include "base/ctx.h"

enum {
    SHEET_BYTES_MAX = 2 << 20,
    SHEET_LINES_MAX = 10000, /* without the header */
    SHEET_COLUMNS_MAX = 20,
    SHEET_FIELD_MAX = 500, /* bytes of UTF-8 */
};

typedef enum { SHEET_UTF_8, SHEET_WINDOWS_1252, SHEET_ENCODING_COUNT } SheetEncoding;
extern const char *const sheet_encoding_names[SHEET_ENCODING_COUNT + 1];

/* One field, without blanks around it; valid UTF-8. */
typedef struct {
    Str text;      /* at most SHEET_FIELD_MAX bytes */
    bool too_long; /* there was more of it */
} SheetField;

typedef struct {
    int64_t line;  /* as a spreadsheet counts: the header is 1, blank lines count, a line break in quotes does not */
    int64_t count; /* fields found, even beyond SHEET_COLUMNS_MAX */
    SheetField *fields;
} SheetRow;

typedef struct {
    SheetEncoding encoding;
    char separator;
    SheetRow header;
    SheetRow *rows; /* lines that hold anything */
    size_t n;
} Sheet;

/* Reads the whole file into the arena. ERR_LIMIT: enrolment.file_too_large, enrolment.too_many_lines. ERR_REFUSED:
 * enrolment.not_text (NUL bytes or UTF-16: a workbook, not CSV), enrolment.empty, enrolment.too_many_columns,
 * enrolment.bad_quotes (field "line[N]"). ERR_NOMEM. */
Rc sheet_read(Ctx *cx, Str bytes, Sheet *ret) MUST;

#endif
