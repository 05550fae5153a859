/* Random histories: what is projected equals what is counted the slow way, whatever the filter; and nothing that may
 * happen to the projector changes it. */
#include "domains/measure/measure_store.h"
#include "domains/measure/test_history.h"

#include "base/fault.h"
#include "base/mem.h"
#include "sql_all.h"

#include <stdlib.h>

enum { STEPS = 120, ROUNDS = 4 };
static const MeasureViewer manager = {.rights = (RightSet)1 << RIGHT_MEASURE_READ_NAMED};

static MeasureRequest request(const History *h, MeasureFilter *filter)
{
    filter->module = h->play.module.id;
    return (MeasureRequest){.space = h->play.space, .viewer = &manager, .filter = filter};
}

static MeasureFilter any_filter(History *h)
{
    enum { DAY_MS = 86400000 };
    int64_t now = now_ms(check_ctx(h->play.c));
    MeasureFilter f = {0};
    if (history_below(h, 3) == 0)
        f.version = h->versions[history_below(h, (unsigned)h->version_count)];
    if (history_below(h, 3) == 0)
        f.group = h->group;
    if (history_below(h, 3) == 0)
        f.distribution = h->play.distribution.id;
    if (history_below(h, 2))
        f.from_ms = now - (int64_t)history_below(h, 40) * DAY_MS / 2;
    if (history_below(h, 2))
        f.to_ms = now - (int64_t)history_below(h, 20) * DAY_MS / 2;
    return f;
}

static void same(History *h, const char *what, size_t at, int64_t got, int64_t expected)
{
    if (!CHECK(h->play.c, got == expected))
        check_say(h->play.c, "%s %zu: %lld, slowly %lld", what, at, (long long)got, (long long)expected);
}

static void check_attention(History *h, const MeasureRequest *rq, size_t grain, const SlowFigures *slow)
{
    Ctx *cx = check_ctx(h->play.c);
    MeasureAttention a = {0};
    if (!CHECK(h->play.c, measure_attention(cx, h->play.db, rq, &h->play.grains[grain], &a) == OK) ||
        !CHECK_INT(h->play.c, (int64_t)a.seconds.presence.n, HISTORY_SECONDS))
        return;
    same(h, "viewers", 0, a.viewers, slow->viewers);
    for (size_t i = 0; i < HISTORY_SECONDS; i++) {
        same(h, "presence", i, a.seconds.presence.at[i], slow->presence[i]);
        same(h, "rewatch", i, a.seconds.rewatch.at[i], slow->rewatch[i]);
    }
}

static void check_questions(History *h, const MeasureRequest *rq, size_t grain, const SlowFigures *slow)
{
    Ctx *cx = check_ctx(h->play.c);
    MeasureQuestionList list = {0};
    if (!CHECK(h->play.c, measure_questions(cx, h->play.db, rq, &h->play.grains[grain], &list) == OK) ||
        !CHECK_INT(h->play.c, (int64_t)list.items.n, 2))
        return;
    for (size_t i = 0; i < 2; i++) {
        const MeasureQuestion *q = &list.items.at[i];
        same(h, "answered", i, q->answered, slow->answered[i]);
        same(h, "right", i, q->right, slow->right[i]);
        same(h, "latency", i, q->median_latency_ms, slow->latency_ms[i]);
        for (size_t k = 0; k < 3; k++)
            same(h, "chosen", 10 * i + k, q->choices.at[k].count, slow->chosen[i][k]);
    }
}

static void check_targets(History *h, const MeasureRequest *rq, size_t grain, const SlowFigures *slow)
{
    Ctx *cx = check_ctx(h->play.c);
    MeasureTargetList list = {0};
    if (!CHECK(h->play.c, measure_targets(cx, h->play.db, rq, &h->play.grains[grain], &list) == OK) ||
        !CHECK_INT(h->play.c, (int64_t)list.items.n, 1))
        return;
    const MeasureTarget *t = &list.items.at[0];
    same(h, "shown", 0, t->shown, slow->shown);
    same(h, "opened", 0, t->opened, slow->opened);
    same(h, "ignored", 0, t->ignored, slow->shown - slow->opened);
    same(h, "closed", 0, t->has_median_dwell_ms, slow->dwelt > 0);
    same(h, "dwell", 0, t->median_dwell_ms, slow->dwell_ms);
}

static void check_time(History *h, const MeasureRequest *rq, const SlowFigures *slow)
{
    Ctx *cx = check_ctx(h->play.c);
    MeasureLearnerQuery query = {.search = STR(""), .limit = TEST_PEOPLE};
    MeasureLearnerList list = {0};
    CHECK(h->play.c, measure_learners(cx, h->play.db, rq, &query, &list) == OK);
    for (size_t i = 0; i < list.items.n; i++)
        for (size_t person = 0; person < TEST_PEOPLE; person++)
            if (id_equal(&h->play.registrations[person].id, &list.items.at[i].registration_id))
                same(h, "watched", person, list.items.at[i].watched_ms, slow->watched_ms[person]);
}

/* People: what play itself says of each attempt. */
static void check_people(History *h)
{
    Ctx *cx = check_ctx(h->play.c);
    MeasureFilter all = {0};
    MeasureRequest rq = request(h, &all);
    MeasureOverview o = {0};
    int64_t started = 0, finished = 0;
    if (!CHECK(h->play.c, measure_overview(cx, h->play.db, &rq, &o) == OK))
        return;
    for (size_t i = 0; i < TEST_PEOPLE; i++) {
        Registration r = test_registration(&h->play, i);
        bool any = false, done = false;
        for (int64_t attempt = 1; attempt <= r.attempt; attempt++) {
            PlaySummary s = test_summary(&h->play, i, attempt);
            any = any || s.first_ms;
            done = done || s.completed_ms;
        }
        started += any;
        finished += done;
    }
    same(h, "enrolled", 0, o.counts.enrolled, TEST_PEOPLE);
    same(h, "started", 0, o.counts.started, started);
    same(h, "finished", 0, o.counts.finished, finished);
    CHECK_INT(h->play.c, o.lag_ms, 0);
    /* A version that was gone over before anybody played it has no figures. */
    CHECK(h->play.c, o.versions.n > 0 && o.versions.n <= h->version_count);
    CHECK(h->play.c, id_equal(&o.versions.at[0].module_version_id, &h->versions[h->version_count - 1]));
}

static void check_all(History *h)
{
    for (int i = 0; i < 6; i++) {
        ArenaMark mark = arena_mark(check_ctx(h->play.c)->arena);
        MeasureFilter filter = i ? any_filter(h) : (MeasureFilter){0};
        MeasureRequest rq = request(h, &filter);
        size_t grain = history_below(h, TEST_GRAINS);
        SlowFigures slow;
        history_slow(h, &filter, grain, &slow);
        check_attention(h, &rq, grain, &slow);
        check_questions(h, &rq, grain, &slow);
        check_targets(h, &rq, grain, &slow);
        check_time(h, &rq, &slow);
        arena_rewind(check_ctx(h->play.c)->arena, mark);
    }
    check_people(h);
}

static void equal_slow(Check *c, TestDatabase *d)
{
    History *h = mem_get(sizeof *h);
    history_begin(c, d, h);
    for (int round = 0; round < ROUNDS; round++) {
        history_go_on(h, STEPS);
        history_project(h);
        check_all(h);
    }
    history_end(h);
    mem_free(h);
}

static void figures_equal(Check *c)
{
    database_each_engine(c, equal_slow);
}

static Rc project_all(Ctx *cx, Db *db, const PlayPlace *place)
{
    MeasureStep step = {.more = true};
    while (step.more)
        TRY(measure_project(cx, db, place, &step));
    return OK;
}

static Str digest(Check *c, Db *db)
{
    Str sum = STR("");
    CHECK(c, measure_store_digest(check_ctx(c), db, &sum) == OK);
    return sum;
}

static bool verified(History *h)
{
    MeasureVerdict v = {.kept = STR("a"), .rebuilt = STR("b")};
    CHECK(h->play.c, measure_verify(check_ctx(h->play.c), h->play.db, &h->play.place, &v) == OK);
    CHECK(h->play.c, v.statements > 0);
    return str_equal(v.kept, v.rebuilt);
}

static Rc forget_targets(Ctx *cx, Db *db, void *arg)
{
    AUTO_STMT s = db_stmt(db, SQL_measure_clear_target);
    (void)arg;
    return stmt_run(cx, s, NULL);
}

static void rebuilt_alike(Check *c, TestDatabase *d)
{
    History *h = mem_get(sizeof *h);
    history_begin(c, d, h);
    for (int round = 0; round < 3; round++) {
        history_go_on(h, 40);
        history_project(h);
        CHECK(c, verified(h));
    }
    Str before = digest(c, h->play.db);
    CHECK(c, verified(h) && str_equal(before, digest(c, h->play.db))); /* looking changes nothing */
    CHECK(c, measure_forget(check_ctx(c), h->play.db) == OK);
    CHECK(c, !str_equal(before, digest(c, h->play.db)));
    CHECK(c, project_all(check_ctx(c), h->play.db, &h->play.place) == OK);
    CHECK(c, str_equal(before, digest(c, h->play.db)));
    CHECK(c, db_write(check_ctx(c), h->play.db, forget_targets, NULL) == OK);
    CHECK(c, !verified(h));
    history_end(h);
    mem_free(h);
}

static void rebuild(Check *c)
{
    database_each_engine(c, rebuilt_alike);
}

/* The Nth statement, write or allocation of a projection fails, for each N: nothing of that step stays. */
static void survives(Check *c, TestDatabase *d, unsigned faults, long step)
{
    History *h = mem_get(sizeof *h);
    Ctx *cx = check_ctx(c);
    bool met = true;
    history_begin(c, d, h);
    history_go_on(h, 60);
    for (long n = 0; met; n += step) {
        fault_after(faults, n);
        Rc rc = project_all(cx, h->play.db, &h->play.place);
        met = fault_disarm();
        fail_clear(cx);
        if (!CHECK(c, rc == OK || met))
            break;
        if (n % (7 * step) == 0)
            history_go_on(h, 1); /* so that there is something left to fail */
    }
    CHECK(c, project_all(cx, h->play.db, &h->play.place) == OK);
    CHECK(c, verified(h));
    history_end(h);
    mem_free(h);
}

static void survives_statements(Check *c, TestDatabase *d)
{
    survives(c, d, FAULT_STATEMENT, 5);
}

static void failing_statements(Check *c)
{
    database_each_engine(c, survives_statements);
}

static void survives_allocations(Check *c, TestDatabase *d)
{
    survives(c, d, FAULT_MEMORY, 41);
}

static void failing_allocations(Check *c)
{
    database_each_engine(c, survives_allocations);
}

static Rc project_at_once(Ctx *cx, Db *db, size_t i, void *arg)
{
    const PlayPlace *place = arg;
    (void)i;
    return project_all(cx, db, place);
}

static void two_at_once(Check *c, TestDatabase *d)
{
    enum { PROJECTORS = 3 };
    History *h = mem_get(sizeof *h);
    Rc outcomes[PROJECTORS];
    history_begin(c, d, h);
    for (int round = 0; round < 3; round++) {
        history_go_on(h, 50);
        test_at_once(c, d, &h->play.space, PROJECTORS, project_at_once, &h->play.place, outcomes);
        for (size_t i = 0; i < PROJECTORS; i++)
            CHECK(c, outcomes[i] == OK);
        CHECK(c, verified(h));
    }
    history_project(h);
    check_all(h);
    history_end(h);
    mem_free(h);
}

static void several_projectors(Check *c)
{
    database_each_engine(c, two_at_once);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"figures of random histories equal a slow recomputation from the statements", figures_equal},
        {"a rebuild comes to the same rows, and a row that is wrong is found", rebuild},
        {"a statement of the database that fails in the middle of a projection changes nothing", failing_statements},
        {"an allocation that fails in the middle of a projection changes nothing", failing_allocations},
        {"several projectors at once count each statement once", several_projectors},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
