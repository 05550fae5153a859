/* Reading statements in order, with the cursor in the same transaction; and doing it all again. */
#include "domains/measure/measure.h"

#include "domains/measure/measure_apply.h"
#include "domains/xapi/xapi.h"

enum { STEP_BYTES = 64 << 20, REFRESH_MAX = 200, FEWER = 8 };

typedef struct {
    const PlayPlace *place;
    size_t limit;
    int64_t read, position;
    bool more, writing;
} Step;

typedef struct {
    PlayReading reading;
    bool says_something;
} Reading;

/* All is read before anything is written: what may be too much is the reading. */
static Rc read_all(Ctx *cx, Db *space, const Step *step, const XapiRecord *records, size_t n, Reading *ret)
{
    PlayReader *reader;
    TRY(play_reader_new(cx, space, step->place, &reader));
    for (size_t i = 0; i < n; i++) {
        Rc rc = play_read(cx, space, reader, &records[i], &ret[i].reading);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        ret[i].says_something = rc == OK;
        fail_clear(cx);
    }
    return OK;
}

static Rc apply_all(Ctx *cx, Db *space, const XapiRecord *records, size_t n, const Reading *readings)
{
    MeasureApply *a;
    TRY(measure_apply_new(cx, &a));
    for (size_t i = 0; i < n; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        if (readings[i].says_something)
            TRY(measure_apply(cx, space, a, &readings[i].reading, records[i].stored_ms));
        arena_rewind(cx->arena, mark);
    }
    return measure_apply_end(cx, space, a);
}

/* In memory of its own: what versions hold is large. */
static Rc project(Ctx *outer, Db *space, void *arg)
{
    Step *step = arg;
    AUTO_ARENA arena = arena_new(STEP_BYTES);
    Ctx own = *outer, *cx = &own;
    XapiRecord *records = arena ? arena_array(arena, step->limit, sizeof *records) : NULL;
    Reading *readings = arena ? arena_array(arena, step->limit, sizeof *readings) : NULL;
    int64_t position;
    size_t n;
    if (!records || !readings)
        return ERR_NOMEM;
    own.arena = arena;
    step->writing = false;
    TRY(measure_store_take_turn(cx, space, &position));
    TRY(xapi_after(cx, space, &(Id){0}, position, step->limit, records, &n));
    step->read = (int64_t)n;
    step->more = n == step->limit;
    if (n == 0)
        return OK;
    TRY(read_all(cx, space, step, records, n, readings));
    step->writing = true;
    TRY(apply_all(cx, space, records, n, readings));
    step->position = records[n - 1].position;
    return measure_store_set_position(cx, space, step->position);
}

/* Statements of many large modules may be too much for one step; one statement never is. */
static Rc run_step(Ctx *cx, Db *space, Step *step, Rc (*run)(Ctx *cx, Db *space, TxBody body, void *arg))
{
    for (step->limit = MEASURE_BATCH;; step->limit /= FEWER) {
        Rc rc = run(cx, space, project, step);
        if (rc != ERR_NOMEM || step->writing || step->limit < FEWER)
            return rc;
    }
}

Rc measure_project(Ctx *cx, Db *space, const PlayPlace *place, MeasureStep *ret)
{
    Step step = {.place = place};
    TRY(run_step(cx, space, &step, db_write_rows));
    *ret = (MeasureStep){.read = step.read, .more = step.more};
    return OK;
}

static Rc refresh(Ctx *cx, Db *space, void *arg)
{
    int64_t *ret_n = arg, position;
    MeasureStale stale[REFRESH_MAX];
    size_t n;
    TRY(measure_store_take_turn(cx, space, &position));
    TRY(measure_store_list_stale(cx, space, REFRESH_MAX, stale, &n));
    for (size_t i = 0; i < n; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(measure_apply_attempt(cx, space, &stale[i].registration, stale[i].attempt));
        arena_rewind(cx->arena, mark);
    }
    *ret_n = (int64_t)n;
    return OK;
}

Rc measure_refresh(Ctx *cx, Db *space, int64_t *ret_n)
{
    int64_t all = 0, n = REFRESH_MAX;
    while (n == REFRESH_MAX) {
        TRY(db_write_rows(cx, space, refresh, &n));
        all += n;
    }
    *ret_n = all;
    return OK;
}

static Rc forget(Ctx *cx, Db *space, void *arg)
{
    int64_t position;
    (void)arg;
    TRY(measure_store_take_turn(cx, space, &position));
    TRY(measure_store_clear(cx, space));
    return measure_store_set_position(cx, space, 0);
}

Rc measure_forget(Ctx *cx, Db *space)
{
    return db_write_rows(cx, space, forget, NULL);
}

/* Inside of a transaction already. */
static Rc run_inside(Ctx *cx, Db *space, TxBody body, void *arg)
{
    return body(cx, space, arg);
}

typedef struct {
    const PlayPlace *place;
    MeasureVerdict verdict;
    char kept[2 * SHA256_SIZE], rebuilt[2 * SHA256_SIZE];
    bool done;
} Verification;

static Rc catch_up(Ctx *cx, Db *space, const PlayPlace *place, int64_t *ret_read)
{
    Step step = {.place = place, .more = true};
    int64_t n = REFRESH_MAX, read = 0;
    while (step.more) {
        TRY(run_step(cx, space, &step, run_inside));
        read += step.read;
    }
    while (n == REFRESH_MAX)
        TRY(refresh(cx, space, &n));
    *ret_read = read;
    return OK;
}

static Rc digest_into(Ctx *cx, Db *space, char *ret)
{
    Str digest;
    TRY(measure_store_digest(cx, space, &digest));
    memcpy(ret, digest.at, 2 * SHA256_SIZE);
    return OK;
}

/* Ends in failure, so that all of it is undone: the rebuild was only to look at. */
static Rc verify(Ctx *cx, Db *space, void *arg)
{
    Verification *v = arg;
    int64_t read;
    v->done = false;
    TRY(catch_up(cx, space, v->place, &read));
    TRY(digest_into(cx, space, v->kept));
    TRY(forget(cx, space, NULL));
    TRY(catch_up(cx, space, v->place, &v->verdict.statements));
    TRY(digest_into(cx, space, v->rebuilt));
    v->done = true;
    return ERR_REFUSED;
}

Rc measure_verify(Ctx *cx, Db *space, const PlayPlace *place, MeasureVerdict *ret)
{
    Verification v = {.place = place};
    Rc rc = db_write_rows(cx, space, verify, &v);
    if (!v.done)
        return rc == OK ? ERR_BUG : rc;
    fail_clear(cx);
    TRY(str_copy(cx->arena, (Str){v.kept, sizeof v.kept}, &v.verdict.kept));
    TRY(str_copy(cx->arena, (Str){v.rebuilt, sizeof v.rebuilt}, &v.verdict.rebuilt));
    *ret = v.verdict;
    return OK;
}
