/* Tasks: their life, whose they are, and the routes of the task centre, on both databases. */
#include "domains/task/task.h"

#include "base/fault.h"
#include "domains/task/task_api.h"
#include "domains/task/test_request.h"

static const Str none = {"", 0};

static Id new_task(Check *c, Db *db, const Id *person)
{
    Id id = {0};
    CHECK(c, task_create(check_ctx(c), db, person, STR("person_import"), STR("équipe.csv"), STR("/people"), &id) == OK);
    return id;
}

static Task stored(Check *c, Db *db, const Id *id)
{
    Task t = {0};
    CHECK(c, task_get(check_ctx(c), db, id, &t) == OK);
    return t;
}

static void life(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), person = id_new(cx);
    Db *db = database_open(c, d, &space);
    Id id = new_task(c, db, &person);
    CHECK_INT(c, stored(c, db, &id).state, TASK_QUEUED);
    check_clock_add(c, 500);
    CHECK(c, task_progress(cx, db, &id, 0.25) == OK);
    check_clock_add(c, 10000);
    CHECK(c, task_progress(cx, db, &id, 1.5) == OK); /* beyond its bounds: kept within */
    Task t = stored(c, db, &id);
    CHECK_INT(c, t.state, TASK_RUNNING);
    CHECK_INT(c, t.started_ms - t.created_ms, 500); /* the first step alone starts the clock */
    CHECK_INT(c, (int64_t)(t.progress * 100), 100);
    CHECK(c, task_finish(cx, db, &id, TASK_DONE, STR("{\"created\":3}"), none) == OK);
    CHECK(c, task_finish(cx, db, &id, TASK_FAILED, none, STR("late.word")) == OK);
    t = stored(c, db, &id);
    CHECK_INT(c, t.state, TASK_DONE);
    CHECK_STR(c, t.result, "{\"created\":3}");
    CHECK_STR(c, t.error_code, "");
    CHECK(c, task_progress(cx, db, &id, 0.5) == ERR_CONFLICT);
    CHECK_STR(c, str_of(cx->problem.code), "task.ended");
}

static void cancel(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), person = id_new(cx), other = id_new(cx);
    Db *db = database_open(c, d, &space);
    Id id = new_task(c, db, &person);
    Task t = {0};
    CHECK(c, task_progress(cx, db, &id, 0.5) == OK);
    CHECK(c, task_cancel(cx, db, &other, &id, &t) == ERR_MISSING);
    CHECK_INT(c, stored(c, db, &id).state, TASK_RUNNING);
    CHECK(c, task_cancel(cx, db, &person, &id, &t) == OK);
    CHECK_INT(c, t.state, TASK_CANCELLED);
    CHECK(c, task_progress(cx, db, &id, 0.6) == ERR_CONFLICT);
    CHECK_STR(c, str_of(cx->problem.code), "task.cancelled");
    CHECK(c, task_finish(cx, db, &id, TASK_DONE, STR("{\"created\":1}"), none) == OK);
    t = stored(c, db, &id);
    CHECK_INT(c, t.state, TASK_CANCELLED);
    CHECK_STR(c, t.result, "{\"created\":1}");
    CHECK(c, task_progress(cx, db, &other, 0.6) == ERR_MISSING);
}

static void old_ones(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), person = id_new(cx);
    Db *db = database_open(c, d, &space);
    Id ended = new_task(c, db, &person), open = new_task(c, db, &person);
    Task t;
    CHECK(c, task_finish(cx, db, &ended, TASK_DONE, none, none) == OK);
    int64_t purged = -1;
    check_clock_add(c, TASK_KEEP_MS);
    CHECK(c, task_purge(cx, db, &purged) == OK);
    CHECK_INT(c, purged, 0);
    CHECK(c, task_get(cx, db, &ended, &t) == OK);
    check_clock_add(c, 1);
    CHECK(c, task_purge(cx, db, &purged) == OK);
    CHECK_INT(c, purged, 1);
    CHECK(c, task_get(cx, db, &ended, &t) == ERR_MISSING);
    CHECK(c, task_get(cx, db, &open, &t) == OK);
}

static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), person = id_new(cx);
    Db *db = database_open(c, d, &space);
    Rc rc = ERR_BUG;
    bool reached = true;
    for (long n = 0; n < 200 && reached; n++) {
        Id id;
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        rc = task_create(cx, db, &person, STR("k"), STR("label"), none, &id);
        if (rc == OK)
            rc = task_progress(cx, db, &id, 0.5);
        reached = fault_disarm();
        CHECK(c, reached ? rc == ERR_IO || rc == ERR_NOMEM || rc == OK : rc == OK);
    }
    CHECK(c, !reached && rc == OK);
}

static void a_task_lives_from_queued_to_done_once(Check *c)
{
    database_each_engine(c, life);
}

static void a_cancelled_task_stays_cancelled_and_keeps_its_result(Check *c)
{
    database_each_engine(c, cancel);
}

static void finished_tasks_go_after_thirty_days(Check *c)
{
    database_each_engine(c, old_ones);
}

static void every_failure_of_the_machine_is_reported(Check *c)
{
    database_each_engine(c, faults);
}

static void the_time_left_is_told_only_when_the_pace_is_known(Check *c)
{
    Task t = {.state = TASK_RUNNING, .progress = 0.25, .started_ms = 1000};
    CHECK_INT(c, task_left_ms(&t, 11000), 30000);
    CHECK_INT(c, task_left_ms(&t, 11001), 31000); /* whole seconds, rounded up */
    CHECK_INT(c, task_left_ms(&t, 1999), -1);
    t.progress = 0.01;
    CHECK_INT(c, task_left_ms(&t, 11000), -1);
    t.progress = 0.25;
    t.state = TASK_DONE;
    CHECK_INT(c, task_left_ms(&t, 11000), -1);
}

static void routes(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), other = id_new(cx);
    Db *db = database_open(c, d, &space);
    TestRequests t;
    test_requests(c, d, &task_surface, &space, 0, &t);
    Id mine = new_task(c, db, &t.who.person), theirs = new_task(c, db, &other);
    check_clock_add(c, 1);
    Id second = new_task(c, db, &t.who.person);
    Str path;
    Reply r = test_expect(&t, "GET", "/api/v1/tasks", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":2") && test_holds(&r, "\"next_cursor\":null"));
    CHECK(c, test_holds(&r, "\"label\":\"équipe.csv\",\"state\":\"queued\",\"progress\":0"));
    CHECK(c, !test_holds(&r, theirs.text));
    Str etag = r.etag;
    t.if_none_match = etag;
    test_expect(&t, "GET", "/api/v1/tasks", NULL, 304, NULL);
    CHECK(c, task_progress(cx, db, &mine, 0.5) == OK);
    t.if_none_match = etag;
    test_expect(&t, "GET", "/api/v1/tasks", NULL, 200, NULL);
    r = test_expect(&t, "GET", "/api/v1/tasks?limit=1", NULL, 200, NULL);
    CHECK(c, test_holds(&r, second.text) && !test_holds(&r, mine.text));
    CHECK(c, str_format(cx->arena, &path, "/api/v1/tasks?limit=1&cursor=%.*s", STR_ARG(test_text(&r, "next_cursor"))) ==
                 OK);
    r = test_expect(&t, "GET", path.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, mine.text) && test_holds(&r, "\"next_cursor\":null"));
    test_expect(&t, "GET", "/api/v1/tasks?cursor=nonsense", NULL, 400, "http.bad_cursor");
    test_expect(&t, "GET", "/api/v1/tasks?limit=200", NULL, 200, NULL);
    test_expect(&t, "GET", "/api/v1/tasks?limit=201", NULL, 400, "http.out_of_range");
    CHECK(c, str_format(cx->arena, &path, "/api/v1/tasks/%s/cancel", theirs.text) == OK);
    test_expect(&t, "POST", path.at, NULL, 404, "http.missing");
    CHECK(c, str_format(cx->arena, &path, "/api/v1/tasks/%s", theirs.text) == OK);
    test_expect(&t, "DELETE", path.at, NULL, 404, "http.missing");
    CHECK(c, str_format(cx->arena, &path, "/api/v1/tasks/%s", mine.text) == OK);
    test_expect(&t, "DELETE", path.at, NULL, 409, "task.running");
    CHECK(c, str_format(cx->arena, &path, "/api/v1/tasks/%s/cancel", mine.text) == OK);
    r = test_expect(&t, "POST", path.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"cancelled\""));
    test_expect(&t, "POST", path.at, NULL, 409, "task.ended");
    CHECK(c, str_format(cx->arena, &path, "/api/v1/tasks/%s", mine.text) == OK);
    test_expect(&t, "DELETE", path.at, NULL, 204, NULL);
    test_expect(&t, "DELETE", path.at, NULL, 404, "http.missing");
    t.who.space = (Id){0};
    test_expect(&t, "GET", "/api/v1/tasks", NULL, 401, "http.unauthenticated");
    test_requests_free(&t);
}

static void the_task_centre_shows_and_changes_own_tasks_only(Check *c)
{
    database_each_engine(c, routes);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a task lives from queued to done, once", a_task_lives_from_queued_to_done_once},
        {"a cancelled task stays cancelled and keeps its result",
         a_cancelled_task_stays_cancelled_and_keeps_its_result},
        {"finished tasks go after thirty days", finished_tasks_go_after_thirty_days},
        {"every failure of the machine is reported", every_failure_of_the_machine_is_reported},
        {"the time left is told only when the pace is known", the_time_left_is_told_only_when_the_pace_is_known},
        {"the task centre shows and changes own tasks only", the_task_centre_shows_and_changes_own_tasks_only},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
