/* Handlers of imports, and every code that enrolment answers, those of lines included. */
#include "domains/enrolment/enrolment_api.h"

#include "domains/access/access_api.h"
#include "domains/enrolment/enrolment.h"
#include "domains/enrolment/enrolment_shape.h"
#include "domains/space/space.h"
#include "domains/task/task.h"
#include "kernel/http/cursor.h"

#include <inttypes.h>

enum { LIMIT_STANDARD = 50 };

static Rc give(Req *q, Reply *r, const Import *import)
{
    ImportLine *sample = arena_array(q->cx->arena, ENROLMENT_SAMPLE_MAX, sizeof *sample);
    ImportError *errors = arena_array(q->cx->arena, ENROLMENT_ERRORS_MAX, sizeof *errors);
    size_t sample_n = 0, error_n = 0;
    if (!sample || !errors)
        return ERR_NOMEM;
    TRY(enrolment_sample(q->cx, q->db, &import->id, ENROLMENT_SAMPLE_MAX, sample, &sample_n));
    TRY(enrolment_errors(q->cx, q->db, &import->id, 0, 0, ENROLMENT_ERRORS_MAX, errors, &error_n));
    return import_document(q->cx, import, sample, sample_n, errors, error_n, &r->object);
}

/* The file's bytes, from whichever member holds them. */
static Rc file_bytes(Req *q, const ImportRequest *in, Str *ret)
{
    if (in->has_csv == in->has_csv_base64url)
        return fail(q->cx, ERR_INVALID, in->has_csv ? "http.unknown_member" : "http.required", "csv");
    if (in->has_csv) {
        *ret = in->csv;
        return OK;
    }
    size_t room = in->csv_base64url.n / 4 * 3 + 3, n = 0;
    char *bytes = arena_get(q->cx->arena, room);
    if (!bytes)
        return ERR_NOMEM;
    if (base64url_decode(in->csv_base64url, bytes, room, &n) != OK)
        return fail(q->cx, ERR_INVALID, "http.bad_text", "csv_base64url");
    *ret = (Str){bytes, n};
    return OK;
}

static Rc preview(Req *q, Reply *r)
{
    const ImportRequest *in = q->body;
    ImportFile file = {.by = access_actor(q), .file_name = in->file_name};
    Db *platform;
    Space space;
    Import import;
    TRY(file_bytes(q, in, &file.bytes));
    TRY(store_platform(q->cx, q->stores, &platform));
    TRY(space_get(q->cx, platform, &q->who.space, &space));
    file.allowed = space.kind == SPACE_PUBLISHER ? ROLES_OF_PUBLISHER : ROLES_OF_CLIENT;
    TRY(enrolment_preview(q->cx, q->db, &file, &import));
    TRY(str_format(q->cx->arena, &r->location, "/api/v1/person-imports/%s", import.id.text));
    return give(q, r, &import);
}

static Rc get_import(Req *q, Reply *r)
{
    Id id;
    Import import;
    TRY(req_id(q, 0, &id));
    TRY(enrolment_get(q->cx, q->db, &id, &import));
    return give(q, r, &import);
}

/* The sort value of a fault's cursor is "line.position". */
static Rc read_place(Req *q, Str cursor, int64_t *ret_line, int64_t *ret_position)
{
    Cursor c;
    Str line = {0};
    TRY(cursor_read(q->cx, cursor, &c));
    if (!str_cut(&c.value, '.', &line) || str_i64(line, ret_line) != OK || str_i64(c.value, ret_position) != OK)
        return fail(q->cx, ERR_INVALID, "http.bad_cursor", "cursor");
    return OK;
}

static Rc write_place(Req *q, const Id *import, const ImportError *last, Str *ret)
{
    Str value;
    TRY(str_format(q->cx->arena, &value, "%" PRId64 ".%" PRId64, last->line, last->position));
    return cursor_write(q->cx, &(Cursor){value, *import}, ret);
}

static Rc list_errors(Req *q, Reply *r)
{
    const ImportErrorQuery *in = q->query;
    size_t limit = in->has_limit ? (size_t)in->limit : LIMIT_STANDARD, n = 0;
    int64_t line = 0, position = 0;
    Id id;
    Import import;
    TRY(req_id(q, 0, &id));
    if (in->has_cursor)
        TRY(read_place(q, in->cursor, &line, &position));
    TRY(enrolment_get(q->cx, q->db, &id, &import));
    ImportError *errors = arena_array(q->cx->arena, limit + 1, sizeof *errors);
    ImportErrorList *out = arena_get(q->cx->arena, sizeof *out);
    if (!errors || !out)
        return ERR_NOMEM;
    TRY(enrolment_errors(q->cx, q->db, &id, line, position, limit + 1, errors, &n));
    out->total = import.error_total;
    out->has_next_cursor = n > limit;
    if (out->has_next_cursor)
        TRY(write_place(q, &id, &errors[limit - 1], &out->next_cursor));
    n = n > limit ? limit : n;
    out->items.at = arena_array(q->cx->arena, n, sizeof *out->items.at);
    if (!out->items.at)
        return ERR_NOMEM;
    for (; out->items.n < n; out->items.n++)
        out->items.at[out->items.n] = import_error_shown(&errors[out->items.n]);
    r->object = out;
    return OK;
}

static Rc run(Req *q, Reply *r)
{
    const ImportRunRequest *in = q->body;
    ImportOrder order = {
        .by = access_actor(q), .space = q->who.space, .skip_invalid = in->skip_invalid, .invite = in->invite};
    Db *platform;
    Id id;
    Task task;
    TRY(req_id(q, 0, &order.import));
    TRY(store_platform(q->cx, q->stores, &platform));
    TRY(enrolment_start(q->cx, platform, q->db, &order, &id));
    TRY(task_get(q->cx, q->db, &id, &task));
    return task_document(q->cx, &task, &r->object);
}

static const char *const preview_codes[] = {"enrolment.file_too_large",
                                            "enrolment.too_many_lines",
                                            "enrolment.too_many_columns",
                                            "enrolment.not_text",
                                            "enrolment.empty",
                                            "enrolment.no_lines",
                                            "enrolment.bad_quotes",
                                            "enrolment.unknown_column",
                                            "enrolment.duplicate_column",
                                            "enrolment.missing_column",
                                            "enrolment.too_many_new_groups",
                                            NULL};
static const char *const errors_codes[] = {"http.bad_cursor", NULL};
static const char *const run_codes[] = {"enrolment.already_run", "enrolment.has_errors", NULL};

static const Route routes[] = {
    ROUTE("POST", "/api/v1/person-imports", preview, RIGHT_PERSON_EDIT,
          "Check a file of persons; nobody is changed yet", .status = 201, .flags = ROUTE_LARGE_BODY,
          .body = &import_request_shape, .reply = &import_shape, .codes = preview_codes),
    ROUTE("GET", "/api/v1/person-imports/{import_id}", get_import, RIGHT_PERSON_EDIT, "Read an import",
          .flags = ROUTE_PERSONAL, .reply = &import_shape),
    ROUTE("GET", "/api/v1/person-imports/{import_id}/errors", list_errors, RIGHT_PERSON_EDIT,
          "List the faults of an import", .flags = ROUTE_PERSONAL, .query = &import_error_query_shape,
          .reply = &import_error_list_shape, .codes = errors_codes),
    ROUTE("POST", "/api/v1/person-imports/{import_id}/run", run, RIGHT_PERSON_EDIT, "Run an import in the background",
          .status = 202, .body = &import_run_shape, .reply = &task_shape, .codes = run_codes),
    {0},
};

static const ErrorCode errors[] = {
    {"enrolment.file_too_large", ERR_LIMIT, "The file is larger than 2 MiB"},
    {"enrolment.too_many_lines", ERR_LIMIT, "The file has more than 10 000 lines"},
    {"enrolment.too_many_columns", ERR_REFUSED, "The header has more than 20 columns"},
    {"enrolment.not_text", ERR_REFUSED, "This is not CSV; save the sheet as CSV first"},
    {"enrolment.empty", ERR_REFUSED, "The file is empty"},
    {"enrolment.no_lines", ERR_REFUSED, "The file has a header and nothing below"},
    {"enrolment.bad_quotes", ERR_REFUSED, "Quotes are not closed, or stand inside a field, from this line on"},
    {"enrolment.unknown_column", ERR_REFUSED, "The header has a column that is not known"},
    {"enrolment.duplicate_column", ERR_REFUSED, "The header has a column twice"},
    {"enrolment.missing_column", ERR_REFUSED, "The header lacks a column"},
    {"enrolment.too_many_new_groups", ERR_REFUSED, "The file names more than 200 groups that do not exist"},
    {"enrolment.already_run", ERR_CONFLICT, "This import was already run"},
    {"enrolment.has_errors", ERR_CONFLICT, "Lines are faulty; correct the file or skip them"},
    {"enrolment.field_count", ERR_REFUSED, "The line has more or fewer fields than the header"},
    {"enrolment.required", ERR_REFUSED, "This field may not be empty"},
    {"enrolment.too_long", ERR_REFUSED, "This field is too long"},
    {"enrolment.bad_text", ERR_REFUSED, "This field holds characters that are not allowed"},
    {"enrolment.bad_email", ERR_REFUSED, "This is not an e-mail address"},
    {"enrolment.duplicate_email", ERR_REFUSED, "An earlier line has this e-mail"},
    {"enrolment.deactivated_email", ERR_REFUSED, "A deactivated person has this e-mail; reactivate them first"},
    {"enrolment.email_taken", ERR_REFUSED, "Somebody with this e-mail was added since the preview"},
    {"enrolment.person_changed", ERR_REFUSED, "The person with this e-mail changed since the preview"},
    {"enrolment.refused", ERR_REFUSED, "A rule does not allow this change"},
    {"enrolment.unknown_role", ERR_REFUSED, "There is no such role"},
    {"enrolment.role_elsewhere", ERR_REFUSED, "This role does not exist in this kind of space"},
    {"enrolment.too_many_groups", ERR_REFUSED, "The line names more than 20 groups"},
    {"enrolment.unknown_language", ERR_REFUSED, "The language is fr or en"},
    {0},
};

const Surface enrolment_surface = {"enrolment", routes, errors, NULL};
