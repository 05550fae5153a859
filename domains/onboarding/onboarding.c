/* Rules of coming aboard: the order of steps across the platform's and the space's databases. */
#include "domains/onboarding/onboarding.h"

#include "domains/audit/audit.h"
#include "domains/notify/notify.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"

#include <stddef.h>

typedef struct {
    const Actor *by;
    const PersonSpec *person;
    const Space *space;
    AccountPlace place;
    bool opening; /* the space is being made: its log begins with that */
    Id mail;
} Invitation;

static Rc invite(Ctx *cx, Db *db, void *arg)
{
    Invitation *in = arg;
    Id person;
    if (in->opening) {
        AuditEntry made = {.action = AUDIT_SPACE_CREATED,
                           .by = *in->by,
                           .target_kind = STR("space"),
                           .target_id = id_str(&in->space->id),
                           .target_name = in->space->name};
        TRY(audit_append(cx, db, &made));
    }
    TRY(account_insert(cx, db, in->by, in->person, &person));
    return account_invite(cx, db, in->by, &person, &in->place, &in->mail);
}

/* Both follow from rows of the space: a crash before them is mended by the sweeps. */
static Rc follow_up(Ctx *cx, StoreThread *stores, const Invitation *in)
{
    Db *platform;
    TRY(store_platform(cx, stores, &platform));
    TRY(space_directory_put(cx, platform, in->person->email, &in->space->id));
    return notify_dispatch(cx, platform, &in->space->id, &in->mail);
}

static Invitation invitation(const Actor *by, const PersonSpec *person, const Space *space, Str origin)
{
    return (Invitation){.by = by,
                        .person = person,
                        .space = space,
                        .place = {.space = space->id, .space_name = space->name, .origin = origin}};
}

typedef struct {
    Str first_name, last_name, email;
} CheckedPerson;

static const Member checked_members[] = {
    MEMBER_TEXT(CheckedPerson, first_name, TEXT_LINE, 1, PERSON_NAME_MAX, "First name"),
    MEMBER_TEXT(CheckedPerson, last_name, TEXT_LINE, 1, PERSON_NAME_MAX, "Last name"),
    MEMBER_TEXT(CheckedPerson, email, TEXT_EMAIL, 3, PERSON_EMAIL_MAX, "E-mail address"),
};
static SHAPE(checked_shape, NULL, CheckedPerson, checked_members, "What was typed about a person");

/* Through the shape, so that the command line and the API cannot disagree about what a name or an address is. */
Rc onboarding_check(Ctx *cx, Str *first_name, Str *last_name, Str *email)
{
    CheckedPerson typed = {*first_name, *last_name, *email}, read = {0};
    Buf json;
    buf_init(&json, cx->arena, 16 << 10);
    TRY(shape_encode(cx, &checked_shape, &typed, &json));
    Rc rc = shape_decode(cx, &checked_shape, buf_str(&json), DECODE_STRICT, &read);
    if (rc == ERR_INVALID)
        return fail(cx, rc, "onboarding.bad_person", NULL);
    TRY(rc);
    *first_name = read.first_name;
    *last_name = read.last_name;
    *email = read.email;
    return OK;
}

Rc onboarding_open(Ctx *cx, StoreThread *stores, const Actor *by, const OnboardingSpec *spec, Str origin, Space *ret)
{
    SpaceSpec wanted = {.slug = spec->slug, .name = spec->name, .language = spec->language, .kind = SPACE_CLIENT};
    PersonSpec admin = {.first_name = spec->first_name,
                        .last_name = spec->last_name,
                        .email = spec->email,
                        .language = spec->language,
                        .roles = ROLE_BIT(ROLE_SPACE_ADMIN)};
    Space space;
    Db *db;
    TRY(space_prepare(cx, stores, &wanted, &space));
    TRY(store_space(cx, stores, &space.id, &db));
    Invitation in = invitation(by, &admin, &space, origin);
    in.opening = true;
    TRY(db_write(cx, db, invite, &in));
    TRY(space_publish(cx, stores, &space));
    space.person_count = 1;
    Db *platform;
    TRY(store_platform(cx, stores, &platform));
    TRY(space_set_person_count(cx, platform, &space.id, space.person_count));
    TRY(follow_up(cx, stores, &in));
    *ret = space;
    return OK;
}

Rc onboarding_invite(Ctx *cx, StoreThread *stores, const Actor *by, const Space *space, const PersonSpec *person,
                     Str origin)
{
    Db *db;
    TRY(account_roles_fit(cx, person->roles, space->kind));
    TRY(store_space(cx, stores, &space->id, &db));
    Invitation in = invitation(by, person, space, origin);
    TRY(db_write(cx, db, invite, &in));
    return follow_up(cx, stores, &in);
}

Rc onboarding_publisher(Ctx *cx, StoreThread *stores)
{
    Db *platform;
    Space space;
    TRY(store_platform(cx, stores, &platform));
    Rc rc = space_by_slug(cx, platform, STR(SPACE_PUBLISHER_SLUG), &space);
    if (rc == ERR_MISSING)
        rc = space_create(cx, stores, STR(SPACE_PUBLISHER_SLUG), STR("Kair"), STR("fr"), SPACE_PUBLISHER, &space);
    if (rc == ERR_CONFLICT) { /* another process of this installation was quicker */
        fail_clear(cx);
        rc = OK;
    }
    return rc;
}
