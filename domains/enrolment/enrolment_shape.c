/* Shapes of imports, and rows of the database to them. */
#include "domains/enrolment/enrolment_shape.h"

#include "domains/enrolment/line.h"
#include "kernel/json/member.h"

enum { CURSOR_MAX = 600 };

static const Member request_members[] = {
    OPTIONAL(ImportRequest, csv, MEMBER_KIND_TEXT, .text = TEXT_SECRET, .min = 1, .max = SHEET_BYTES_MAX,
             .doc = "The file's text, at most 2 MiB and 10 000 lines; header line of French or English names"),
    OPTIONAL(ImportRequest, csv_base64url, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = IMPORT_BASE64_MAX,
             .doc = "Instead of csv: the file's bytes, when they may not be UTF-8"),
    MEMBER_TEXT(ImportRequest, file_name, TEXT_LINE, 1, IMPORT_FILE_NAME_MAX, "Shown in the task centre"),
};
SHAPE(import_request_shape, "ImportRequest", ImportRequest, request_members, "A file of persons; csv or csv_base64url");

static const Member run_members[] = {
    MEMBER_BOOL(ImportRunRequest, skip_invalid, "Leave faulty lines aside; otherwise one of them refuses the run"),
    MEMBER_BOOL(ImportRunRequest, invite, "Send an invitation to each new person"),
};
SHAPE(import_run_shape, "ImportRun", ImportRunRequest, run_members, "How to run an import");

static const Member error_members[] = {
    MEMBER_INT(ImportErrorShown, line, 1, INT64_MAX, "Line of the file; the header is 1"),
    MEMBER_TEXT(ImportErrorShown, field, TEXT_TOKEN, 1, 40, "Column, or line"),
    MEMBER_TEXT(ImportErrorShown, code, TEXT_TOKEN, 1, 80, "What is wrong: enrolment.required, …"),
    MEMBER_TEXT(ImportErrorShown, value, TEXT_LINE, 0, IMPORT_VALUE_MAX, "What stands there"),
};
static SHAPE(error_shape, "ImportError", ImportErrorShown, error_members, "A fault of one line");

static const Member error_list_members[] = {
    MEMBER_LIST(ImportErrorList, items, error_shape, ENROLMENT_ERRORS_MAX, "In order of line"),
    NULLABLE(ImportErrorList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(ImportErrorList, total, 0, INT64_MAX, "Faults of all lines"),
};
SHAPE(import_error_list_shape, "ImportErrorList", ImportErrorList, error_list_members, "A page of faults");

static const Member error_query_members[] = {
    OPTIONAL(ImportErrorQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(ImportErrorQuery, limit, MEMBER_KIND_INT, .min = 1, .max = ENROLMENT_ERRORS_MAX, .doc = "Rows of a page"),
};
SHAPE(import_error_query_shape, NULL, ImportErrorQuery, error_query_members, "Which faults");

typedef ListOf(int) Names;
typedef struct {
    int64_t line;
    Str first_name, last_name, email;
    Names roles;
    ListOf(Str) groups;
    int action;
} SampleShown;

ITEM_ENUM(role_item, role_names);
ITEM_ENUM(column_item, column_names);
ITEM_TEXT(group_item, TEXT_LINE, 1, LINE_GROUP_NAME_MAX);

static const Member sample_members[] = {
    MEMBER_INT(SampleShown, line, 1, INT64_MAX, "Line of the file"),
    MEMBER_TEXT(SampleShown, first_name, TEXT_LINE, 1, 80, "First name"),
    MEMBER_TEXT(SampleShown, last_name, TEXT_LINE, 1, 80, "Last name"),
    MEMBER_TEXT(SampleShown, email, TEXT_EMAIL, 3, 254, "E-mail address"),
    MEMBER_LIST_OF(SampleShown, roles, role_item, 0, ROLE_COUNT, "Roles the line gives; none: learner, or unchanged"),
    MEMBER_LIST_OF(SampleShown, groups, group_item, 0, LINE_GROUPS_MAX, "Groups the person joins"),
    MEMBER_ENUM(SampleShown, action, import_action_names, "What the run will do"),
};
static SHAPE(sample_shape, "ImportSample", SampleShown, sample_members, "A line without fault");

typedef struct {
    Id id;
    int state, encoding;
    Str file_name;
    int64_t lines, valid, invalid, creates, updates, unchanged, new_groups;
    Names columns;
    ListOf(SampleShown) sample;
    ListOf(ImportErrorShown) errors;
    int64_t error_total, created_ms;
} ImportShown;

static const Member import_members[] = {
    MEMBER_ID(ImportShown, id, "Stable identity"),
    MEMBER_ENUM(ImportShown, state, import_state_names, "How far it is"),
    MEMBER_TEXT(ImportShown, file_name, TEXT_LINE, 1, IMPORT_FILE_NAME_MAX, "Name of the file"),
    MEMBER_ENUM(ImportShown, encoding, sheet_encoding_names, "How its characters were read"),
    MEMBER_INT(ImportShown, lines, 1, SHEET_LINES_MAX, "Lines that hold anything, without the header"),
    MEMBER_INT(ImportShown, valid, 0, SHEET_LINES_MAX, "Lines without fault"),
    MEMBER_INT(ImportShown, invalid, 0, SHEET_LINES_MAX, "Lines with a fault"),
    MEMBER_INT(ImportShown, creates, 0, SHEET_LINES_MAX, "New persons"),
    MEMBER_INT(ImportShown, updates, 0, SHEET_LINES_MAX, "Persons to change"),
    MEMBER_INT(ImportShown, unchanged, 0, SHEET_LINES_MAX, "Persons who are so already"),
    MEMBER_INT(ImportShown, new_groups, 0, ENROLMENT_NEW_GROUPS_MAX, "Groups that the run will make"),
    MEMBER_LIST_OF(ImportShown, columns, column_item, 0, COLUMN_COUNT, "Columns of the file"),
    MEMBER_LIST(ImportShown, sample, sample_shape, ENROLMENT_SAMPLE_MAX, "First lines without fault"),
    MEMBER_LIST(ImportShown, errors, error_shape, ENROLMENT_ERRORS_MAX, "First faults"),
    MEMBER_INT(ImportShown, error_total, 0, INT64_MAX, "Faults of all lines"),
    MEMBER_TIME(ImportShown, created_ms, "When it was previewed"),
};
SHAPE(import_shape, "Import", ImportShown, import_members, "A file of persons, checked");

static Rc bits(Ctx *cx, unsigned set, int count, Names *ret)
{
    ret->at = arena_array(cx->arena, (size_t)count, sizeof *ret->at);
    if (!ret->at)
        return ERR_NOMEM;
    for (int i = 0; i < count; i++)
        if (set & 1u << i)
            ret->at[ret->n++] = i;
    return OK;
}

static Rc sample_shown(Ctx *cx, const ImportLine *line, SampleShown *ret)
{
    Str rest = line->groups, name;
    *ret = (SampleShown){.line = line->line,
                         .first_name = line->first_name,
                         .last_name = line->last_name,
                         .email = line->email,
                         .action = (int)line->action};
    TRY(bits(cx, line->roles, ROLE_COUNT, &ret->roles));
    ret->groups.at = arena_array(cx->arena, LINE_GROUPS_MAX, sizeof *ret->groups.at);
    if (!ret->groups.at)
        return ERR_NOMEM;
    while (ret->groups.n < LINE_GROUPS_MAX && str_cut(&rest, '\n', &name))
        if (name.n)
            ret->groups.at[ret->groups.n++] = name;
    return OK;
}

ImportErrorShown import_error_shown(const ImportError *error)
{
    return (ImportErrorShown){error->line, error->field, error->code, error->value};
}

Rc import_document(Ctx *cx, const Import *import, const ImportLine *sample, size_t sample_n, const ImportError *errors,
                   size_t error_n, const void **ret)
{
    ImportShown *out = arena_get(cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    *out = (ImportShown){.id = import->id,
                         .state = (int)import->state,
                         .encoding = import->encoding,
                         .file_name = import->file_name,
                         .lines = import->lines,
                         .valid = import->lines - import->invalid,
                         .invalid = import->invalid,
                         .creates = import->creates,
                         .updates = import->updates,
                         .unchanged = import->unchanged,
                         .new_groups = import->new_groups,
                         .error_total = import->error_total,
                         .created_ms = import->created_ms};
    TRY(bits(cx, import->columns, COLUMN_COUNT, &out->columns));
    out->sample.at = arena_array(cx->arena, sample_n, sizeof *out->sample.at);
    out->errors.at = arena_array(cx->arena, error_n, sizeof *out->errors.at);
    if (!out->sample.at || !out->errors.at)
        return ERR_NOMEM;
    for (; out->sample.n < sample_n; out->sample.n++)
        TRY(sample_shown(cx, &sample[out->sample.n], &out->sample.at[out->sample.n]));
    for (; out->errors.n < error_n; out->errors.n++)
        out->errors.at[out->errors.n] = import_error_shown(&errors[out->errors.n]);
    *ret = out;
    return OK;
}
