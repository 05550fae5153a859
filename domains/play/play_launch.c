/* Launches and their tokens. */
#include "domains/account/account.h"
#include "domains/play/play.h"
#include "domains/play/play_store.h"
#include "domains/play/play_version.h"

#include "base/log.h"

enum { TOKEN_BYTES_IN_ALL = ID_TEXT + 1 + TOKEN_TEXT, RENEW_EVERY_MS = 5 * 60 * 1000 };
_Static_assert((int)TOKEN_BYTES_IN_ALL <= (int)PLAY_TOKEN_MAX, "a token fits its member");

static Rc missing(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

static Launch shown(const PlayLaunchRow *row)
{
    return (Launch){.id = row->id,
                    .registration = row->registration,
                    .person = row->person,
                    .module_version = row->module_version,
                    .attempt = row->attempt,
                    .created_ms = row->created_ms,
                    .expires_ms = row->expires_ms};
}

/* Of the version and the attempt that hold now, read where they cannot change meanwhile. */
static Rc insert(Ctx *cx, Db *space, void *arg)
{
    PlayLaunchRow *row = arg;
    Registration registration;
    TRY(registration_check_open(cx, space, &row->registration));
    TRY(registration_get(cx, space, &row->registration, &registration));
    TRY(play_version_know(cx, space, &registration.module_version));
    row->module_version = registration.module_version;
    row->attempt = registration.attempt;
    return play_store_insert_launch(cx, space, row);
}

Rc launch_create(Ctx *cx, Db *space, const Id *space_id, const Registration *registration, Launch *ret, Str *ret_token)
{
    Str secret, token;
    int64_t now = now_ms(cx);
    PlayLaunchRow row = {.id = id_new(cx),
                         .registration = registration->id,
                         .person = registration->person,
                         .created_ms = now,
                         .expires_ms = now + PLAY_LAUNCH_MS};
    TRY(token_new(cx, &secret));
    row.token_hash = sha256(secret);
    TRY(str_format(cx->arena, &token, "%s.%.*s", space_id->text, STR_ARG(secret)));
    TRY(db_write(cx, space, insert, &row));
    *ret = shown(&row);
    *ret_token = token;
    return OK;
}

Rc launch_space(Str token, Id *ret)
{
    bool formed = token.n == TOKEN_BYTES_IN_ALL && token.at[ID_TEXT] == '.';
    return formed && id_parse((Str){token.at, ID_TEXT}, ret) == OK ? OK : ERR_MISSING;
}

/* Whoever may learn here: a learner who was deactivated may not, from the next call on. */
static Rc check_person(Ctx *cx, Db *space, const Id *id)
{
    Person person;
    Rc rc = account_get(cx, space, id, &person);
    if (rc == OK && person.state != PERSON_ACTIVE)
        return missing(cx);
    return rc;
}

/* Written every few minutes at most; that it could not be written fails no request. */
static void renew(Ctx *cx, Db *space, Launch *launch)
{
    int64_t expires_ms = now_ms(cx) + PLAY_LAUNCH_MS;
    if (expires_ms - launch->expires_ms < RENEW_EVERY_MS)
        return;
    Rc rc = play_store_renew_launch(cx, space, &launch->id, expires_ms);
    if (rc == OK)
        launch->expires_ms = expires_ms;
    else
        log_fault(cx, "play", "a launch was not renewed, ignoring", "launch=%s outcome=%s", launch->id.text,
                  rc_name(rc));
    fail_clear(cx);
}

Rc launch_find(Ctx *cx, Db *space, const Id *launch, Str token, Launch *ret)
{
    PlayLaunchRow row;
    Id of;
    if (launch_space(token, &of) != OK)
        return missing(cx);
    Rc rc = play_store_get_launch(cx, space, launch, &row);
    if (rc == ERR_MISSING)
        return missing(cx);
    TRY(rc);
    Sha256 hash = sha256((Str){token.at + ID_TEXT + 1, TOKEN_TEXT});
    if (!secret_equal(hash.bytes, row.token_hash.bytes, sizeof hash.bytes) || row.expires_ms <= now_ms(cx))
        return missing(cx);
    TRY(check_person(cx, space, &row.person));
    Launch found = shown(&row);
    renew(cx, space, &found);
    *ret = found;
    return OK;
}

Rc play_registration(Ctx *cx, Db *space, const Id *registration, const Id *person, Registration *ret)
{
    Registration r;
    TRY(registration_get(cx, space, registration, &r));
    if (!id_equal(&r.person, person))
        return missing(cx);
    *ret = r;
    return OK;
}
