/* Building and running imports for tests. */
#include "domains/enrolment/test_import.h"

#include "domains/space/space.h"

#include <stdlib.h>

void stage(Check *c, TestDatabase *d, Stage *ret)
{
    Space space = {0};
    Ctx *cx = check_ctx(c);
    if (space_create(cx, d->thread, STR("acme"), STR("Acme"), STR("fr"), SPACE_CLIENT, &space) != OK)
        abort();
    *ret = (Stage){.c = c, .d = d, .space = space.id, .by = {.person = id_new(cx), .address = STR("192.0.2.7")}};
    ret->platform = database_platform(c, d);
    ret->db = database_open(c, d, &space.id);
}

typedef struct {
    PersonSpec spec;
    Id id;
} NewPerson;

static const Actor nobody = {0};

static Rc insert(Ctx *cx, Db *db, void *arg)
{
    NewPerson *p = arg;
    return account_insert(cx, db, &nobody, &p->spec, &p->id);
}

Id stage_person(Stage *s, const char *first, const char *last, const char *email, RoleSet roles)
{
    NewPerson p = {.spec = {str_of(first), str_of(last), str_of(email), STR("fr"), roles}};
    CHECK(s->c, db_write(check_ctx(s->c), s->db, insert, &p) == OK);
    return p.id;
}

int64_t stage_person_count(Stage *s)
{
    PersonList list = {0};
    PersonQuery query = {.search = STR(""), .state = -1, .limit = 1};
    CHECK(s->c, account_list(check_ctx(s->c), s->db, &query, &list) == OK);
    return list.total;
}

static Rc preview(Stage *s, Str csv, Import *ret)
{
    ImportFile file = {.by = s->by, .bytes = csv, .file_name = STR("équipe.csv"), .allowed = ROLES_OF_CLIENT};
    fail_clear(check_ctx(s->c));
    return enrolment_preview(check_ctx(s->c), s->db, &file, ret);
}

Import stage_preview(Stage *s, const char *csv)
{
    Import import = {0};
    if (!CHECK_INT(s->c, preview(s, str_of(csv), &import), OK))
        check_say(s->c, "%s", check_ctx(s->c)->problem.code);
    return import;
}

void stage_refused(Stage *s, const char *csv, const char *code, const char *field)
{
    Import import = {0};
    Rc rc = preview(s, str_of(csv), &import);
    CHECK(s->c, rc == ERR_REFUSED || rc == ERR_LIMIT);
    CHECK_STR(s->c, str_of(check_ctx(s->c)->problem.code), code);
    CHECK_STR(s->c, check_ctx(s->c)->problem.field, field);
}

void stage_start(Stage *s, const Import *import, bool invite)
{
    Id task;
    ImportOrder order = {.by = s->by, .space = s->space, .import = import->id, .skip_invalid = true, .invite = invite};
    CHECK_INT(s->c, enrolment_start(check_ctx(s->c), s->platform, s->db, &order, &task), OK);
}

Import stage_import(Stage *s, const Id *import)
{
    Import now = {0};
    CHECK_INT(s->c, enrolment_get(check_ctx(s->c), s->db, import, &now), OK);
    return now;
}

Import stage_run(Stage *s, const Import *import, bool invite)
{
    ImportRun run = {.space = s->space, .import = import->id, .origin = STR("https://learn.example.com")};
    stage_start(s, import, invite);
    CHECK_INT(s->c, enrolment_run(check_ctx(s->c), s->d->thread, &run), OK);
    return stage_import(s, &import->id);
}

Str stage_errors(Stage *s, const Id *import)
{
    enum { ERRORS = 200 };
    Ctx *cx = check_ctx(s->c);
    ImportError *errors = arena_array(cx->arena, ERRORS, sizeof *errors);
    size_t n = 0;
    Buf b;
    buf_init(&b, cx->arena, 64 << 10);
    CHECK(s->c, errors && enrolment_errors(cx, s->db, import, 0, 0, ERRORS, errors, &n) == OK);
    for (size_t i = 0; i < n; i++)
        buf_format(&b, "%s%lld:%.*s:%.*s", i ? " " : "", (long long)errors[i].line, STR_ARG(errors[i].field),
                   STR_ARG(errors[i].code));
    return buf_str(&b);
}

Str stage_file(Stage *s, int n, bool half_wrong)
{
    Buf b;
    buf_init(&b, check_ctx(s->c)->arena, SHEET_BYTES_MAX);
    buf_put(&b, STR(HEADER));
    for (int i = 0; i < n; i++)
        if (half_wrong && i % 2)
            buf_format(&b, ";Durand %d;pas une adresse;chef;;fr\n", i);
        else
            buf_format(&b, "Ana;Durand %d;p%05d@example.com;learner;Agence %d;fr\n", i, i, i % 3);
    CHECK(s->c, b.rc == OK);
    return buf_str(&b);
}
