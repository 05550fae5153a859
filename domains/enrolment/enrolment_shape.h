/* How imports look in the API. */
#ifndef DOMAINS_ENROLMENT_ENROLMENT_SHAPE_H
#define DOMAINS_ENROLMENT_ENROLMENT_SHAPE_H

#include "domains/enrolment/enrolment.h"
#include "domains/enrolment/sheet.h"
#include "kernel/json/shape.h"

/* Base64url of the longest file. */
enum { IMPORT_BASE64_MAX = (SHEET_BYTES_MAX + 2) / 3 * 4, IMPORT_FILE_NAME_MAX = 200, IMPORT_VALUE_MAX = 1000 };

typedef struct {
    bool has_csv, has_csv_base64url;
    Str csv, csv_base64url, file_name;
} ImportRequest;
extern const Shape import_request_shape;

typedef struct {
    bool skip_invalid, invite;
} ImportRunRequest;
extern const Shape import_run_shape;

typedef struct {
    int64_t line;
    Str field, code, value;
} ImportErrorShown;

typedef struct {
    ListOf(ImportErrorShown) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} ImportErrorList;
extern const Shape import_error_list_shape;

typedef struct {
    bool has_cursor, has_limit;
    Str cursor;
    int64_t limit;
} ImportErrorQuery;
extern const Shape import_error_query_shape;

/* The import with its first lines and first errors. */
extern const Shape import_shape;
Rc import_document(Ctx *cx, const Import *import, const ImportLine *sample, size_t sample_n, const ImportError *errors,
                   size_t error_n, const void **ret) MUST;

ImportErrorShown import_error_shown(const ImportError *error);

#endif
