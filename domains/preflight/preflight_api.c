/* Handlers, shapes and routes of checks. */
#include "domains/preflight/preflight_api.h"

#include "domains/grain/grain.h"
#include "domains/preflight/preflight.h"
#include "kernel/json/member.h"

enum { FIELD_MAX = 200, LABEL_MAX = 1000 };

static const char *const level_names[PREFLIGHT_LEVEL_COUNT + 1] = {"error", "advice", NULL};

typedef struct {
    int code, level; /* PreflightCode, PreflightLevel */
    Id grain_id, element_id;
    Str grain_title, label, field;
    int64_t at_ms;
    bool has_grain_id, has_element_id, has_at_ms;
} Finding;

static const Member finding_members[] = {
    MEMBER_ENUM(Finding, code, preflight_code_names, "What was found"),
    MEMBER_ENUM(Finding, level, level_names, "An error keeps the module from being submitted, advice does not"),
    OPTIONAL(Finding, grain_id, MEMBER_KIND_ID, .doc = "In this grain; absent: in the module itself"),
    MEMBER_TEXT(Finding, grain_title, TEXT_LINE, 0, GRAIN_TITLE_MAX, "Its title"),
    OPTIONAL(Finding, element_id, MEMBER_KIND_ID, .doc = "In this element of it"),
    MEMBER_TEXT(Finding, label, TEXT_BLOCK, 0, LABEL_MAX, "Of the element, as its author called it"),
    OPTIONAL(Finding, at_ms, MEMBER_KIND_INT, .max = GRAIN_FILM_MS_MAX, .doc = "Where on the film"),
    MEMBER_TEXT(Finding, field, TEXT_LINE, 0, FIELD_MAX, "Path in the grain's document; empty: the whole of it"),
};
static SHAPE(finding_shape, "Finding", Finding, finding_members, "A fault or an advice");

typedef struct {
    int64_t error_count, advice_count;
    ListOf(Finding) items;
} Checks;

static const Member checks_members[] = {
    MEMBER_INT(Checks, error_count, 0, INT64_MAX, "Errors"),
    MEMBER_INT(Checks, advice_count, 0, INT64_MAX, "Advice"),
    MEMBER_LIST(Checks, items, finding_shape, MODULE_GRAINS_MAX *PREFLIGHT_FINDINGS_MAX,
                "Of each grain errors first, then in order of time; at most 200 of each, all are counted"),
};
static SHAPE(checks_shape, "Checks", Checks, checks_members, "What the checks found");

static Rc give(Req *q, Reply *r, const PreflightReport *report)
{
    Checks *out = arena_get(q->cx->arena, sizeof *out);
    Finding *items = arena_array(q->cx->arena, report->n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < report->n; i++) {
        const PreflightFinding *f = &report->at[i];
        items[i] = (Finding){.code = (int)f->code,
                             .level = (int)preflight_level(f->code),
                             .has_grain_id = !id_none(&f->grain),
                             .grain_id = f->grain,
                             .grain_title = f->grain_title,
                             .has_element_id = !id_none(&f->element),
                             .element_id = f->element,
                             .label = f->label,
                             .has_at_ms = f->has_at,
                             .at_ms = f->at_ms,
                             .field = f->field};
    }
    *out = (Checks){report->errors, report->advice, {items, report->n}};
    r->object = out;
    r->etag_of_body = true;
    return OK;
}

static Rc check_module(Req *q, Reply *r)
{
    Id module;
    PreflightReport report = {0};
    TRY(req_id(q, 0, &module));
    TRY(preflight_module(q->cx, q->db, &module, &report));
    return give(q, r, &report);
}

static Rc check_grain(Req *q, Reply *r)
{
    Id grain;
    PreflightReport report = {0};
    TRY(req_id(q, 0, &grain));
    TRY(preflight_grain(q->cx, q->db, &grain, &report));
    return give(q, r, &report);
}

static const Route routes[] = {
    ROUTE("GET", "/api/v1/modules/{module_id}/checks", check_module, RIGHT_GRAIN_EDIT,
          "Check a module before it is submitted", .reply = &checks_shape),
    ROUTE("GET", "/api/v1/grains/{grain_id}/checks", check_grain, RIGHT_GRAIN_EDIT, "Check one grain",
          .reply = &checks_shape),
    {0},
};

static const ErrorCode errors[] = {{0}};

const Surface preflight_surface = {"preflight", routes, errors, NULL};
