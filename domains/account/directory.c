/* What follows a commit in a space, on the platform: directory and mail queue. Both can be derived again. */
#include "domains/account/directory.h"

#include "base/log.h"
#include "domains/account/person_store.h"
#include "domains/notify/notify.h"

static void ignore(Ctx *cx, Rc rc, const char *what)
{
    if (rc == OK)
        return;
    log_info(cx, "account", "ignoring: a sweep will do it", "what=%s reason=%s", what, rc_name(rc));
    fail_clear(cx);
}

void directory_follow(Ctx *cx, Db *platform, const Id *space, const Person *person)
{
    if (person->state == PERSON_DEACTIVATED)
        directory_forget(cx, platform, space, person->email);
    else
        ignore(cx, space_directory_put(cx, platform, person->email, space), "directory_put");
}

void directory_forget(Ctx *cx, Db *platform, const Id *space, Str email)
{
    ignore(cx, space_directory_remove(cx, platform, email, space), "directory_remove");
}

void directory_dispatch(Ctx *cx, Db *platform, const Id *space, const Id *mail)
{
    if (!id_none(mail))
        ignore(cx, notify_dispatch(cx, platform, space, mail), "mail_dispatch");
}

typedef struct {
    const Id *space;
    const PersonAddress *people;
    size_t n;
} Batch;

static Rc write_batch(Ctx *cx, Db *platform, void *arg)
{
    const Batch *batch = arg;
    for (size_t i = 0; i < batch->n; i++) {
        const PersonAddress *p = &batch->people[i];
        if (p->state == PERSON_DEACTIVATED)
            TRY(space_directory_remove(cx, platform, p->email, batch->space));
        else
            TRY(space_directory_put(cx, platform, p->email, batch->space));
    }
    return OK;
}

Rc account_directory_rebuild(Ctx *cx, Db *platform, Db *space_db, const Id *space)
{
    PersonAddress *people = arena_array(cx->arena, PERSON_BATCH, sizeof *people);
    if (!people)
        return ERR_NOMEM;
    Batch batch = {.space = space, .people = people};
    Id after = {0};
    int64_t total = 0;
    do {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(person_store_addresses(cx, space_db, &after, people, &batch.n));
        TRY(db_write(cx, platform, write_batch, &batch));
        if (batch.n)
            after = people[batch.n - 1].id;
        total += (int64_t)batch.n;
        arena_rewind(cx->arena, mark);
    } while (batch.n == PERSON_BATCH);
    return space_set_person_count(cx, platform, space, total);
}
