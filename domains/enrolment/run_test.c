/* Runs of imports: what they write, that a killed one goes on without doubling anything, what happens beside them; on
 * both databases. */
#include "domains/account/person.h"
#include "domains/enrolment/test_import.h"
#include "domains/group/group.h"
#include "domains/notify/notify.h"
#include "domains/space/space.h"
#include "domains/task/task.h"
#include "kernel/queue/queue.h"

#include "base/fault.h"

#include <pthread.h>

static int64_t jobs(Stage *s, const char *kind)
{
    QueueDepth *depth = NULL;
    size_t n = 0;
    int64_t count = 0;
    CHECK(s->c, queue_depth(check_ctx(s->c), s->platform, &depth, &n) == OK);
    for (size_t i = 0; i < n; i++)
        if (str_equal(depth[i].kind, str_of(kind)))
            count += depth[i].waiting;
    return count;
}

static Task task_of(Stage *s, const Import *import)
{
    Task t = {0};
    CHECK(s->c, task_get(check_ctx(s->c), s->db, &import->task, &t) == OK);
    return t;
}

static Person person_of(Stage *s, const char *email)
{
    Person p = {0};
    if (!CHECK(s->c, account_by_email(check_ctx(s->c), s->db, str_of(email), &p) == OK))
        check_say(s->c, "nobody is %s", email);
    return p;
}

static void whole(Check *c, TestDatabase *d)
{
    Stage s;
    Space *spaces = NULL;
    size_t n = 0;
    bool has = false;
    Id nord = {0};
    stage(c, d, &s);
    Id luc = stage_person(&s, "Luc", "Petit", "luc@example.com", ROLE_BIT(ROLE_AUDITOR));
    stage_person(&s, "Eve", "Roy", "eve@example.com", ROLE_BIT(ROLE_LEARNER));
    Import i = stage_preview(&s, HEADER "Ana;Diaz;ana@example.com;;Équipe Nord;en\n"
                                        "Lucas;Petit;luc@example.com;trainer;equipe nord;\n"
                                        "Eve;Roy;eve@example.com;;;\n"
                                        ";;x;;;\n");
    CHECK_INT(c, i.new_groups, 1);
    i = stage_run(&s, &i, true);
    CHECK_INT(c, i.state, IMPORT_DONE);
    CHECK_INT(c, i.created, 1);
    CHECK_INT(c, i.updated, 1);
    CHECK_INT(c, stage_person_count(&s), 3);
    Person ana = person_of(&s, "ana@example.com"), lucas = person_of(&s, "luc@example.com");
    CHECK_INT(c, ana.roles, ROLE_BIT(ROLE_LEARNER));
    CHECK_STR(c, ana.language, "en");
    CHECK_INT(c, ana.state, PERSON_INVITED);
    CHECK(c, ana.invited_ms > 0);
    CHECK(c, id_equal(&lucas.id, &luc));
    CHECK_STR(c, lucas.first_name, "Lucas");
    CHECK_STR(c, lucas.language, "fr"); /* not said: as it was */
    CHECK_INT(c, lucas.roles, ROLE_BIT(ROLE_TRAINER));
    CHECK(c, group_find(check_ctx(c), s.db, STR("équipe nord"), &nord) == OK);
    CHECK(c, group_has(check_ctx(c), s.db, &nord, &luc, &has) == OK && has);
    Task t = task_of(&s, &i);
    CHECK_INT(c, t.state, TASK_DONE);
    CHECK_STR(c, t.result, "{\"created\":1,\"updated\":1,\"skipped\":2}");
    CHECK_INT(c, jobs(&s, NOTIFY_JOB), 1); /* the new person alone is invited */
    CHECK_INT(c, jobs(&s, ENROLMENT_JOB), 1);
    CHECK(c, space_directory_find(check_ctx(c), s.platform, STR("ana@example.com"), &spaces, &n) == OK && n == 1);
    ImportRun again = {.space = s.space, .import = i.id, .origin = STR("https://learn.example.com")};
    CHECK(c, enrolment_run(check_ctx(c), d->thread, &again) == OK); /* a job that comes twice does nothing */
    CHECK_INT(c, stage_import(&s, &i.id).created, 1);
}

typedef struct {
    int batches; /* to let pass */
    double last;
} Leaving;

static Rc leave_after(Ctx *cx, double progress, void *arg)
{
    Leaving *l = arg;
    (void)cx;
    l->last = progress;
    return --l->batches <= 0 ? ERR_BUSY : OK;
}

/* Stops after two batches, fails in the middle of the third, and goes on after a restart of the program. */
static void resume(Check *c, TestDatabase *d)
{
    enum { LINES = 1000 };
    Stage s;
    Leaving leaving = {.batches = 2};
    stage(c, d, &s);
    Import i = stage_preview(&s, stage_file(&s, LINES, false).at);
    ImportRun run = {.space = s.space,
                     .import = i.id,
                     .origin = STR("https://learn.example.com"),
                     .between = leave_after,
                     .arg = &leaving};
    stage_start(&s, &i, true);
    CHECK(c, enrolment_run(check_ctx(c), d->thread, &run) == ERR_BUSY);
    CHECK_INT(c, stage_import(&s, &i.id).created, 2 * ENROLMENT_BATCH);
    CHECK(c, leaving.last > 0.39 && leaving.last < 0.41);
    fault_after(FAULT_STATEMENT, 777);
    CHECK(c, enrolment_run(check_ctx(c), d->thread, &run) == ERR_IO);
    CHECK(c, fault_disarm());
    CHECK_INT(c, stage_import(&s, &i.id).created, 2 * ENROLMENT_BATCH);
    CHECK_INT(c, stage_person_count(&s), 2 * ENROLMENT_BATCH);
    database_reopen(c, d);
    s.platform = database_platform(c, d);
    s.db = database_open(c, d, &s.space);
    leaving.batches = LINES;
    CHECK(c, enrolment_run(check_ctx(c), d->thread, &run) == OK);
    i = stage_import(&s, &i.id);
    CHECK_INT(c, i.state, IMPORT_DONE);
    CHECK_INT(c, i.created, LINES);
    CHECK_INT(c, i.failed, 0);
    CHECK_INT(c, stage_person_count(&s), LINES);
    CHECK_INT(c, jobs(&s, NOTIFY_JOB), LINES); /* one mail for each, none twice */
}

typedef struct {
    StoreThread *stores;
    ImportRun run;
    Arena *arena;
    Rc rc;
} Runner;

static void *run_one(void *arg)
{
    Runner *r = arg;
    Ctx cx = {.arena = r->arena, .clock = &clock_system, .random = &random_system};
    do
        r->rc = enrolment_run(&cx, r->stores, &r->run);
    while (r->rc == ERR_BUSY); /* as the job would come back */
    return NULL;
}

static void at_once(Check *c, TestDatabase *d)
{
    enum { LINES = 900, RUNNERS = 2 };
    Stage s;
    Runner runners[RUNNERS];
    pthread_t threads[RUNNERS];
    stage(c, d, &s);
    Import i = stage_preview(&s, stage_file(&s, LINES, false).at);
    stage_start(&s, &i, false);
    for (int k = 0; k < RUNNERS; k++) {
        runners[k] = (Runner){.stores = database_thread(c, d), .arena = arena_new(16 << 20)};
        runners[k].run = (ImportRun){.space = s.space, .import = i.id, .origin = STR("https://learn.example.com")};
        REQUIRE(c, pthread_create(&threads[k], NULL, run_one, &runners[k]) == 0);
    }
    for (int k = 0; k < RUNNERS; k++) {
        pthread_join(threads[k], NULL);
        CHECK_INT(c, runners[k].rc, OK);
        arena_free(runners[k].arena);
    }
    i = stage_import(&s, &i.id);
    CHECK_INT(c, i.state, IMPORT_DONE);
    CHECK_INT(c, i.created, LINES);
    CHECK_INT(c, i.failed, 0);
    CHECK_INT(c, stage_person_count(&s), LINES);
}

/* Between preview and run somebody takes an e-mail, one changes theirs, one leaves, and the last administrator would
 * lose that role. */
static void meanwhile(Check *c, TestDatabase *d)
{
    Stage s;
    Person p;
    stage(c, d, &s);
    Id luc = stage_person(&s, "Luc", "Petit", "luc@example.com", ROLE_BIT(ROLE_LEARNER));
    Id eve = stage_person(&s, "Eve", "Roy", "eve@example.com", ROLE_BIT(ROLE_LEARNER));
    Import i = stage_preview(&s, HEADER "Ana;Diaz;ana@example.com;;;\n"
                                        "Lucas;Petit;luc@example.com;;;\n"
                                        "Eva;Roy;eve@example.com;;;\n"
                                        "Bob;Hill;bob@example.com;;;\n");
    CHECK_INT(c, i.updates, 2);
    stage_person(&s, "Ana", "Autre", "ana@example.com", ROLE_BIT(ROLE_LEARNER));
    PersonPatch moved = {.email = STR("luc2@example.com"), .theme = -1};
    Person before;
    CHECK(c, person_edit(check_ctx(c), s.db, &s.by, &luc, -1, &moved, &before, &p) == OK);
    CHECK(c, person_deactivate(check_ctx(c), s.db, &s.by, &eve, &p) == OK);
    i = stage_run(&s, &i, false);
    CHECK_INT(c, i.state, IMPORT_DONE);
    CHECK_INT(c, i.created, 1);
    CHECK_INT(c, i.updated, 0);
    CHECK_INT(c, i.failed, 3);
    CHECK_STR(c, stage_errors(&s, &i.id),
              "2:email:enrolment.email_taken 3:email:enrolment.person_changed 4:email:enrolment.deactivated_email");
    CHECK_STR(c, person_of(&s, "ana@example.com").last_name, "Autre");
    CHECK_STR(c, task_of(&s, &i).result, "{\"created\":1,\"updated\":0,\"skipped\":3}");
}

static Rc set_password(Ctx *cx, Db *db, void *arg)
{
    return account_set_password(cx, db, arg, STR("$argon2id$nothing"));
}

/* A rule of account refuses one line in the middle of a batch. */
static void refused_line(Check *c, TestDatabase *d)
{
    Stage s;
    stage(c, d, &s);
    Id admin = stage_person(&s, "Max", "Adm", "max@example.com", ROLE_BIT(ROLE_SPACE_ADMIN));
    CHECK(c, db_write(check_ctx(c), s.db, set_password, &admin) == OK);
    Import i = stage_preview(&s, HEADER "Ana;Diaz;ana@example.com;;;\n"
                                        "Max;Adm;max@example.com;learner;;\n"
                                        "Bob;Hill;bob@example.com;;;\n");
    i = stage_run(&s, &i, false);
    CHECK_INT(c, i.state, IMPORT_DONE);
    CHECK_INT(c, i.created, 2);
    CHECK_STR(c, stage_errors(&s, &i.id), "3:email:account.last_admin");
    CHECK_INT(c, person_of(&s, "max@example.com").roles, ROLE_BIT(ROLE_SPACE_ADMIN));
}

typedef struct {
    Stage *s;
    Id task;
} Canceller;

static Rc cancel_between(Ctx *cx, double progress, void *arg)
{
    Canceller *k = arg;
    Task t;
    (void)progress;
    return task_cancel(cx, k->s->db, &k->s->by.person, &k->task, &t);
}

static void cancelled(Check *c, TestDatabase *d)
{
    Stage s;
    stage(c, d, &s);
    Import i = stage_preview(&s, stage_file(&s, 500, false).at);
    stage_start(&s, &i, false);
    Canceller k = {&s, stage_import(&s, &i.id).task};
    ImportRun run = {
        .space = s.space, .import = i.id, .origin = STR("https://x.example"), .between = cancel_between, .arg = &k};
    CHECK_INT(c, enrolment_run(check_ctx(c), d->thread, &run), OK);
    i = stage_import(&s, &i.id);
    CHECK_INT(c, i.state, IMPORT_FAILED);
    CHECK_INT(c, i.created, ENROLMENT_BATCH);
    CHECK_INT(c, stage_person_count(&s), ENROLMENT_BATCH);
    CHECK_INT(c, task_of(&s, &i).state, TASK_CANCELLED);
    CHECK_STR(c, task_of(&s, &i).result, "{\"created\":200,\"updated\":0,\"skipped\":300}");
}

static void start_once(Check *c, TestDatabase *d)
{
    Stage s;
    Id task;
    stage(c, d, &s);
    Import i = stage_preview(&s, HEADER "Ana;Diaz;ana@example.com;;;\n;;x;;;\n;;y;;;\n");
    ImportOrder order = {.by = s.by, .space = s.space, .import = i.id};
    CHECK(c, enrolment_start(check_ctx(c), s.platform, s.db, &order, &task) == ERR_CONFLICT);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), "enrolment.has_errors");
    CHECK_INT(c, jobs(&s, ENROLMENT_JOB), 0);
    order.skip_invalid = true;
    CHECK(c, enrolment_start(check_ctx(c), s.platform, s.db, &order, &task) == OK);
    CHECK(c, enrolment_start(check_ctx(c), s.platform, s.db, &order, &task) == ERR_CONFLICT);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), "enrolment.already_run");
    CHECK_INT(c, jobs(&s, ENROLMENT_JOB), 1);
    CHECK(c, enrolment_give_up(check_ctx(c), s.db, &i.id, STR("http.fault")) == OK);
    i = stage_import(&s, &i.id);
    CHECK_INT(c, i.state, IMPORT_FAILED);
    CHECK_INT(c, task_of(&s, &i).state, TASK_FAILED);
    CHECK_STR(c, task_of(&s, &i).error_code, "http.fault");
    ImportRun late = {.space = s.space, .import = i.id, .origin = STR("https://learn.example.com")};
    CHECK(c, enrolment_run(check_ctx(c), d->thread, &late) == OK); /* given up is given up */
    CHECK_INT(c, stage_person_count(&s), 0);
    CHECK_INT(c, stage_import(&s, &i.id).state, IMPORT_FAILED);
}

static void sweep(Check *c, TestDatabase *d)
{
    Stage s;
    ImportSweep swept = {0};
    Import gone;
    stage(c, d, &s);
    Import done = stage_preview(&s, HEADER "Ana;Diaz;ana@example.com;;;\n");
    Import open = stage_preview(&s, HEADER "Bob;Hill;bob@example.com;;;\n");
    Import never = stage_preview(&s, HEADER "Cid;Roy;cid@example.com;;;\n");
    done = stage_run(&s, &done, false);
    stage_start(&s, &open, false);
    CHECK(c, queue_cancel(check_ctx(c), s.platform, STR(ENROLMENT_JOB), id_str(&open.id)) == OK); /* its job is lost */
    CHECK(c, enrolment_sweep(check_ctx(c), s.platform, s.db, &s.space, &swept) == OK);
    CHECK_INT(c, swept.enqueued, 1);
    CHECK_INT(c, swept.erased, 0);
    CHECK_INT(c, jobs(&s, ENROLMENT_JOB), 2);
    check_clock_add(c, ENROLMENT_KEEP_MS);
    CHECK(c, enrolment_sweep(check_ctx(c), s.platform, s.db, &s.space, &swept) == OK);
    CHECK_INT(c, swept.erased, 0);
    check_clock_add(c, 1);
    CHECK(c, enrolment_sweep(check_ctx(c), s.platform, s.db, &s.space, &swept) == OK);
    CHECK_INT(c, swept.erased, 2);
    CHECK(c, enrolment_get(check_ctx(c), s.db, &done.id, &gone) == ERR_MISSING);
    CHECK(c, enrolment_get(check_ctx(c), s.db, &never.id, &gone) == ERR_MISSING);
    CHECK_STR(c, stage_errors(&s, &never.id), "");
    CHECK_INT(c, stage_import(&s, &open.id).state, IMPORT_QUEUED);
}

/* One batch fails at each of its operations in turn; each time either nothing of it is there, or all of it. */
static void faults(Check *c, TestDatabase *d)
{
    Stage s;
    bool reached = true;
    stage(c, d, &s);
    for (int n = 0; n < 3000 && reached; n += n < 40 ? 1 : 7) {
        Str csv = {0};
        CHECK(c, str_format(check_ctx(c)->arena, &csv, HEADER "Ana;Diaz;a%d@example.com;;Nord;\n", n) == OK);
        Import i = stage_preview(&s, csv.at);
        ImportRun run = {.space = s.space, .import = i.id, .origin = STR("https://learn.example.com")};
        int64_t before = stage_person_count(&s);
        stage_start(&s, &i, true);
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        Rc rc = enrolment_run(check_ctx(c), d->thread, &run);
        reached = fault_disarm();
        CHECK(c, rc == OK || (reached && (rc == ERR_IO || rc == ERR_NOMEM)));
        Import after = stage_import(&s, &i.id);
        CHECK_INT(c, stage_person_count(&s) - before, after.created);
        CHECK_INT(c, after.state, after.created ? IMPORT_DONE : IMPORT_QUEUED);
        CHECK_INT(c, enrolment_run(check_ctx(c), d->thread, &run), OK);
        CHECK_INT(c, stage_person_count(&s) - before, 1);
    }
    CHECK(c, !reached);
}

static void a_run_writes_what_the_preview_said(Check *c)
{
    database_each_engine(c, whole);
}

static void a_killed_run_goes_on_without_doubling(Check *c)
{
    database_each_engine(c, resume);
}

static void two_runners_of_one_import_share_it(Check *c)
{
    database_each_engine(c, at_once);
}

static void what_changed_since_the_preview_becomes_an_error_of_its_line(Check *c)
{
    database_each_engine(c, meanwhile);
}

static void a_refused_line_does_not_stop_the_others(Check *c)
{
    database_each_engine(c, refused_line);
}

static void a_cancelled_run_stops_between_batches(Check *c)
{
    database_each_engine(c, cancelled);
}

static void an_import_is_run_once(Check *c)
{
    database_each_engine(c, start_once);
}

static void sweeps_make_lost_jobs_again_and_erase_old_imports(Check *c)
{
    database_each_engine(c, sweep);
}

static void a_batch_that_fails_anywhere_is_done_whole_later(Check *c)
{
    database_each_engine(c, faults);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a run writes what the preview said", a_run_writes_what_the_preview_said},
        {"a killed run goes on without doubling", a_killed_run_goes_on_without_doubling},
        {"two runners of one import share it", two_runners_of_one_import_share_it},
        {"what changed since the preview becomes an error of its line",
         what_changed_since_the_preview_becomes_an_error_of_its_line},
        {"a refused line does not stop the others", a_refused_line_does_not_stop_the_others},
        {"a cancelled run stops between batches", a_cancelled_run_stops_between_batches},
        {"an import is run once", an_import_is_run_once},
        {"sweeps make lost jobs again and erase old imports", sweeps_make_lost_jobs_again_and_erase_old_imports},
        {"a batch that fails anywhere is done whole later", a_batch_that_fails_anywhere_is_done_whole_later},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
