/* What the program adds around the domains: the access log of requests, names in it, figures of load, the sweep, and
 * what a suspended space does not do. */
#include "apps/kair/imports.h"
#include "apps/kair/program.h"
#include "apps/kair/sweep.h"
#include "domains/audit/audit.h"
#include "domains/notify/notify_store.h"
#include "domains/task/task.h"
#include "kernel/metrics/metrics.h"
#include "tests/api/world.h"

#include <string.h>

typedef struct {
    World w;
    Program p;
} Stage;

static bool open_stage(Check *c, TestDatabase *d, Stage *s)
{
    *s = (Stage){0};
    if (!world_open(c, d, &s->w))
        return false;
    s->p = (Program){.conf = s->w.api.conf, .store = d->store, .passwords = s->w.api.passwords};
    if (!CHECK(c, program_prepare(check_ctx(c), &s->p) == OK))
        return false;
    s->w.api.program = &s->p;
    s->w.api.observe = s->p.api.observe;
    s->w.api.name_person = s->p.api.name_person;
    s->w.api.metrics = s->p.metrics;
    return CHECK(c, audit_flush(check_ctx(c), s->p.audits, d->thread) == OK);
}

static void close_stage(Stage *s)
{
    s->p.store = NULL; /* the test's */
    s->p.passwords = NULL;
    program_close(&s->p);
    world_close(&s->w);
}

static AuditVerdict verdict(Stage *s)
{
    AuditVerdict v = {0};
    Db *db = database_open(s->w.c, s->w.d, &s->w.a.space.id);
    CHECK(s->w.c, audit_verify(check_ctx(s->w.c), db, &v) == OK);
    return v;
}

static void flush(Stage *s)
{
    CHECK(s->w.c, audit_flush(check_ctx(s->w.c), s->p.audits, s->w.d->thread) == OK);
}

static void sealed_after(Stage *s, const char *method, const char *path, const char *body, int status)
{
    int64_t rows = verdict(s).rows;
    Reply r = world_call(&s->w, method, str_of(path), STR(""), str_of(body));
    if (!CHECK_INT(s->w.c, r.status, status))
        world_say(&s->w, NULL, &r);
    AuditVerdict before = verdict(s);
    CHECK(s->w.c, before.rows > rows && before.sealed < before.rows);
    flush(s);
    AuditVerdict after = verdict(s);
    CHECK_INT(s->w.c, after.sealed, before.rows);
    CHECK_INT(s->w.c, after.first_bad, 0);
}

static void acts(Check *c, TestDatabase *d)
{
    Stage s;
    if (open_stage(c, d, &s)) {
        int64_t sealed;
        REQUIRE(c, audit_seal(check_ctx(c), database_open(c, d, &s.w.a.space.id), &sealed) == OK);
        sealed_after(&s, "POST", "/api/v1/groups", "{\"name\":\"Sealed\"}", 201);
        s.w.who = (Principal){0};
        sealed_after(&s, "POST", "/api/v1/session",
                     "{\"email\":\"odile@alpha-quokka.example\",\"password\":\"phare-boussole-ancre-1871\"}", 201);
    }
    close_stage(&s);
}

static void names(Check *c, TestDatabase *d)
{
    Stage s;
    if (open_stage(c, d, &s)) {
        Reply r = world_call(&s.w, "GET", STR("/api/v1/audit"), STR("action=group.created"), STR(""));
        CHECK_INT(c, r.status, 200);
        CHECK(c, world_holds(&r, "\"person_name\":\"Odile alpha-quokka Tessier alpha-quokka\""));
    }
    close_stage(&s);
}

static bool says(const Buf *text, const char *line)
{
    return memmem(text->at, text->n, line, strlen(line)) != NULL;
}

static void figures(Check *c, TestDatabase *d)
{
    Stage s;
    Buf text;
    if (open_stage(c, d, &s)) {
        world_call(&s.w, "GET", STR("/api/v1/persons"), STR(""), STR("")); /* a look: waits to be written */
        buf_init(&text, check_ctx(c)->arena, 1 << 20);
        CHECK(c, metrics_write(check_ctx(c), s.p.metrics, &text) == OK);
        CHECK(c, says(&text, "\nkair_audit_entries_pending 1\n"));
        CHECK(c, says(&text, "\nkair_audit_entries_dropped_total 0\n"));
        CHECK(c, says(&text, "\nkair_password_hashes_total 2\n")); /* of the first persons */
        CHECK(c, says(&text, "\nkair_password_hashes_waiting 0\n"));
        CHECK(c, says(&text, "\nkair_http_requests_in_flight 0\n"));
    }
    close_stage(&s);
}

static void set_state(Stage *s, SpaceState state)
{
    static const Actor by = {0};
    Ctx *cx = check_ctx(s->w.c);
    Db *platform = database_platform(s->w.c, s->w.d);
    SpacePatch patch = {.has_state = true, .state = state};
    SpaceEdit edit = {.space = s->w.a.space.id, .by = &by, .patch = &patch};
    Space now;
    REQUIRE(s->w.c, space_get(cx, platform, &edit.space, &now) == OK);
    edit.version = now.version;
    CHECK(s->w.c, space_edit(cx, platform, &edit, &now) == OK);
}

/* Whether a worker that asks for mails now gets one to the person of company A. */
static bool mailed(Stage *s)
{
    Principal before = s->w.who;
    s->w.who = (Principal){.rights = RIGHT_BIT(RIGHT_WORKER), .name = STR("worker")};
    Reply r = world_call(&s->w, "POST", STR("/api/v1/work/lease"), STR(""),
                         STR("{\"worker\":\"w\",\"kinds\":[\"mail.send\"],\"max\":16}"));
    CHECK_INT(s->w.c, r.status, 200);
    s->w.who = before;
    return world_holds(&r, "ana@alpha-quokka.example");
}

static void suspended_sends_nothing(Check *c, TestDatabase *d)
{
    Stage s;
    Sweep round = {0};
    if (open_stage(c, d, &s)) {
        set_state(&s, SPACE_SUSPENDED);
        CHECK(c, !mailed(&s));
        check_clock_add(c, NOTIFY_AGAIN_MS + 1);
        sweep_slice(check_ctx(c), &s.p, d->thread, &round);
        CHECK(c, !mailed(&s));
        set_state(&s, SPACE_ACTIVE);
        check_clock_add(c, SWEEP_ROUND_MS);
        sweep_slice(check_ctx(c), &s.p, d->thread, &round);
        CHECK(c, mailed(&s));
    }
    check_clock(c, (int64_t)CHECK_NOW_S * 1000);
    close_stage(&s);
}

static void import_is(Stage *s, const char *state)
{
    Str path = STR("");
    char member[40];
    CHECK(s->w.c, str_format(check_ctx(s->w.c)->arena, &path, "/api/v1/person-imports/%s", s->w.a.import.text) == OK);
    snprintf(member, sizeof member, "\"state\":\"%s\"", state);
    Reply r = world_call(&s->w, "GET", path, STR(""), STR(""));
    if (!CHECK(s->w.c, world_holds(&r, member)))
        world_say(&s->w, NULL, &r);
}

static void suspended_imports_nothing(Check *c, TestDatabase *d)
{
    static const atomic_bool leaving = false;
    Stage s;
    Sweep round = {0};
    Str path = STR("");
    if (open_stage(c, d, &s)) {
        CHECK(c, str_format(check_ctx(c)->arena, &path, "/api/v1/person-imports/%s/run", s.w.a.import.text) == OK);
        Reply r = world_call(&s.w, "POST", path, STR(""), STR("{\"skip_invalid\":true,\"invite\":false}"));
        CHECK_INT(c, r.status, 202);
        CHECK(c, world_holds(&r, "\"link\":\"/people/import?id="));
        set_state(&s, SPACE_SUSPENDED);
        imports_turn(check_ctx(c), &s.p, d->thread, &leaving);
        sweep_slice(check_ctx(c), &s.p, d->thread, &round);
        imports_turn(check_ctx(c), &s.p, d->thread, &leaving);
        import_is(&s, "queued");
        set_state(&s, SPACE_ACTIVE);
        check_clock_add(c, SWEEP_ROUND_MS);
        sweep_slice(check_ctx(c), &s.p, d->thread, &round);
        imports_turn(check_ctx(c), &s.p, d->thread, &leaving);
        import_is(&s, "done");
    }
    check_clock(c, (int64_t)CHECK_NOW_S * 1000);
    close_stage(&s);
}

static int64_t told(Stage *s)
{
    InboxQuery query = {.person = s->w.a.who.person, .from_start = true, .limit = 1};
    InboxPage page = {0};
    CHECK(s->w.c, inbox_list(check_ctx(s->w.c), database_open(s->w.c, s->w.d, &s->w.a.space.id), &query, &page) == OK);
    return page.total;
}

/* The principal joins a group to which the module was distributed before. */
static void join(Stage *s)
{
    Ctx *cx = check_ctx(s->w.c);
    Str body = STR(""), path = STR("");
    CHECK(s->w.c, str_format(cx->arena, &body, "{\"module_id\":\"%s\",\"group_ids\":[\"%s\"]}", s->w.a.module.text,
                             s->w.a.group.text) == OK);
    Reply r = world_call(&s->w, "POST", STR("/api/v1/distributions"), STR(""), body);
    CHECK_INT(s->w.c, r.status, 201);
    CHECK(s->w.c, str_format(cx->arena, &path, "/api/v1/groups/%s/members", s->w.a.group.text) == OK);
    CHECK(s->w.c, str_format(cx->arena, &body, "{\"add\":[\"%s\"],\"remove\":[]}", s->w.a.who.person.text) == OK);
    r = world_call(&s->w, "POST", path, STR(""), body);
    CHECK_INT(s->w.c, r.status, 200);
}

static void joiners_are_told(Check *c, TestDatabase *d)
{
    Stage s;
    Sweep round = {0};
    if (open_stage(c, d, &s)) {
        join(&s);
        int64_t before = told(&s);
        set_state(&s, SPACE_SUSPENDED);
        sweep_slice(check_ctx(c), &s.p, d->thread, &round);
        CHECK_INT(c, told(&s), before);
        set_state(&s, SPACE_ACTIVE);
        check_clock_add(c, SWEEP_ROUND_MS);
        sweep_slice(check_ctx(c), &s.p, d->thread, &round);
        CHECK_INT(c, told(&s), before + 1);
    }
    check_clock(c, (int64_t)CHECK_NOW_S * 1000);
    close_stage(&s);
}

static void swept(Check *c, TestDatabase *d)
{
    Stage s;
    Sweep round = {0};
    MailRow row;
    Task task;
    if (open_stage(c, d, &s)) {
        Ctx *cx = check_ctx(c);
        Db *db = database_open(c, d, &s.w.a.space.id);
        CHECK(c, verdict(&s).sealed < verdict(&s).rows);
        CHECK(c, task_finish(cx, db, &s.w.a.task, TASK_DONE, STR(""), STR("")) == OK);
        sweep_slice(cx, &s.p, d->thread, &round);
        CHECK_INT(c, verdict(&s).sealed, verdict(&s).rows);
        CHECK(c, notify_store_get(cx, db, &s.w.a.mail, &row) == OK);
        CHECK(c, task_get(cx, db, &s.w.a.task, &task) == OK);
        check_clock_add(c, NOTIFY_KEEP_MS + 1);
        for (int i = 0; i < SWEEP_RARE_ROUNDS; i++) { /* the next rare round comes after that many */
            check_clock_add(c, SWEEP_ROUND_MS);
            sweep_slice(cx, &s.p, d->thread, &round);
        }
        CHECK(c, notify_store_get(cx, db, &s.w.a.mail, &row) == ERR_MISSING);
        CHECK(c, task_get(cx, db, &s.w.a.task, &task) == ERR_MISSING);
    }
    check_clock(c, (int64_t)CHECK_NOW_S * 1000);
    close_stage(&s);
}

#define EACH(name, body)                 \
    static void name(Check *c)           \
    {                                    \
        database_each_engine(c, (body)); \
    }
EACH(acts_are_sealed, acts)
EACH(names_are_shown, names)
EACH(load_is_measured, figures)
EACH(no_mail_from_suspended, suspended_sends_nothing)
EACH(no_import_in_suspended, suspended_imports_nothing)
EACH(joining_is_told, joiners_are_told)
EACH(old_rows_go, swept)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"acts and sign-ins are sealed at the next turn, without anybody reading", acts_are_sealed},
        {"the access log shows today's names of people", names_are_shown},
        {"the metrics tell the audit queue, the password gate and the requests in hand", load_is_measured},
        {"mails of a suspended space wait until it is taken up again", no_mail_from_suspended},
        {"an import into a suspended space waits until it is taken up again", no_import_in_suspended},
        {"the sweep registers and tells who joined a group, but not in a suspended space", joining_is_told},
        {"the sweep seals what nobody touched, and forgets old mails and tasks", old_rows_go},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
