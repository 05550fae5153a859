/* Launches looked up once, versions taken from a shelf. */
#include "domains/play/play_fact.h"

#include "domains/play/play_store.h"

typedef struct Session {
    struct Session *next;
    Id launch;
    bool known;
    PlayLaunchRow row;
} Session;

struct PlayFacts {
    Ctx cx;
    Str base;
    PlayShelf *shelf;
    Session *sessions;
};

Rc play_facts_new(Ctx *cx, Db *space, const PlayPlace *place, PlayFacts **ret)
{
    PlayFacts *f = arena_get(cx->arena, sizeof *f);
    if (!f)
        return ERR_NOMEM;
    f->cx = *cx;
    TRY(play_activity_base(cx, space, place, &f->base));
    TRY(play_shelf_new(cx, &f->shelf));
    *ret = f;
    return OK;
}

static Rc open_session(PlayFacts *f, Db *space, const Id *launch, const Session **ret)
{
    Session *s = f->sessions;
    while (s && !id_equal(&s->launch, launch))
        s = s->next;
    if (!s) {
        s = arena_get(f->cx.arena, sizeof *s);
        if (!s)
            return ERR_NOMEM;
        Rc rc = play_store_get_launch(&f->cx, space, launch, &s->row);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        s->known = rc == OK && !id_none(&s->row.module_version);
        s->launch = *launch;
        s->next = f->sessions;
        f->sessions = s;
    }
    *ret = s;
    return OK;
}

Rc play_fact_read(Ctx *cx, Db *space, PlayFacts *facts, const Id *registration, const JsonValue *statement,
                  PlayFact *ret)
{
    const Session *session;
    PlayHead head;
    PlayFact fact = {0};
    TRY(play_head_read(cx, facts->base, statement, &head));
    TRY(open_session(facts, space, &head.launch, &session));
    if (!session->known || !id_equal(&session->row.registration, registration))
        return fail(cx, ERR_INVALID, "play.no_session", "context.extensions");
    TRY(play_shelf_course(facts->shelf, space, &session->row.module_version, &fact.course));
    TRY(play_event_read(cx, fact.course, &head, statement, &fact.event));
    fact.attempt = session->row.attempt;
    fact.launched_ms = session->row.created_ms;
    *ret = fact;
    return OK;
}
