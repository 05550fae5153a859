/* libcsv splits fields; around it stand what it does not know: the separator, the limits, and the number of the line.
 * The text is fed to it line by line, because its call-backs do not say where they are. */
#include "domains/enrolment/sheet.h"

#include "domains/enrolment/sheet_text.h"

#include <csv.h>
#include <inttypes.h>

enum { ROWS_FIRST = 256, BUFFER_STEP = 4096 };

typedef struct {
    Ctx *cx;
    Sheet *sheet;
    size_t room; /* of sheet->rows */
    SheetField fields[SHEET_COLUMNS_MAX];
    int64_t count;
    bool filled;  /* a field of the row holds anything */
    bool open;    /* a row has begun and its end was not seen: a line break within quotes */
    int64_t line; /* of the row that is being read */
    Rc rc;
} Reader;

/* Whole characters, at most SHEET_FIELD_MAX bytes. */
static Str cut(Str s)
{
    size_t n = SHEET_FIELD_MAX;
    while (n && ((unsigned char)s.at[n] & 0xC0) == 0x80)
        n--;
    return (Str){s.at, n};
}

static void on_field(void *bytes, size_t n, void *arg)
{
    Reader *r = arg;
    int64_t at = r->count++;
    Str text = str_trim((Str){bytes, n});
    r->filled |= text.n > 0;
    if (r->rc != OK || at >= SHEET_COLUMNS_MAX)
        return;
    bool too_long = text.n > SHEET_FIELD_MAX;
    r->fields[at].too_long = too_long;
    r->rc = str_copy(r->cx->arena, too_long ? cut(text) : text, &r->fields[at].text);
}

static Rc grow(Reader *r)
{
    if (r->sheet->n < r->room)
        return OK;
    size_t room = r->room ? r->room * 2 : ROWS_FIRST;
    SheetRow *rows = arena_array(r->cx->arena, room, sizeof *rows);
    if (!rows)
        return ERR_NOMEM;
    if (r->sheet->n)
        memcpy(rows, r->sheet->rows, r->sheet->n * sizeof *rows);
    r->sheet->rows = rows;
    r->room = room;
    return OK;
}

static Rc keep_row(Reader *r)
{
    size_t kept = r->count < SHEET_COLUMNS_MAX ? (size_t)r->count : SHEET_COLUMNS_MAX;
    SheetRow row = {.line = r->line, .count = r->count};
    row.fields = arena_array(r->cx->arena, kept, sizeof *row.fields);
    if (!row.fields)
        return ERR_NOMEM;
    memcpy(row.fields, r->fields, kept * sizeof *row.fields);
    if (!r->sheet->header.fields) {
        r->sheet->header = row;
        return r->count > SHEET_COLUMNS_MAX ? fail(r->cx, ERR_REFUSED, "enrolment.too_many_columns", "csv") : OK;
    }
    if (r->sheet->n == SHEET_LINES_MAX)
        return fail(r->cx, ERR_LIMIT, "enrolment.too_many_lines", "csv");
    TRY(grow(r));
    r->sheet->rows[r->sheet->n++] = row;
    return OK;
}

/* Rows whose fields are all empty are what spreadsheets leave below a table. */
static void on_row(int end, void *arg)
{
    Reader *r = arg;
    (void)end;
    if (r->rc == OK && r->filled)
        r->rc = keep_row(r);
    r->count = 0;
    r->filled = false;
    r->open = false;
}

/* Takes the next line with its end (LF, CR LF, CR) off *rest. */
static Str next_line(Str *rest)
{
    size_t n = 0;
    while (n < rest->n && rest->at[n] != '\n' && rest->at[n] != '\r')
        n++;
    if (n < rest->n)
        n += rest->at[n] == '\r' && n + 1 < rest->n && rest->at[n + 1] == '\n' ? 2 : 1;
    Str line = {rest->at, n};
    *rest = (Str){rest->at + n, rest->n - n};
    return line;
}

/* The one that stands most often in the first line that is not blank, outside quotes. */
static char separator_of(Str text)
{
    static const char candidates[] = ";,\t";
    size_t counts[sizeof candidates] = {0}, best = 0;
    bool quoted = false;
    Str line = {0};
    while (text.n && str_trim(line).n == 0)
        line = next_line(&text);
    for (size_t i = 0; i < line.n; i++) {
        const char *found = line.at[i] ? strchr(candidates, line.at[i]) : NULL;
        quoted ^= line.at[i] == '"';
        if (found && !quoted)
            counts[found - candidates]++;
    }
    for (size_t i = 1; i < sizeof candidates - 1; i++)
        if (counts[i] > counts[best])
            best = i;
    return candidates[best];
}

static Rc bad_quotes(Reader *r)
{
    Str field;
    TRY(str_format(r->cx->arena, &field, "line[%" PRId64 "]", r->line));
    return fail(r->cx, ERR_REFUSED, "enrolment.bad_quotes", field.at);
}

static Rc parse_outcome(Reader *r, struct csv_parser *p)
{
    return csv_error(p) == CSV_EPARSE ? bad_quotes(r) : ERR_NOMEM;
}

static Rc feed(Reader *r, struct csv_parser *p, Str text)
{
    while (text.n) {
        Str line = next_line(&text);
        if (!r->open)
            r->line++;
        if (!r->open && str_trim(line).n == 0)
            continue;
        r->open = true;
        if (csv_parse(p, line.at, line.n, on_field, on_row, r) != line.n)
            return parse_outcome(r, p);
        TRY(r->rc);
    }
    if (csv_fini(p, on_field, on_row, r) != 0)
        return parse_outcome(r, p);
    return r->rc;
}

Rc sheet_read(Ctx *cx, Str bytes, Sheet *ret)
{
    Sheet sheet = {0};
    Str text;
    struct csv_parser parser;
    if (bytes.n > SHEET_BYTES_MAX)
        return fail(cx, ERR_LIMIT, "enrolment.file_too_large", "csv");
    TRY(sheet_text(cx, bytes, &text, &sheet.encoding));
    sheet.separator = separator_of(text);
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
        return ERR_NOMEM;
    csv_set_blk_size(&parser, BUFFER_STEP);
    csv_set_delim(&parser, (unsigned char)sheet.separator);
    Reader *reader = arena_get(cx->arena, sizeof *reader);
    Rc rc = ERR_NOMEM;
    if (reader) {
        *reader = (Reader){.cx = cx, .sheet = &sheet};
        rc = feed(reader, &parser, text);
    }
    csv_free(&parser);
    TRY(rc);
    if (!sheet.header.fields)
        return fail(cx, ERR_REFUSED, "enrolment.empty", "csv");
    *ret = sheet;
    return OK;
}
