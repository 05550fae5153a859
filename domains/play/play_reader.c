/* Statements read again, for whoever computes from them. */
#include "domains/play/play_reader.h"

#include "domains/play/play_fact.h"

typedef struct Known {
    struct Known *next;
    Registration row;
} Known;

struct PlayReader {
    Ctx cx;
    PlayFacts *facts;
    Known *registrations;
};

Rc play_reader_new(Ctx *cx, Db *space, const PlayPlace *place, PlayReader **ret)
{
    PlayReader *r = arena_get(cx->arena, sizeof *r);
    if (!r)
        return ERR_NOMEM;
    r->cx = *cx;
    TRY(play_facts_new(cx, space, place, &r->facts));
    *ret = r;
    return OK;
}

static Rc find_registration(PlayReader *r, Db *space, const Id *id, const Registration **ret)
{
    Known *k = r->registrations;
    while (k && !id_equal(&k->row.id, id))
        k = k->next;
    if (!k) {
        k = arena_get(r->cx.arena, sizeof *k);
        if (!k)
            return ERR_NOMEM;
        TRY(registration_get(&r->cx, space, id, &k->row));
        k->next = r->registrations;
        r->registrations = k;
    }
    *ret = &k->row;
    return OK;
}

static Rc fill(Ctx *cx, Db *space, PlayReader *reader, const XapiRecord *record, PlayReading *ret)
{
    const Registration *registration;
    const JsonValue *statement;
    PlayFact fact;
    PlayPart *part;
    TRY(find_registration(reader, space, &record->registration, &registration));
    TRY(value_parse(cx, record->text, &statement));
    TRY(play_fact_read(cx, space, reader->facts, &registration->id, statement, &fact));
    TRY(play_course_part(&reader->cx, fact.course, &fact.event.grain, &part));
    fact.event.statement = record->id;
    fact.event.timestamp_ms = record->timestamp_ms;
    *ret = (PlayReading){.registration = registration->id,
                         .distribution = registration->distribution,
                         .person = registration->person,
                         .module = registration->module,
                         .module_version = fact.course->version,
                         .version_number = fact.course->number,
                         .attempt = fact.attempt,
                         .launched_ms = fact.launched_ms,
                         .grain = part->grain,
                         .grain_version = part->version,
                         .film = part->film.id,
                         .film_duration_ms = part->film.duration_ms,
                         .document = part->document,
                         .event = fact.event};
    return OK;
}

Rc play_read(Ctx *cx, Db *space, PlayReader *reader, const XapiRecord *record, PlayReading *ret)
{
    if (id_none(&record->registration))
        return ERR_MISSING;
    Rc rc = fill(cx, space, reader, record, ret);
    if (rc != ERR_INVALID && rc != ERR_MISSING)
        return rc;
    fail_clear(cx);
    fail_clear(&reader->cx); /* it keeps its own reason */
    return ERR_MISSING;
}
