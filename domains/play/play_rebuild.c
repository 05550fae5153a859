/* The same state from the statements alone: they are read in the order in which they were stored, with the times of
 * then, through the same rules. */
#include "domains/play/play.h"
#include "domains/play/play_apply.h"
#include "domains/xapi/xapi.h"

#include "base/log.h"

enum { PAGE = 100, PAGE_BYTES = 32 << 20 };

typedef struct {
    PlayCourse course;
    Str base;
} Rebuild;

/* `page` is forgotten after each page; what stays is in cx. */
static Rc replay(Ctx *cx, Ctx *page, Db *space, const Rebuild *r, PlayApply *a, const XapiRecord *record)
{
    const JsonValue *statement;
    PlayEvent event;
    TRY(value_parse(page, record->text, &statement));
    Rc rc = play_event_read(page, a->course, r->base, statement, &event);
    if (rc == ERR_INVALID || rc == ERR_MISSING) { /* another client's: any statement may name a registration */
        log_info(cx, "play", "a statement says nothing to the player, ignoring", "statement=%s", record->id.text);
        return OK;
    }
    TRY(rc);
    event.statement = record->id;
    event.timestamp_ms = record->timestamp_ms;
    return play_apply(cx, space, a, &event, record->stored_ms);
}

static Rc replay_page(Ctx *cx, Db *space, const Rebuild *r, PlayApply *a, int64_t *position, bool *ret_more)
{
    AUTO_ARENA arena = arena_new(PAGE_BYTES);
    Ctx page = *cx;
    size_t n;
    page.arena = arena;
    XapiRecord *records = arena ? arena_array(arena, PAGE, sizeof *records) : NULL;
    if (!records)
        return ERR_NOMEM;
    TRY(xapi_after(&page, space, &r->course.registration.id, *position, PAGE, records, &n));
    for (size_t i = 0; i < n; i++)
        TRY(replay(cx, &page, space, r, a, &records[i]));
    *position = n ? records[n - 1].position : *position;
    *ret_more = n == PAGE;
    return OK;
}

/* How long the films were taken to be when they were played: a film may be gone since. */
static Rc keep_durations(Ctx *cx, Db *space, const PlayCourse *course, int64_t ret[MODULE_GRAINS_MAX])
{
    for (size_t i = 0; i < course->n; i++) {
        PlayProgress p;
        Rc rc = play_store_get_state(cx, space, &course->registration.id, &course->parts[i].grain, &p);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        ret[i] = rc == OK ? p.duration_ms : 0;
    }
    return OK;
}

static Rc rebuild(Ctx *cx, Db *space, void *arg)
{
    Rebuild *r = arg;
    int64_t durations_ms[MODULE_GRAINS_MAX] = {0}, position = 0;
    PlayApply *a = arena_get(cx->arena, sizeof *a);
    if (!a)
        return ERR_NOMEM;
    play_apply_begin(a, &r->course);
    TRY(keep_durations(cx, space, &r->course, durations_ms));
    a->durations_ms = durations_ms;
    TRY(play_store_forget(cx, space, &r->course.registration.id));
    for (bool more = true; more;)
        TRY(replay_page(cx, space, r, a, &position, &more));
    return play_apply_end(cx, space, a);
}

Rc play_rebuild(Ctx *cx, Db *space, const PlayPlace *place, const Id *registration)
{
    Registration row;
    Rebuild *r = arena_get(cx->arena, sizeof *r);
    if (!r)
        return ERR_NOMEM;
    TRY(registration_get(cx, space, registration, &row));
    TRY(play_course_load(cx, space, &row, &r->course));
    for (size_t i = 0; i < r->course.n; i++) {
        PlayPart *part;
        TRY(play_course_part(cx, &r->course, &r->course.parts[i].grain, &part));
    }
    TRY(play_activity_base(cx, space, place, &r->base));
    return xapi_exclusive(cx, space, rebuild, r);
}
