/* Making the demonstration, through the functions of the product: rules hold and the audit log tells it. */
#include "apps/kair/demo.h"

#include "domains/account/account.h"
#include "domains/account/password_rule.h"
#include "domains/account/person.h"
#include "domains/group/group.h"
#include "domains/onboarding/onboarding.h"

enum { GROUPS_MAX = 32 };

typedef struct {
    const DemoSpace *demo;
    const Space *space;
    Str origin, hash;
    bool of_publisher;
    Id groups[GROUPS_MAX];
} DemoTx;

static const Actor program = {0};

static Rc insert(Ctx *cx, Db *db, const char *const names[3], Role role, Id *ret)
{
    PersonSpec spec = {.first_name = str_of(names[0]),
                       .last_name = str_of(names[1]),
                       .email = str_of(names[2]),
                       .language = STR("fr"),
                       .roles = ROLE_BIT(role)};
    return account_insert(cx, db, &program, &spec, ret);
}

/* The accounts with the known password, which obeys the rules of passwords like any other. */
static Rc insert_accounts(Ctx *cx, Db *db, const DemoTx *tx)
{
    for (size_t i = 0; i < tx->demo->account_count; i++) {
        const DemoAccount *a = &tx->demo->accounts[i];
        if (a->of_publisher != tx->of_publisher)
            continue;
        Person person;
        Rc rc = account_by_email(cx, db, str_of(a->email), &person);
        if (rc == OK)
            continue;
        if (rc != ERR_MISSING)
            return rc;
        fail_clear(cx);
        Id id;
        TRY(insert(cx, db, (const char *const[]){a->first_name, a->last_name, a->email}, a->role, &id));
        TRY(account_get(cx, db, &id, &person));
        TRY(password_rule(cx, &person, tx->space->name, STR(DEMO_PASSWORD), "password"));
        TRY(account_set_password(cx, db, &id, tx->hash));
    }
    return OK;
}

static Rc insert_person(Ctx *cx, Db *db, const DemoTx *tx, const DemoPerson *p)
{
    Id id, mail;
    AccountPlace place = {.space = tx->space->id, .space_name = tx->space->name, .origin = tx->origin};
    TRY(insert(cx, db, (const char *const[]){p->first_name, p->last_name, p->email}, p->role, &id));
    if (p->state == DEMO_INVITED)
        TRY(account_invite(cx, db, &program, &id, &place, &mail));
    else
        TRY(account_set_password(cx, db, &id, tx->hash));
    for (size_t i = 0; tx->demo->groups[i]; i++)
        if (p->groups >> i & 1)
            TRY(group_join(cx, db, &program, &tx->groups[i], &id));
    return OK;
}

static Rc fill_client(Ctx *cx, Db *db, void *arg)
{
    DemoTx *tx = arg;
    TRY(insert_accounts(cx, db, tx));
    for (size_t i = 0; tx->demo->groups[i]; i++)
        TRY(group_ensure(cx, db, &program, str_of(tx->demo->groups[i]), &tx->groups[i]));
    for (const DemoPerson *p = tx->demo->people; p->email; p++)
        TRY(insert_person(cx, db, tx, p));
    return OK;
}

static Rc fill_publisher(Ctx *cx, Db *db, void *arg)
{
    return insert_accounts(cx, db, arg);
}

/* People who left: each act is a transaction of its own, so it follows the others. */
static Rc let_go(Ctx *cx, Db *db, const DemoSpace *demo)
{
    for (const DemoPerson *p = demo->people; p->email; p++) {
        if (p->state != DEMO_LEFT)
            continue;
        Person person, after;
        TRY(account_by_email(cx, db, str_of(p->email), &person));
        TRY(person_deactivate(cx, db, &program, &person.id, &after));
    }
    return OK;
}

static Rc make_client(Ctx *cx, StoreThread *stores, const DemoSpace *demo, Str origin, Str hash)
{
    SpaceSpec spec = {
        .slug = str_of(demo->slug), .name = str_of(demo->name), .language = STR("fr"), .kind = SPACE_CLIENT};
    Space space;
    Db *db, *platform;
    TRY(space_prepare(cx, stores, &spec, &space));
    TRY(store_space(cx, stores, &space.id, &db));
    DemoTx tx = {.demo = demo, .space = &space, .origin = origin, .hash = hash};
    TRY(db_write(cx, db, fill_client, &tx));
    TRY(let_go(cx, db, demo));
    TRY(space_publish(cx, stores, &space));
    TRY(store_platform(cx, stores, &platform));
    return account_directory_rebuild(cx, platform, db, &space.id);
}

static Rc make_staff(Ctx *cx, StoreThread *stores, const DemoSpace *demo, Str hash)
{
    Space space;
    Db *db, *platform;
    TRY(onboarding_publisher(cx, stores));
    TRY(store_platform(cx, stores, &platform));
    TRY(space_by_slug(cx, platform, STR(SPACE_PUBLISHER_SLUG), &space));
    TRY(store_space(cx, stores, &space.id, &db));
    DemoTx tx = {.demo = demo, .space = &space, .hash = hash, .of_publisher = true};
    TRY(db_write(cx, db, fill_publisher, &tx));
    return account_directory_rebuild(cx, platform, db, &space.id);
}

Rc demo_make(Ctx *cx, StoreThread *stores, PasswordGate *passwords, const DemoSpace *demo, Str origin, bool *ret_made)
{
    Db *platform;
    Space space;
    TRY(store_platform(cx, stores, &platform));
    Rc rc = space_by_slug(cx, platform, str_of(demo->slug), &space);
    if (rc == OK || rc != ERR_MISSING) {
        *ret_made = false;
        return rc;
    }
    fail_clear(cx);
    Str hash;
    TRY(password_hash(cx, passwords, STR(DEMO_PASSWORD), &hash));
    TRY(make_staff(cx, stores, demo, hash)); /* first: the client's row says that all of it is there */
    TRY(make_client(cx, stores, demo, origin, hash));
    *ret_made = true;
    return OK;
}

void demo_tell(CommandRun *run, const DemoSpace *demo)
{
    command_say(run, "Demonstration accounts of %s, password %s:\n", demo->name, DEMO_PASSWORD);
    for (size_t i = 0; i < demo->account_count; i++) {
        const DemoAccount *a = &demo->accounts[i];
        command_say(run, "  %-17s %s\n", role_names[a->role], a->email);
    }
}
