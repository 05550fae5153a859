/* Commands about people. */
#include "apps/kair/command_functions.h"
#include "domains/account/password_rule.h"
#include "domains/account/person.h"
#include "domains/onboarding/onboarding.h"

static const Actor program = {0};

enum { CREATE_SPACE, CREATE_FIRST, CREATE_LAST, CREATE_EMAIL, CREATE_ROLES, CREATE_LANGUAGE };
const CommandOption user_create_options[] = {
    [CREATE_SPACE] = {"--space", "SLUG", true, "where; publisher for the staff"},
    [CREATE_FIRST] = {"--first-name", "NAME", true, "first name"},
    [CREATE_LAST] = {"--last-name", "NAME", true, "last name"},
    [CREATE_EMAIL] = {"--email", "ADDRESS", true, "the invitation goes there"},
    [CREATE_ROLES] = {"--roles", "ROLE,…", true,
                      "learner trainer training_manager space_admin auditor support operator"},
    [CREATE_LANGUAGE] = {"--language", "fr|en", false, "of the person; the space's unless given"},
    {0},
};

enum { LIST_SPACE };
const CommandOption user_list_options[] = {
    [LIST_SPACE] = {"--space", "SLUG", true, "whose people"},
    {0},
};

enum { PASSWORD_SPACE, PASSWORD_EMAIL };
const CommandOption user_password_options[] = {
    [PASSWORD_SPACE] = {"--space", "SLUG", true, "where the person is"},
    [PASSWORD_EMAIL] = {"--email", "ADDRESS", true, "who"},
    {0},
};

enum { ROLES_SPACE, ROLES_EMAIL, ROLES_ROLES };
const CommandOption user_roles_options[] = {
    [ROLES_SPACE] = {"--space", "SLUG", true, "where the person is"},
    [ROLES_EMAIL] = {"--email", "ADDRESS", true, "who"},
    [ROLES_ROLES] = {"--roles", "ROLE,…", true, "all the roles the person has from now on"},
    {0},
};

static Rc find_space(CommandRun *run, Str slug, Space *ret)
{
    Db *platform;
    TRY(store_platform(run->cx, run->stores, &platform));
    Rc rc = space_by_slug(run->cx, platform, slug, ret);
    return rc == ERR_MISSING ? fail(run->cx, ERR_MISSING, "http.missing", "--space") : rc;
}

static Rc find_person(CommandRun *run, Str slug, Str email, Space *ret_space, Db **ret_db, Person *ret)
{
    TRY(find_space(run, slug, ret_space));
    TRY(store_space(run->cx, run->stores, &ret_space->id, ret_db));
    Rc rc = account_by_email(run->cx, *ret_db, email, ret);
    return rc == ERR_MISSING ? fail(run->cx, ERR_MISSING, "http.missing", "--email") : rc;
}

static Rc parse_roles(CommandRun *run, Str text, RoleSet *ret)
{
    RoleSet roles = 0;
    Str word;
    while (str_cut(&text, ',', &word)) {
        int role = 0;
        while (role < ROLE_COUNT && !str_equal(str_trim(word), str_of(role_names[role])))
            role++;
        if (role == ROLE_COUNT)
            return fail(run->cx, ERR_INVALID, "http.out_of_range", "--roles");
        roles |= ROLE_BIT(role);
    }
    *ret = roles;
    return OK;
}

static Rc create(CommandRun *run, Space *ret)
{
    PersonSpec spec = {.first_name = run->values[CREATE_FIRST],
                       .last_name = run->values[CREATE_LAST],
                       .email = run->values[CREATE_EMAIL]};
    TRY(find_space(run, run->values[CREATE_SPACE], ret));
    TRY(parse_roles(run, run->values[CREATE_ROLES], &spec.roles));
    TRY(onboarding_check(run->cx, &spec.first_name, &spec.last_name, &spec.email));
    spec.language = run->values[CREATE_LANGUAGE].at ? run->values[CREATE_LANGUAGE] : ret->default_language;
    if (!str_equal(spec.language, STR("fr")) && !str_equal(spec.language, STR("en")))
        return fail(run->cx, ERR_INVALID, "space.bad_language", "--language");
    return onboarding_invite(run->cx, run->stores, &program, ret, &spec, conf_origin(run->conf));
}

ExitStatus command_user_create(CommandRun *run)
{
    Space space;
    Rc rc = create(run, &space);
    if (rc == OK)
        command_say(run, "%.*s is invited into %.*s.\n", STR_ARG(run->values[CREATE_EMAIL]), STR_ARG(space.name));
    return command_end(run, rc);
}

static void print_person(CommandRun *run, const Person *p)
{
    char roles[160] = "";
    size_t n = 0;
    for (int role = 0; role < ROLE_COUNT; role++)
        if (p->roles & ROLE_BIT(role))
            n += (size_t)snprintf(roles + n, sizeof roles - n, "%s%s", n ? "," : "", role_names[role]);
    command_say(run, "%-36.*s %-12s %-24s %.*s %.*s\n", STR_ARG(p->email), person_state_names[p->state], roles,
                STR_ARG(p->first_name), STR_ARG(p->last_name));
}

static Rc list(CommandRun *run)
{
    Space space;
    Db *db;
    TRY(find_space(run, run->values[LIST_SPACE], &space));
    TRY(store_space(run->cx, run->stores, &space.id, &db));
    PersonQuery query = {.state = -1, .limit = 200};
    PersonList page;
    do {
        TRY(account_list(run->cx, db, &query, &page));
        for (size_t i = 0; i < page.n; i++)
            print_person(run, &page.items[i]);
        query.after = page.next;
        query.after_id = page.next_id;
    } while (page.more);
    return OK;
}

ExitStatus command_user_list(CommandRun *run)
{
    return command_end(run, list(run));
}

typedef struct {
    Id person;
    Str hash;
} PasswordTx;

static Rc set_in_tx(Ctx *cx, Db *db, void *arg)
{
    const PasswordTx *tx = arg;
    return account_set_password(cx, db, &tx->person, tx->hash);
}

static Rc set_password(CommandRun *run)
{
    Space space;
    Db *db;
    Person person;
    PasswordTx tx;
    TRY(find_person(run, run->values[PASSWORD_SPACE], run->values[PASSWORD_EMAIL], &space, &db, &person));
    TRY(password_rule(run->cx, &person, space.name, run->secret, "password"));
    TRY(password_hash(run->cx, run->passwords, run->secret, &tx.hash));
    tx.person = person.id;
    return db_write(run->cx, db, set_in_tx, &tx);
}

ExitStatus command_user_set_password(CommandRun *run)
{
    Rc rc = set_password(run);
    if (rc == OK)
        command_say(run, "The password is set.\n");
    return command_end(run, rc);
}

static Rc set_roles(CommandRun *run)
{
    Space space;
    Db *db;
    Person person;
    RoleSet roles;
    TRY(parse_roles(run, run->values[ROLES_ROLES], &roles));
    TRY(find_person(run, run->values[ROLES_SPACE], run->values[ROLES_EMAIL], &space, &db, &person));
    TRY(account_roles_fit(run->cx, roles, space.kind));
    return person_set_roles(run->cx, db, &program, &person.id, -1, roles, &person);
}

ExitStatus command_user_roles(CommandRun *run)
{
    Rc rc = set_roles(run);
    if (rc == OK)
        command_say(run, "The roles are set.\n");
    return command_end(run, rc);
}
