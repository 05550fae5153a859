/* Rows of a table for spreadsheets: semicolons, RFC 4180 quoting, CRLF, UTF-8 with a byte order mark, numbers with the
 * comma or point of the language. A text that a spreadsheet would take for a formula gets an apostrophe in front
 * (OWASP, CSV injection). Knows nothing of measures. Internal to domains/measure. */
#ifndef DOMAINS_MEASURE_MEASURE_CSV_H
#define DOMAINS_MEASURE_MEASURE_CSV_H

#include "base/text.h"

typedef struct {
    Buf *out; /* its ceiling is the file's */
    bool comma;
    bool in_row;
} Csv;

void csv_begin(Csv *csv, Buf *out, bool comma);
void csv_text(Csv *csv, Str text);
void csv_int(Csv *csv, int64_t number);
/* A number of thousandths, rounded to tenths: seconds of milliseconds, per cents of thousandths. */
void csv_tenths(Csv *csv, int64_t thousandths);
void csv_thousandths(Csv *csv, int64_t thousandths);
/* "2026-11-23 17:11:16", in Paris; empty for 0. */
void csv_time(Csv *csv, int64_t ms);
void csv_empty(Csv *csv);
void csv_end_row(Csv *csv);

#endif
