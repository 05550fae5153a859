/* Cells. */
#include "domains/measure/measure_csv.h"

#include "base/clock.h"
#include "base/paris.h"

#include <inttypes.h>
#include <string.h>

void csv_begin(Csv *csv, Buf *out, bool comma)
{
    *csv = (Csv){.out = out, .comma = comma};
    buf_put(out, STR("\xEF\xBB\xBF"));
}

static void separate(Csv *csv)
{
    if (csv->in_row)
        buf_byte(csv->out, ';');
    csv->in_row = true;
}

/* Also behind blanks, which spreadsheets skip. */
static bool is_formula(Str text)
{
    size_t i = 0;
    while (i < text.n && text.at[i] == ' ')
        i++;
    return i < text.n && strchr("=+-@\t\r\n", text.at[i]) != NULL;
}

static bool needs_quotes(Str text)
{
    for (size_t i = 0; i < text.n; i++)
        if (strchr(";,\"\r\n\t'", text.at[i]))
            return true;
    return text.n > 0 && (text.at[0] == ' ' || text.at[text.n - 1] == ' ');
}

void csv_text(Csv *csv, Str text)
{
    separate(csv);
    bool formula = is_formula(text);
    if (!formula && !needs_quotes(text)) {
        buf_put(csv->out, text);
        return;
    }
    buf_byte(csv->out, '"');
    if (formula)
        buf_byte(csv->out, '\'');
    for (size_t i = 0; i < text.n; i++) {
        if (text.at[i] == '"')
            buf_byte(csv->out, '"');
        buf_byte(csv->out, text.at[i]);
    }
    buf_byte(csv->out, '"');
}

void csv_int(Csv *csv, int64_t number)
{
    separate(csv);
    buf_format(csv->out, "%" PRId64, number);
}

void csv_tenths(Csv *csv, int64_t thousandths)
{
    int64_t tenths = (thousandths < 0 ? thousandths - 50 : thousandths + 50) / 100;
    int64_t size = tenths < 0 ? -tenths : tenths;
    separate(csv);
    buf_format(csv->out, "%s%" PRId64 "%c%" PRId64, tenths < 0 ? "-" : "", size / 10, csv->comma ? ',' : '.',
               size % 10);
}

void csv_thousandths(Csv *csv, int64_t thousandths)
{
    int64_t size = thousandths < 0 ? -thousandths : thousandths;
    separate(csv);
    buf_format(csv->out, "%s%" PRId64 "%c%03" PRId64, thousandths < 0 ? "-" : "", size / 1000, csv->comma ? ',' : '.',
               size % 1000);
}

void csv_time(Csv *csv, int64_t ms)
{
    enum { DAY = 10, TIME_AT = 11, TIME = 8 };
    char text[CLOCK_TEXT];
    separate(csv);
    if (ms == 0)
        return;
    clock_text(ms + paris_offset_ms(ms), text);
    buf_put(csv->out, (Str){text, DAY});
    buf_byte(csv->out, ' ');
    buf_put(csv->out, (Str){text + TIME_AT, TIME});
}

void csv_empty(Csv *csv)
{
    separate(csv);
}

void csv_end_row(Csv *csv)
{
    buf_put(csv->out, STR("\r\n"));
    csv->in_row = false;
}
