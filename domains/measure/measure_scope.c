/* Who sees which module, and what it is made of. */
#include "domains/measure/measure_scope.h"

#include "base/paris.h"

#include <stdlib.h>

enum { ROWS_MAX = MEASURE_VERSIONS_MAX * MODULE_GRAINS_MAX, DAY_MIN = -1, DAY_MAX = 4000000 };

static bool has(const MeasureViewer *viewer, Right right)
{
    return viewer->rights >> right & 1;
}

/* Who writes modules and neither approves, distributes nor audits sees what became of their own (REQUIREMENTS §ACL). */
Id measure_viewer_owner(const MeasureViewer *viewer)
{
    bool writes_only = has(viewer, RIGHT_MODULE_SUBMIT) && !has(viewer, RIGHT_MODULE_REVIEW) &&
                       !has(viewer, RIGHT_DISTRIBUTION_MANAGE) && !has(viewer, RIGHT_AUDIT_READ);
    return writes_only ? viewer->person : (Id){0};
}

static Rc check_viewer(Ctx *cx, const MeasureScope *scope)
{
    Id owner = measure_viewer_owner(scope->rq->viewer);
    if (!id_none(&owner) && !id_equal(&owner, &scope->subject.owner))
        return fail(cx, ERR_MISSING, "http.missing", NULL);
    return OK;
}

/* Rows of a version that was frozen and neither distributed nor played are passed over. */
static Rc take_grain(Ctx *cx, const MeasureGrainRow *row, void *arg)
{
    MeasureScope *scope = arg;
    (void)cx;
    if (scope->row_count < ROWS_MAX && measure_scope_number(scope, &row->module_version))
        scope->rows[scope->row_count++] = *row;
    return OK;
}

Rc measure_scope_open(Ctx *cx, Db *space, const MeasureRequest *rq, MeasureScope *ret)
{
    const MeasureFilter *f = rq->filter;
    MeasureScope scope = {.rq = rq, .named = has(rq->viewer, RIGHT_MEASURE_READ_NAMED)};
    scope.days = (MeasureDays){.filter = f,
                               .from_day = f->from_ms ? paris_day(f->from_ms) : DAY_MIN,
                               .to_day = f->to_ms ? paris_day(f->to_ms - 1) : DAY_MAX};
    Rc rc = measure_read_subject(cx, space, &f->module, &scope.subject);
    if (rc == ERR_MISSING)
        return fail(cx, ERR_MISSING, "http.missing", NULL);
    TRY(rc);
    TRY(check_viewer(cx, &scope));
    scope.versions = arena_array(cx->arena, MEASURE_VERSIONS_MAX, sizeof *scope.versions);
    scope.rows = arena_array(cx->arena, ROWS_MAX, sizeof *scope.rows);
    if (!scope.versions || !scope.rows)
        return ERR_NOMEM;
    TRY(measure_read_versions(cx, space, &f->module, scope.versions, MEASURE_VERSIONS_MAX, &scope.version_count));
    TRY(measure_read_grains(cx, space, &f->module, take_grain, &scope));
    *ret = scope;
    return OK;
}

static bool in_filter(const MeasureScope *scope, const MeasureGrainRow *row)
{
    const Id *version = &scope->days.filter->version;
    return id_none(version) || id_equal(version, &row->module_version);
}

static MeasureScopeGrain grain_of(const MeasureScope *scope, const MeasureGrainRow *row, const Id *newest)
{
    return (MeasureScopeGrain){.grain = row->grain,
                               .grain_version = row->grain_version,
                               .film = row->media,
                               .title = row->title,
                               .current = newest && id_equal(newest, &row->module_version),
                               .in_filter = in_filter(scope, row)};
}

static bool is_listed(const MeasureScopeGrain *grains, size_t n, const Id *grain)
{
    for (size_t i = 0; i < n; i++)
        if (id_equal(&grains[i].grain, grain))
            return true;
    return false;
}

Rc measure_scope_grains(Ctx *cx, const MeasureScope *scope, MeasureScopeGrain **ret, size_t *ret_n)
{
    MeasureScopeGrain *grains = arena_array(cx->arena, MEASURE_GRAINS_MAX, sizeof *grains);
    const Id *newest = NULL;
    size_t n = 0;
    if (!grains)
        return ERR_NOMEM;
    for (size_t i = 0; i < scope->row_count && n < MEASURE_GRAINS_MAX; i++) {
        const MeasureGrainRow *row = &scope->rows[i];
        if (!in_filter(scope, row) || is_listed(grains, n, &row->grain))
            continue;
        newest = newest ? newest : &row->module_version;
        grains[n++] = grain_of(scope, row, newest);
    }
    *ret = grains;
    *ret_n = n;
    return OK;
}

Rc measure_scope_grain(Ctx *cx, const MeasureScope *scope, const Id *grain, MeasureScopeGrain *ret)
{
    const MeasureGrainRow *found = NULL;
    for (size_t i = 0; i < scope->row_count; i++) {
        const MeasureGrainRow *row = &scope->rows[i];
        if (id_equal(&row->grain, grain) && (!found || (in_filter(scope, row) && !in_filter(scope, found))))
            found = row;
    }
    if (!found)
        return fail(cx, ERR_MISSING, "http.missing", NULL);
    *ret = grain_of(scope, found, NULL);
    return OK;
}

int64_t measure_scope_number(const MeasureScope *scope, const Id *module_version)
{
    for (size_t i = 0; i < scope->version_count; i++)
        if (id_equal(&scope->versions[i].module_version_id, module_version))
            return scope->versions[i].number;
    return 0;
}

static Rc read_document(Ctx *cx, Db *space, const Id *version, const GrainDocument **ret)
{
    GrainVersion row;
    GrainDocument *document = arena_get(cx->arena, sizeof *document);
    if (!document)
        return ERR_NOMEM;
    TRY(grain_version_get(cx, space, version, &row));
    TRY(grain_document_read(cx, row.document, document));
    *ret = document;
    return OK;
}

Rc measure_scope_documents(Ctx *cx, Db *space, const MeasureScope *scope, const Id *grain, MeasureDocument **ret,
                           size_t *ret_n)
{
    MeasureDocument *documents = arena_array(cx->arena, MEASURE_VERSIONS_MAX, sizeof *documents);
    size_t n = 0;
    if (!documents)
        return ERR_NOMEM;
    for (size_t i = 0; i < scope->row_count; i++) {
        const MeasureGrainRow *row = &scope->rows[i];
        bool known = !id_equal(&row->grain, grain) || !in_filter(scope, row);
        for (size_t k = 0; k < n && !known; k++)
            known = id_equal(&documents[k].grain_version, &row->grain_version);
        if (known)
            continue;
        MeasureDocument *d = &documents[n++];
        d->grain_version = row->grain_version;
        d->media = row->media;
        d->number = measure_scope_number(scope, &row->module_version);
        TRY(read_document(cx, space, &row->grain_version, &d->document));
    }
    *ret = documents;
    *ret_n = n;
    return OK;
}

const MeasureDocument *measure_document_of(const MeasureScope *scope, const MeasureDocument *documents, size_t n,
                                           const Id *grain, const Id *module_version)
{
    for (size_t i = 0; i < scope->row_count; i++) {
        const MeasureGrainRow *row = &scope->rows[i];
        if (!id_equal(&row->module_version, module_version) || !id_equal(&row->grain, grain))
            continue;
        for (size_t k = 0; k < n; k++)
            if (id_equal(&documents[k].grain_version, &row->grain_version))
                return &documents[k];
    }
    return NULL;
}

bool measure_content_kind(const GrainDocument *document, const Id *content, int *ret)
{
    for (size_t i = 0; i < document->contents.n; i++)
        if (id_equal(&document->contents.at[i].id, content)) {
            *ret = document->contents.at[i].kind;
            return true;
        }
    return false;
}

bool measure_hides(const MeasureScope *scope, int64_t people)
{
    return !scope->named && people > 0 && people < MEASURE_PEOPLE_MIN;
}

bool measure_in_days(const MeasureScope *scope, int64_t ms)
{
    int64_t day = paris_day(ms);
    return day >= scope->days.from_day && day <= scope->days.to_day;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

int64_t measure_median(int64_t *numbers, size_t n)
{
    if (n == 0)
        return 0;
    qsort(numbers, n, sizeof *numbers, by_value);
    return n % 2 ? numbers[n / 2] : (numbers[n / 2 - 1] + numbers[n / 2]) / 2;
}
