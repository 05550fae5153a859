/* The queue on both engines: its states, its limits, and many sessions at once. */
#include "base/fault.h"
#include "kernel/crypt/crypt.h"
#include "kernel/queue/queue.h"
#include "tests/database.h"

#include <pthread.h>

enum { MINUTE = 60000, DAY = 24 * 60 * MINUTE };

#define ON_EACH_ENGINE(name)                   \
    static void name(Check *c)                 \
    {                                          \
        database_each_engine(c, name##_there); \
    }

static Id put(Check *c, Db *db, const char *kind, const char *key, int64_t priority)
{
    Id id = {0};
    JobSpec spec = {.kind = str_of(kind), .key = str_of(key), .payload = STR("{}"), .priority = priority};
    CHECK_INT(c, queue_put(check_ctx(c), db, &spec, &id), OK);
    return id;
}

/* Claims of kind "a" for a minute; the number, and the jobs in *jobs. */
static size_t claim(Check *c, Db *db, size_t max, Job **jobs)
{
    static const Str kinds[] = {{"a", 1}};
    size_t n = 0;
    CHECK_INT(c, queue_claim(check_ctx(c), db, STR("worker"), kinds, 1, max, MINUTE, jobs, &n), OK);
    return n;
}

static JobHold hold_of(const Job *job)
{
    return (JobHold){job->id, job->lease};
}

static JobState state_of(Check *c, Db *db, const Id *id)
{
    Job job = {.state = JOB_STATE_COUNT};
    CHECK_INT(c, queue_get(check_ctx(c), db, id, &job), OK);
    return job.state;
}

static void life_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = database_platform(c, d);
    Job *jobs = NULL, job;
    Id space = id_new(cx), id = {0};
    size_t lost = 9;
    JobSpec spec = {.kind = STR("a"), .key = STR("k"), .payload = STR("{\"é\":1}"), .space = space, .priority = 5};
    REQUIRE(c, queue_put(cx, db, &spec, &id) == OK);
    REQUIRE(c, claim(c, db, 16, &jobs) == 1);
    CHECK(c, id_equal(&jobs[0].id, &id) && id_equal(&jobs[0].space, &space) && !id_none(&jobs[0].lease));
    CHECK_STR(c, jobs[0].payload, "{\"é\":1}");
    CHECK_INT(c, jobs[0].state, JOB_LEASED);
    JobHold hold = hold_of(&jobs[0]);
    CHECK_INT(c, (int64_t)claim(c, db, 16, &jobs), 0);
    CHECK_INT(c, queue_heartbeat(cx, db, &hold, 0.25, MINUTE), OK);
    REQUIRE(c, queue_get(cx, db, &id, &job) == OK);
    CHECK(c, job.progress > 0.2499 && job.progress < 0.2501);
    CHECK_INT(c, queue_complete(cx, db, &hold, 1, &lost), OK);
    CHECK_INT(c, (int64_t)lost, 0);
    CHECK_INT(c, state_of(c, db, &id), JOB_DONE);
    CHECK_INT(c, queue_complete(cx, db, &hold, 1, &lost), OK);
    CHECK_INT(c, (int64_t)lost, 1);
    Id again = put(c, db, "a", "k", 0);
    CHECK(c, !id_equal(&again, &id)); /* an ended job frees its key */
    Id unknown = id_new(cx);
    CHECK_INT(c, queue_get(cx, db, &unknown, &job), ERR_MISSING);
}
ON_EACH_ENGINE(life)

static void best_first_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = database_platform(c, d);
    static const Str kinds[] = {{"a", 1}, {"b", 1}};
    static const char *const expected[] = {"b9", "a5-first", "a5-second", "b5-third", "a1"};
    Job *jobs = NULL;
    size_t n = 0;
    put(c, db, "a", "a1", 1);
    put(c, db, "c", "c9", 99);
    put(c, db, "a", "a5-first", 5);
    check_clock_add(c, 1);
    put(c, db, "a", "a5-second", 5);
    check_clock_add(c, 1);
    put(c, db, "b", "b5-third", 5);
    put(c, db, "b", "b9", 9);
    REQUIRE(c, queue_claim(cx, db, STR("w"), kinds, 2, 4, MINUTE, &jobs, &n) == OK);
    REQUIRE(c, n == 4);
    for (size_t i = 0; i < n; i++)
        CHECK_STR(c, jobs[i].key, expected[i]);
    REQUIRE(c, queue_claim(cx, db, STR("w"), kinds, 2, 4, MINUTE, &jobs, &n) == OK);
    REQUIRE(c, n == 1);
    CHECK_STR(c, jobs[0].key, expected[4]);
    CHECK_INT(c, queue_claim(cx, db, STR("w"), kinds, 0, 4, MINUTE, &jobs, &n), OK);
    CHECK_INT(c, (int64_t)n, 0);
}
ON_EACH_ENGINE(best_first)

static void not_before_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = database_platform(c, d);
    Job *jobs = NULL;
    Id id;
    JobSpec later = {.kind = STR("a"), .key = STR("k"), .payload = STR("{}"), .not_before_ms = now_ms(cx) + 1000};
    REQUIRE(c, queue_put(cx, db, &later, &id) == OK);
    check_clock_add(c, 999);
    CHECK_INT(c, (int64_t)claim(c, db, 1, &jobs), 0);
    check_clock_add(c, 1);
    CHECK_INT(c, (int64_t)claim(c, db, 1, &jobs), 1);
    static const char *const keys[] = {"third", "first", "second"};
    static const int64_t ages_ms[] = {1, 3, 2};
    for (int i = 0; i < 3; i++) { /* what was asked for at once goes in the order it is to have */
        JobSpec past = {.kind = STR("a"), .key = str_of(keys[i]), .payload = STR("{}")};
        past.not_before_ms = now_ms(cx) - ages_ms[i];
        REQUIRE(c, queue_put(cx, db, &past, &id) == OK);
    }
    REQUIRE(c, claim(c, db, 3, &jobs) == 3);
    CHECK_STR(c, jobs[0].key, "first");
    CHECK_STR(c, jobs[1].key, "second");
    CHECK_STR(c, jobs[2].key, "third");
}
ON_EACH_ENGINE(not_before)

static void same_key_there(Check *c, TestDatabase *d)
{
    Db *db = database_platform(c, d);
    Job *jobs = NULL, job;
    Id first = put(c, db, "a", "k", 1), second = put(c, db, "a", "k", 9), other = put(c, db, "b", "k", 1);
    CHECK(c, id_equal(&first, &second) && !id_equal(&first, &other));
    REQUIRE(c, queue_get(check_ctx(c), db, &first, &job) == OK);
    CHECK_INT(c, job.priority, 1);
    REQUIRE(c, claim(c, db, 1, &jobs) == 1);
    second = put(c, db, "a", "k", 1);
    CHECK(c, id_equal(&first, &second)); /* leased is not ended */
}
ON_EACH_ENGINE(same_key)

static void attempts_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = database_platform(c, d);
    Job *jobs = NULL, job;
    Id id = put(c, db, "a", "k", 1);
    JobState state = JOB_STATE_COUNT;
    for (int attempt = 1; attempt < JOB_ATTEMPTS_MAX; attempt++) {
        REQUIRE(c, claim(c, db, 1, &jobs) == 1);
        JobHold hold = hold_of(&jobs[0]);
        CHECK_INT(c, queue_fail(cx, db, &hold, STR("no route"), false, &state), OK);
        CHECK_INT(c, state, JOB_WAITING);
        check_clock_add(c, (INT64_C(10000) << attempt) - 1);
        CHECK_INT(c, (int64_t)claim(c, db, 1, &jobs), 0);
        check_clock_add(c, 1);
    }
    REQUIRE(c, claim(c, db, 1, &jobs) == 1);
    JobHold last = hold_of(&jobs[0]);
    CHECK_INT(c, queue_fail(cx, db, &last, STR("still no route"), false, &state), OK);
    CHECK_INT(c, state, JOB_FAILED);
    CHECK_INT(c, queue_fail(cx, db, &last, STR("once more"), false, &state), ERR_CONFLICT);
    REQUIRE(c, queue_get(cx, db, &id, &job) == OK);
    CHECK_INT(c, job.attempts, JOB_ATTEMPTS_MAX);
    CHECK_STR(c, job.error, "still no route");
    put(c, db, "a", "final", 1);
    REQUIRE(c, claim(c, db, 1, &jobs) == 1);
    last = hold_of(&jobs[0]);
    CHECK_INT(c, queue_fail(cx, db, &last, STR("550"), true, &state), OK);
    CHECK_INT(c, state, JOB_FAILED);
}
ON_EACH_ENGINE(attempts)

static void lost_leases_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = database_platform(c, d);
    Job *jobs = NULL, job;
    int64_t expired = 0;
    Id id = put(c, db, "a", "k", 1);
    for (int lost = 1; lost <= JOB_LOST_LEASES_MAX; lost++) {
        REQUIRE(c, claim(c, db, 1, &jobs) == 1);
        JobHold old = hold_of(&jobs[0]);
        check_clock_add(c, MINUTE - 1);
        CHECK_INT(c, queue_sweep(cx, db, DAY, &expired), OK);
        CHECK_INT(c, expired, 0);
        check_clock_add(c, 1);
        CHECK_INT(c, queue_sweep(cx, db, DAY, &expired), OK);
        CHECK_INT(c, expired, 1);
        CHECK_INT(c, state_of(c, db, &id), lost < JOB_LOST_LEASES_MAX ? JOB_WAITING : JOB_FAILED);
        CHECK_INT(c, queue_heartbeat(cx, db, &old, 0.5, MINUTE), ERR_CONFLICT);
        CHECK_STR(c, str_of(cx->problem.code), "queue.lease_lost");
    }
    REQUIRE(c, queue_get(cx, db, &id, &job) == OK);
    CHECK_INT(c, job.lost_leases, JOB_LOST_LEASES_MAX);
    CHECK_INT(c, job.attempts, 0);
}
ON_EACH_ENGINE(lost_leases)

static void old_holder_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = database_platform(c, d);
    Job *jobs = NULL;
    int64_t expired = 0;
    size_t lost = 0;
    JobState state;
    Id id = put(c, db, "a", "k", 1);
    REQUIRE(c, claim(c, db, 1, &jobs) == 1);
    JobHold old = hold_of(&jobs[0]);
    check_clock_add(c, MINUTE);
    REQUIRE(c, queue_sweep(cx, db, DAY, &expired) == OK);
    REQUIRE(c, claim(c, db, 1, &jobs) == 1);
    JobHold both[] = {old, hold_of(&jobs[0])};
    CHECK_INT(c, queue_fail(cx, db, &old, STR("e"), false, &state), ERR_CONFLICT);
    CHECK_INT(c, queue_give_back(cx, db, &old), ERR_CONFLICT);
    CHECK_INT(c, queue_complete(cx, db, &old, 1, &lost), OK);
    CHECK_INT(c, (int64_t)lost, 1);
    CHECK_INT(c, state_of(c, db, &id), JOB_LEASED);
    CHECK_INT(c, queue_complete(cx, db, both, 2, &lost), OK);
    CHECK_INT(c, (int64_t)lost, 1);
    CHECK_INT(c, state_of(c, db, &id), JOB_DONE);
}
ON_EACH_ENGINE(old_holder)

static void give_back_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = database_platform(c, d);
    Job *jobs = NULL;
    put(c, db, "a", "k", 1);
    REQUIRE(c, claim(c, db, 1, &jobs) == 1);
    JobHold hold = hold_of(&jobs[0]);
    CHECK_INT(c, queue_give_back(cx, db, &hold), OK);
    REQUIRE(c, claim(c, db, 1, &jobs) == 1);
    CHECK_INT(c, jobs[0].attempts + jobs[0].lost_leases, 0);
    hold = hold_of(&jobs[0]);
    CHECK_INT(c, queue_cancel(cx, db, STR("a"), STR("k")), OK);
    CHECK_INT(c, queue_heartbeat(cx, db, &hold, 0.5, MINUTE), ERR_CONFLICT);
    CHECK_INT(c, queue_cancel(cx, db, STR("a"), STR("k")), ERR_MISSING);
    CHECK_INT(c, (int64_t)claim(c, db, 1, &jobs), 0);
}
ON_EACH_ENGINE(give_back)

static void sweep_forgets_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = database_platform(c, d);
    Job *jobs = NULL, job;
    int64_t expired;
    size_t lost;
    Id done = put(c, db, "a", "k", 1), waiting = put(c, db, "b", "k", 1);
    REQUIRE(c, claim(c, db, 1, &jobs) == 1);
    JobHold hold = hold_of(&jobs[0]);
    REQUIRE(c, queue_complete(cx, db, &hold, 1, &lost) == OK);
    check_clock_add(c, DAY - 1);
    REQUIRE(c, queue_sweep(cx, db, DAY, &expired) == OK);
    CHECK_INT(c, queue_get(cx, db, &done, &job), OK);
    check_clock_add(c, 1);
    REQUIRE(c, queue_sweep(cx, db, DAY, &expired) == OK);
    CHECK_INT(c, queue_get(cx, db, &done, &job), ERR_MISSING);
    CHECK_INT(c, queue_get(cx, db, &waiting, &job), OK);
}
ON_EACH_ENGINE(sweep_forgets)

static void depth_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Db *db = database_platform(c, d);
    Job *jobs = NULL;
    QueueDepth *rows = NULL;
    size_t n = 0;
    JobState state;
    put(c, db, "a", "1", 1);
    put(c, db, "a", "2", 1);
    put(c, db, "b", "1", 1);
    REQUIRE(c, claim(c, db, 1, &jobs) == 1);
    JobHold hold = hold_of(&jobs[0]);
    REQUIRE(c, queue_fail(cx, db, &hold, STR("e"), true, &state) == OK);
    REQUIRE(c, claim(c, db, 1, &jobs) == 1);
    check_clock_add(c, 1500);
    REQUIRE(c, queue_depth(cx, db, &rows, &n) == OK);
    REQUIRE(c, n == 2);
    CHECK_STR(c, rows[0].kind, "a");
    CHECK_INT(c, rows[0].waiting, 0);
    CHECK_INT(c, rows[0].leased, 1);
    CHECK_INT(c, rows[0].failed, 1);
    CHECK_INT(c, rows[0].oldest_waiting_ms, 0);
    CHECK_INT(c, rows[1].waiting, 1);
    CHECK_INT(c, rows[1].oldest_waiting_ms, 1500);
}
ON_EACH_ENGINE(depth)

static void limits_there(Check *c, TestDatabase *d)
{
    static char text[JOB_PAYLOAD_MAX + 1];
    static const Str kinds[JOB_KINDS_MAX + 1] = {{"a", 1}};
    Ctx *cx = check_ctx(c);
    Db *db = database_platform(c, d);
    Job *jobs;
    Id id;
    size_t n;
    JobHold holds[JOB_BATCH_MAX + 1] = {0};
    JobState state;
    memset(text, 'x', sizeof text);
    JobSpec spec = {{text, JOB_KIND_MAX}, {text, JOB_KEY_MAX}, {text, JOB_PAYLOAD_MAX}, {{0}}, 0, 0};
    CHECK_INT(c, queue_put(cx, db, &spec, &id), OK);
    JobSpec over[] = {spec, spec, spec, spec, spec, spec};
    over[0].kind.n++, over[1].key.n++, over[2].payload.n++;
    over[3].kind.n = over[4].key.n = over[5].payload.n = 0;
    for (size_t i = 0; i < sizeof over / sizeof *over; i++)
        CHECK_INT(c, queue_put(cx, db, &over[i], &id), ERR_LIMIT);
    Str worker = {text, JOB_WORKER_MAX}, long_worker = {text, JOB_WORKER_MAX + 1};
    CHECK_INT(c, queue_claim(cx, db, worker, kinds, JOB_KINDS_MAX, JOB_BATCH_MAX, 1, &jobs, &n), OK);
    CHECK_INT(c, queue_claim(cx, db, worker, kinds, JOB_KINDS_MAX + 1, 1, 1, &jobs, &n), ERR_LIMIT);
    CHECK_INT(c, queue_claim(cx, db, worker, kinds, 1, JOB_BATCH_MAX + 1, 1, &jobs, &n), ERR_LIMIT);
    CHECK_INT(c, queue_claim(cx, db, worker, kinds, 1, 0, 1, &jobs, &n), ERR_LIMIT);
    CHECK_INT(c, queue_claim(cx, db, long_worker, kinds, 1, 1, 1, &jobs, &n), ERR_LIMIT);
    CHECK_INT(c, queue_complete(cx, db, holds, JOB_BATCH_MAX, &n), OK);
    CHECK_INT(c, queue_complete(cx, db, holds, JOB_BATCH_MAX + 1, &n), ERR_LIMIT);
    CHECK_INT(c, queue_fail(cx, db, holds, (Str){text, JOB_ERROR_MAX}, false, &state), ERR_CONFLICT);
    CHECK_INT(c, queue_fail(cx, db, holds, (Str){text, JOB_ERROR_MAX + 1}, false, &state), ERR_LIMIT);
}
ON_EACH_ENGINE(limits)

enum { RACERS = 8, RACE_JOBS = 2000 };

typedef struct {
    StoreThread *session;
    Ctx cx;
    Rc rc;
    int64_t claimed, lost;
    Id put;
} Racer;

/* The body of each racer's thread, and what all of them got, summed. */
static void race(Check *c, TestDatabase *d, void *(*run)(void *), Racer racers[RACERS])
{
    pthread_t threads[RACERS];
    for (int i = 0; i < RACERS; i++) {
        racers[i] = (Racer){.session = database_thread(c, d), .cx = *check_ctx(c)};
        racers[i].cx.random = &random_system;
        racers[i].cx.arena = arena_new(8 << 20);
        REQUIRE(c, racers[i].cx.arena);
    }
    for (int i = 0; i < RACERS; i++)
        REQUIRE(c, pthread_create(&threads[i], NULL, run, &racers[i]) == 0);
    for (int i = 0; i < RACERS; i++) {
        pthread_join(threads[i], NULL);
        arena_free(racers[i].cx.arena);
        CHECK_INT(c, racers[i].rc, OK);
    }
}

/* Claims and completes until nothing is left. A job that two got would be lost to one of them when it completes. */
static Rc drain(Racer *r)
{
    static const Str kinds[] = {{"a", 1}};
    Db *db = NULL;
    size_t n = 1;
    TRY(store_platform(&r->cx, r->session, &db));
    for (int idle = 0; idle < 3; idle = n ? 0 : idle + 1) {
        Job *jobs = NULL;
        JobHold holds[JOB_BATCH_MAX];
        size_t lost = 0;
        arena_clear(r->cx.arena);
        TRY(queue_claim(&r->cx, db, STR("racer"), kinds, 1, JOB_BATCH_MAX, MINUTE, &jobs, &n));
        for (size_t i = 0; i < n; i++)
            holds[i] = hold_of(&jobs[i]);
        TRY(queue_complete(&r->cx, db, holds, n, &lost));
        r->claimed += (int64_t)n;
        r->lost += (int64_t)lost;
    }
    return OK;
}

static void *drain_thread(void *arg)
{
    Racer *r = arg;
    r->rc = drain(r);
    return NULL;
}

typedef struct {
    int from, to;
} Range;

static Rc put_range(Ctx *cx, Db *db, void *arg)
{
    const Range *range = arg;
    for (int i = range->from; i < range->to; i++) {
        Id id;
        Str key;
        TRY(str_format(cx->arena, &key, "%d", i));
        TRY(queue_put(cx, db, &(JobSpec){.kind = STR("a"), .key = key, .payload = STR("{}")}, &id));
    }
    return OK;
}

static void eight_claim_there(Check *c, TestDatabase *d)
{
    Racer racers[RACERS];
    int64_t claimed = 0, lost = 0;
    QueueDepth *rows;
    size_t n = 9;
    REQUIRE(c, db_write(check_ctx(c), database_platform(c, d), put_range, &(Range){0, RACE_JOBS}) == OK);
    race(c, d, drain_thread, racers);
    for (int i = 0; i < RACERS; i++) {
        claimed += racers[i].claimed;
        lost += racers[i].lost;
    }
    CHECK_INT(c, claimed, RACE_JOBS);
    CHECK_INT(c, lost, 0);
    CHECK_INT(c, queue_depth(check_ctx(c), database_platform(c, d), &rows, &n), OK);
    CHECK_INT(c, (int64_t)n, 0);
}
ON_EACH_ENGINE(eight_claim)

static void *put_thread(void *arg)
{
    Racer *r = arg;
    Db *db = NULL;
    r->rc = store_platform(&r->cx, r->session, &db);
    JobSpec spec = {.kind = STR("a"), .key = STR("one"), .payload = STR("{}")};
    for (int i = 0; r->rc == OK && i < 10; i++)
        r->rc = queue_put(&r->cx, db, &spec, &r->put);
    return NULL;
}

static void eight_put_there(Check *c, TestDatabase *d)
{
    Racer racers[RACERS];
    Job *jobs;
    race(c, d, put_thread, racers);
    for (int i = 1; i < RACERS; i++)
        CHECK(c, id_equal(&racers[i].put, &racers[0].put));
    CHECK_INT(c, (int64_t)claim(c, database_platform(c, d), 16, &jobs), 1);
}
ON_EACH_ENGINE(eight_put)

/* One job from put to done whose nth operation fails: whatever came back as OK has happened, and nothing else. */
static Rc whole_life(Ctx *cx, Db *db, Id *id, Rc *completed)
{
    static const Str kinds[] = {{"a", 1}};
    Job *jobs = NULL;
    size_t n = 0, lost = 0;
    TRY(queue_put(cx, db, &(JobSpec){.kind = STR("a"), .key = STR("k"), .payload = STR("{}")}, id));
    TRY(queue_claim(cx, db, STR("w"), kinds, 1, 1, 1, &jobs, &n));
    if (n != 1)
        return ERR_BUG;
    JobHold hold = hold_of(&jobs[0]);
    TRY(queue_heartbeat(cx, db, &hold, 0.5, 1));
    return *completed = queue_complete(cx, db, &hold, 1, &lost);
}

static void faults_there(Check *c, TestDatabase *d)
{
    Db *db = database_platform(c, d);
    Rc rc = ERR_NOMEM;
    long n = 0;
    for (; rc != OK && n < 100; n++) {
        AUTO_ARENA arena = arena_new(1 << 20);
        Ctx cx = *check_ctx(c);
        Id id = {0};
        Rc completed = ERR_BUG;
        int64_t expired;
        REQUIRE(c, arena);
        cx.arena = arena;
        fault_after(FAULT_STATEMENT | FAULT_MEMORY, n);
        rc = whole_life(&cx, db, &id, &completed);
        fault_disarm();
        CHECK(c, rc == OK || rc == ERR_IO || rc == ERR_NOMEM);
        if (!id_none(&id))
            CHECK_INT(c, state_of(c, db, &id) == JOB_DONE, completed == OK);
        check_clock_add(c, 2);
        REQUIRE(c, queue_sweep(check_ctx(c), db, DAY, &expired) == OK);
    }
    CHECK(c, rc == OK && n > 4);
}
ON_EACH_ENGINE(faults)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a job is put, claimed, followed and completed once", life},
        {"claims come by priority, then by how long they have been due, over all kinds", best_first},
        {"a job is not claimed before its time and is at its time; the earlier goes first", not_before},
        {"a job of the same kind and key is the same job until it ended", same_key},
        {"a job waits longer after each failure and the third one ends it", attempts},
        {"the twentieth lost lease ends a job and the nineteenth does not", lost_leases},
        {"who lost a lease can neither complete, fail nor give back", old_holder},
        {"giving back is no attempt, and cancelling takes the lease away", give_back},
        {"the sweep forgets ended jobs when their time has come", sweep_forgets},
        {"the depth counts by kind and says how long the oldest one waits", depth},
        {"sizes and counts are accepted at their limit and refused beyond", limits},
        {"eight sessions claim 2000 jobs and each job once", eight_claim},
        {"eight sessions put the same key and there is one job", eight_put},
        {"whichever statement fails, only what was answered has happened", faults},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
