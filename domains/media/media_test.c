/* Life of a media with a scripted worker: the graph, progress, failures, crashes, deletion; on both databases. */
#include "domains/media/media.h"

#include "base/fault.h"
#include "domains/media/library.h"
#include "domains/media/media_work.h"
#include "domains/media/step_spec.h"
#include "domains/media/step_store.h"
#include "domains/media/test_worker.h"
#include "domains/task/task.h"
#include "kernel/crypt/crypt.h"
#include "kernel/queue/queue.h"
#include "kernel/store/test_crew.h"

enum { MANY = 100000, LOG_ROOM = 4000, HOUR_MS = 3600 * 1000 };

static const MediaPlace *place(TestWorker *w)
{
    MediaPlace *at = arena_get(check_ctx(w->c)->arena, sizeof *at);
    if (at)
        *at = (MediaPlace){test_worker_platform(w), test_worker_db(w), w->space.id};
    return at;
}

static Rc sweep(TestWorker *w)
{
    return media_sweep(check_ctx(w->c), test_worker_platform(w), test_worker_db(w), &w->space.id, w->blobs);
}

static void state_is(TestWorker *w, const Id *media, const char *state, const char *code)
{
    Media m = test_worker_get(w, media);
    CHECK_STR(w->c, str_of(media_state_names[m.state]), state);
    CHECK_STR(w->c, m.error_code, code);
}

static int64_t blobs_of(TestWorker *w, const char *part);

/* How often a word is in the log "probe.0 encode.0 …". */
static int times(Str log, const char *word)
{
    Str part;
    int n = 0;
    while (str_cut(&log, ' ', &part))
        n += str_equal(part, str_of(word));
    return n;
}

static void graph(Check *c, TestDatabase *d)
{
    TestWorker w;
    Buf log;
    test_worker_open(c, d, &w);
    buf_init(&log, check_ctx(c)->arena, LOG_ROOM);
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    state_is(&w, &film, "preparing", "");
    CHECK_INT(c, test_worker_run(&w, MANY, &log),
              1 + 2 + 1 + 2 + 7 + 2); /* 100 s: parts of 64 and 36; six of 16 and 4 */
    state_is(&w, &film, "ready", "");
    CHECK_STR(c, buf_str(&log),
              "probe.0 audio.0 encode.0 encode.1 finalise.0v240 finalise.0a48 "
              "encode.0 encode.1 encode.2 encode.3 encode.4 encode.5 encode.6 finalise.0v480 finalise.0v720");
    Media m = test_worker_get(&w, &film);
    CHECK(c, m.playable && m.progress == 1 && m.duration_ms == 100000 && m.width == 1280);
    CHECK_STR(c, m.title, "Visite guidée");
    CHECK_STR(c, m.poster, "poster.jpg");
    Id image = test_worker_media(&w, MEDIA_IMAGE, NULL), pages = test_worker_media(&w, MEDIA_DOCUMENT, NULL);
    CHECK_INT(c, test_worker_run(&w, MANY, NULL), 2);
    CHECK_STR(c, test_worker_get(&w, &image).poster, "i-320.jpg");
    m = test_worker_get(&w, &pages);
    CHECK_STR(c, m.poster, "p-001-320.jpg");
    CHECK_INT(c, m.page_count, 2);
    test_worker_close(&w);
}

static Id owner_of(TestWorker *w)
{
    return id_new(check_ctx(w->c));
}

static Task task_of(TestWorker *w, const Id *owner)
{
    TaskPage page = {0};
    Id none = {0};
    bool there = task_list(check_ctx(w->c), test_worker_db(w), owner, &none, 10, &page) == OK && page.n > 0;
    return CHECK(w->c, there) ? page.at[0] : (Task){0};
}

static void progress(Check *c, TestDatabase *d)
{
    TestWorker w;
    TestJob job;
    test_worker_open(c, d, &w);
    Id owner = owner_of(&w), film = test_worker_media(&w, MEDIA_VIDEO, &owner);
    double before = 0;
    bool was_playable = false;
    CHECK_STR(c, task_of(&w, &owner).label, "Visite guidée");
    for (int done = 0; test_worker_take(&w, &job); done++) {
        double half = 0.5;
        check_clock_add(c, 2000);
        CHECK_INT(c, work_heartbeat(check_ctx(c), &w.at, &job.item.hold, half), OK);
        Media m = test_worker_get(&w, &film);
        CHECK(c, m.progress >= before && m.progress < 1);
        before = m.progress;
        CHECK_INT(c, work_heartbeat(check_ctx(c), &w.at, &job.item.hold, 0.99), OK);
        CHECK(c, test_worker_get(&w, &film).progress == before); /* written every two seconds at most */
        CHECK_INT(c, test_worker_finish(&w, &job), OK);
        m = test_worker_get(&w, &film);
        CHECK(c, m.progress >= before);
        CHECK(c, !m.playable || done >= 2); /* probe, first part and sound */
        CHECK(c, m.playable || !was_playable);
        before = m.progress;
        was_playable = m.playable;
    }
    CHECK(c, before == 1 && was_playable);
    CHECK_INT(c, task_of(&w, &owner).state, TASK_DONE);
    test_worker_close(&w);
}

static void stopped_by_its_owner(Check *c, TestDatabase *d)
{
    TestWorker w;
    TestJob job;
    Task task;
    test_worker_open(c, d, &w);
    Id owner = owner_of(&w), film = test_worker_media(&w, MEDIA_VIDEO, &owner);
    CHECK_INT(c, test_worker_run(&w, 1, NULL), 1);
    REQUIRE(c, test_worker_take(&w, &job));
    Id id = task_of(&w, &owner).id;
    CHECK_INT(c, task_cancel(check_ctx(c), test_worker_db(&w), &owner, &id, &task), OK);
    check_clock_add(c, 2000);
    CHECK_INT(c, work_heartbeat(check_ctx(c), &w.at, &job.item.hold, 0.5), ERR_CONFLICT);
    state_is(&w, &film, "failed", "media.cancelled");
    CHECK(c, !test_worker_take(&w, &job));
    Media m;
    CHECK_INT(c, library_retry(check_ctx(c), place(&w), &film, &m), OK);
    CHECK(c, test_worker_run(&w, MANY, NULL) > 5);
    state_is(&w, &film, "ready", "");
    test_worker_close(&w);
}

static void refused_for_good(Check *c, TestDatabase *d)
{
    static const struct {
        const char *error, *code;
    } rows[] = {
        {"media.truncated: no picture after 3 s", "media.truncated"},
        {"media.not_a_film", "media.not_a_film"},
        {"media.unheard_of", "media.step_failed"},
        {"out of memory", "media.step_failed"},
        {"media.truncated.really", "media.step_failed"},
        {"", "media.step_failed"},
    };
    TestWorker w;
    TestJob job;
    Media m;
    test_worker_open(c, d, &w);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Id owner = owner_of(&w), film = test_worker_media(&w, MEDIA_VIDEO, &owner);
        CHECK_INT(c, test_worker_run(&w, 2, NULL), 2);
        REQUIRE(c, test_worker_take(&w, &job));
        CHECK_INT(c, work_fail(check_ctx(c), &w.at, &job.item.hold, str_of(rows[i].error), true), OK);
        state_is(&w, &film, "failed", rows[i].code);
        CHECK_STR(c, task_of(&w, &owner).error_code, rows[i].code);
        CHECK(c, !test_worker_take(&w, &job)); /* the other steps lost their jobs */
        check_clock_add(c, 1);
        CHECK_INT(c, library_retry(check_ctx(c), place(&w), &film, &m), OK);
        CHECK_INT(c, test_worker_run(&w, MANY, NULL), 15 - 2); /* what was finished is not done again */
        state_is(&w, &film, "ready", "");
        CHECK_INT(c, task_of(&w, &owner).state, TASK_DONE);
    }
    test_worker_close(&w);
}

static void three_attempts(Check *c, TestDatabase *d)
{
    TestWorker w;
    TestJob job;
    test_worker_open(c, d, &w);
    Id image = test_worker_media(&w, MEDIA_IMAGE, NULL);
    for (int attempt = 1; attempt <= JOB_ATTEMPTS_MAX; attempt++) {
        state_is(&w, &image, "preparing", "");
        REQUIRE(c, test_worker_take(&w, &job));
        CHECK_INT(c, work_fail(check_ctx(c), &w.at, &job.item.hold, STR("killed by signal 9"), false), OK);
        CHECK(c, !test_worker_take(&w, &job)); /* not at once */
        check_clock_add(c, HOUR_MS);
    }
    state_is(&w, &image, "failed", "media.step_failed");
    test_worker_close(&w);
}

static void never_came_back(Check *c, TestDatabase *d)
{
    TestWorker w;
    TestJob job;
    int64_t expired;
    test_worker_open(c, d, &w);
    Id image = test_worker_media(&w, MEDIA_IMAGE, NULL);
    for (int i = 0; i < JOB_LOST_LEASES_MAX; i++) {
        REQUIRE(c, test_worker_take(&w, &job));
        check_clock_add(c, WORK_LEASE_MS + 1);
        CHECK_INT(c, queue_sweep(check_ctx(c), test_worker_platform(&w), HOUR_MS, &expired), OK);
        CHECK_INT(c, expired, 1);
        state_is(&w, &image, "preparing", "");
    }
    CHECK(c, !test_worker_take(&w, &job));
    CHECK_INT(c, sweep(&w), OK);
    state_is(&w, &image, "failed", "media.step_failed");
    CHECK(c, !test_worker_take(&w, &job));
    test_worker_close(&w);
}

static void two_workers(Check *c, TestDatabase *d)
{
    TestWorker w;
    TestJob slow, quick;
    int64_t expired;
    Str before, after;
    Ctx *cx = check_ctx(c);
    test_worker_open(c, d, &w);
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    CHECK_INT(c, test_worker_run(&w, 1, NULL), 1);
    REQUIRE(c, test_worker_take(&w, &slow));
    check_clock_add(c, WORK_LEASE_MS + 1);
    CHECK_INT(c, queue_sweep(cx, test_worker_platform(&w), HOUR_MS, &expired), OK);
    bool same = false;
    while (!same && test_worker_take(&w, &quick))
        same = id_equal(&quick.item.hold.job, &slow.item.hold.job);
    REQUIRE(c, same);
    Str result = test_worker_do(&w, &quick);
    Job job;
    CHECK_INT(c, queue_get(cx, test_worker_platform(&w), &quick.item.hold.job, &job), OK);
    CHECK_INT(c, work_complete(cx, &w.at, &quick.item.hold, result), OK);
    CHECK_INT(c, store_digest(cx, test_worker_db(&w), &before), OK);
    CHECK_INT(c, work_complete(cx, &w.at, &slow.item.hold, result), ERR_CONFLICT);
    CHECK_INT(c, media_work_complete(cx, &w.at, &job, result), OK); /* the same word twice, past the lease */
    CHECK_INT(c, media_work_failed(cx, &w.at, &job, STR("late")), OK);
    CHECK_INT(c, store_digest(cx, test_worker_db(&w), &after), OK);
    CHECK(c, str_equal(before, after));
    state_is(&w, &film, "preparing", "");
    test_worker_close(&w);
}

static void deletion(Check *c, TestDatabase *d)
{
    TestWorker w;
    TestJob job;
    Media m;
    Ctx *cx = check_ctx(c);
    test_worker_open(c, d, &w);
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    CHECK_INT(c, test_worker_run(&w, 3, NULL), 3);
    REQUIRE(c, test_worker_take(&w, &job));
    CHECK_INT(c, library_delete(cx, place(&w), &film), OK);
    CHECK_INT(c, library_delete(cx, place(&w), &film), ERR_MISSING);
    check_clock_add(c, 2000);
    CHECK_INT(c, work_heartbeat(cx, &w.at, &job.item.hold, 0.5), ERR_CONFLICT);
    CHECK(c, !test_worker_take(&w, &job));
    CHECK_INT(c, sweep(&w), OK);
    CHECK(c, !test_worker_take(&w, &job));
    CHECK_INT(c, media_get(cx, test_worker_db(&w), &film, &m), ERR_MISSING);
    check_clock_add(c, MEDIA_KEEP_MS - 2000);
    CHECK_INT(c, library_restore(cx, place(&w), &film, &m), OK);
    CHECK_INT(c, library_restore(cx, place(&w), &film, &m), ERR_MISSING);
    CHECK_INT(c, test_worker_run(&w, MANY, NULL), 15 - 3);
    state_is(&w, &film, "ready", "");
    CHECK_INT(c, library_delete(cx, place(&w), &film), OK);
    check_clock_add(c, MEDIA_KEEP_MS + 1);
    CHECK_INT(c, library_restore(cx, place(&w), &film, &m), ERR_MISSING);
    CHECK(c, blobs_of(&w, "") > 0);
    CHECK_INT(c, sweep(&w), OK);
    CHECK_INT(c, blobs_of(&w, ""), 0);
    test_worker_close(&w);
}

enum { AT_ONCE = 7 };
typedef struct {
    const TestWorker *w;
    JobHold holds[AT_ONCE];
    Str results[AT_ONCE];
} Finish;

static void finish_one(Crewman *me)
{
    const Finish *f = me->shared;
    WorkPlace at = {.stores = me->sessions, .blobs = f->w->blobs};
    do
        me->rc = work_complete(me->cx, &at, &f->holds[me->number], f->results[me->number]);
    while (me->rc == ERR_BUSY);
}

/* The last parts of a film, all ended in the same moment: who comes last lays what follows, and nobody twice. */
static void all_at_once(Check *c, TestDatabase *d)
{
    TestWorker w;
    TestJob job;
    Crewman crew[AT_ONCE];
    Buf log;
    test_worker_open(c, d, &w);
    buf_init(&log, check_ctx(c)->arena, LOG_ROOM);
    Finish f = {.w = &w};
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    CHECK_INT(c, test_worker_run(&w, 6, NULL), 6);
    for (size_t i = 0; i < AT_ONCE; i++) {
        REQUIRE(c, test_worker_take(&w, &job) && job.rungs.n == 2);
        f.holds[i] = job.item.hold;
        f.results[i] = test_worker_do(&w, &job);
    }
    crew_run(c, d, AT_ONCE, finish_one, &f, crew);
    for (size_t i = 0; i < AT_ONCE; i++)
        CHECK_INT(c, crew[i].rc, OK);
    CHECK_INT(c, test_worker_run(&w, MANY, &log), 2);
    CHECK_STR(c, buf_str(&log), "finalise.0v480 finalise.0v720");
    state_is(&w, &film, "ready", "");
    test_worker_close(&w);
}

typedef struct {
    const char *part;
    int64_t n;
} Counting;

static Rc count_blob(Ctx *cx, Str key, int64_t size, void *arg)
{
    Counting *n = arg;
    (void)cx, (void)size;
    n->n += memmem(key.at, key.n, n->part, strlen(n->part)) != NULL;
    return OK;
}

/* Files whose key holds `part`. */
static int64_t blobs_of(TestWorker *w, const char *part)
{
    Counting n = {.part = part};
    Str prefix;
    CHECK(w->c, str_format(check_ctx(w->c)->arena, &prefix, "%s/", w->space.id.text) == OK &&
                    blob_each(check_ctx(w->c), w->blobs, prefix, count_blob, &n) == OK);
    return n.n;
}

static void old_parts(Check *c, TestDatabase *d)
{
    TestWorker w;
    test_worker_open(c, d, &w);
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    CHECK_INT(c, test_worker_run(&w, MANY, NULL), 15);
    CHECK_INT(c, blobs_of(&w, ".m4s"), 2 + 2 + 7 + 7);
    check_clock_add(c, 2 * HOUR_MS);
    CHECK_INT(c, sweep(&w), OK);
    CHECK_INT(c, blobs_of(&w, ".m4s"), 18); /* players still hold the old index */
    check_clock_add(c, 1);
    CHECK_INT(c, sweep(&w), OK);
    CHECK_INT(c, blobs_of(&w, ".m4s"), 0);
    CHECK_INT(c, blobs_of(&w, ".init.mp4"), 0);
    CHECK_INT(c, blobs_of(&w, ".mp4"), 4);
    CHECK_INT(c, blobs_of(&w, "/source/"), 1);
    CHECK_INT(c, sweep(&w), OK);
    state_is(&w, &film, "ready", "");
    test_worker_close(&w);
}

/* As a process that is killed between what it writes to one database and to the other, at every place. */
static void crashes(Check *c, TestDatabase *d)
{
    TestWorker w;
    TestJob job;
    Ctx *cx = check_ctx(c);
    test_worker_open(c, d, &w);
    w.probe = test_probe(c, 20000, 426, 240);
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    int64_t expired;
    long reached = 0;
    for (long n = 0; n < 400 && test_worker_get(&w, &film).state == MEDIA_PREPARING; n++) {
        if (test_worker_take(&w, &job)) {
            Str result = test_worker_do(&w, &job);
            fault_after(FAULT_STATEMENT | FAULT_MEMORY, n % 60);
            Rc rc = work_complete(cx, &w.at, &job.item.hold, result);
            reached += fault_disarm();
            CHECK(c, rc == OK || rc == ERR_IO || rc == ERR_NOMEM);
            if (rc != OK) {
                rc = work_release(cx, &w.at, &job.item.hold);
                CHECK(c, rc == OK || rc == ERR_CONFLICT);
            }
        }
        fail_clear(cx);
        check_clock_add(c, WORK_LEASE_MS + 1);
        CHECK_INT(c, queue_sweep(cx, test_worker_platform(&w), HOUR_MS, &expired), OK);
        CHECK_INT(c, sweep(&w), OK);
    }
    CHECK(c, reached > 20);
    state_is(&w, &film, "ready", "");
    CHECK(c, !test_worker_take(&w, &job));
    test_worker_close(&w);
}

static Rc lay_foreign(Ctx *cx, Db *db, void *arg)
{
    StepRow step = {.name = STR("encode.a.0001"), .kind = MEDIA_STEP_PASS_A, .part = 1}; /* its key: all zero */
    int64_t changed;
    TRY(step_store_lay(cx, db, arg, &step, 1));
    TRY(step_store_end(cx, db, arg, step.name, STEP_DONE, &changed));
    step.name = STR("encode.a.0000");
    step.part = 0;
    return step_store_lay(cx, db, arg, &step, 1);
}

static void another_version(Check *c, TestDatabase *d)
{
    TestWorker w;
    Buf log;
    test_worker_open(c, d, &w);
    buf_init(&log, check_ctx(c)->arena, LOG_ROOM);
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    CHECK_INT(c, test_worker_run(&w, 8, NULL), 8);
    CHECK_INT(c, db_write(check_ctx(c), test_worker_db(&w), lay_foreign, &film), OK);
    CHECK_INT(c, sweep(&w), OK);
    test_worker_run(&w, MANY, &log);
    state_is(&w, &film, "ready", "");
    Str said = buf_str(&log);
    CHECK_INT(c, times(said, "encode.0"), 2); /* of both passes: what stood on the first is done again too */
    CHECK_INT(c, times(said, "encode.1"), 2);
    CHECK_INT(c, times(said, "finalise.0v240"), 1);
    CHECK_INT(c, times(said, "audio.0"), 0);
    test_worker_close(&w);
}

static void long_film(Check *c, TestDatabase *d)
{
    TestWorker w;
    TestJob job;
    int leased = 0;
    test_worker_open(c, d, &w);
    w.probe = test_probe(c, MEDIA_DURATION_MS_MAX, 1920, 1080);
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    CHECK_INT(c, test_worker_run(&w, 1, NULL), 1);
    state_is(&w, &film, "preparing", "");
    while (test_worker_take(&w, &job))
        leased++;
    CHECK_INT(c, leased, 32);
    test_worker_close(&w);
}

static void twice_received(Check *c, TestDatabase *d)
{
    TestWorker w;
    Str before, after;
    Ctx *cx = check_ctx(c);
    test_worker_open(c, d, &w);
    Id film = test_worker_media(&w, MEDIA_VIDEO, NULL);
    CHECK_INT(c, store_digest(cx, test_worker_db(&w), &before), OK);
    CHECK_INT(c, media_received(cx, test_worker_db(&w), &film, STR("other")), OK);
    CHECK_INT(c, media_wake(cx, test_worker_platform(&w), test_worker_db(&w), &w.space.id, &film), OK);
    CHECK_INT(c, sweep(&w), OK);
    CHECK_INT(c, store_digest(cx, test_worker_db(&w), &after), OK);
    CHECK(c, str_equal(before, after));
    CHECK_INT(c, test_worker_run(&w, MANY, NULL), 15);
    test_worker_close(&w);
}

#define ON_EACH_ENGINE(name, body)     \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }

ON_EACH_ENGINE(the_graph_is_walked_in_order, graph)
ON_EACH_ENGINE(progress_grows, progress)
ON_EACH_ENGINE(the_owner_stops_it, stopped_by_its_owner)
ON_EACH_ENGINE(a_failure_carries_its_code, refused_for_good)
ON_EACH_ENGINE(three_failures_end_it, three_attempts)
ON_EACH_ENGINE(a_step_that_kills_machines_ends, never_came_back)
ON_EACH_ENGINE(the_same_end_twice, two_workers)
ON_EACH_ENGINE(the_last_parts_at_once, all_at_once)
ON_EACH_ENGINE(deletion_pauses, deletion)
ON_EACH_ENGINE(parts_outlive_the_join, old_parts)
ON_EACH_ENGINE(crashes_are_healed, crashes)
ON_EACH_ENGINE(work_of_another_version, another_version)
ON_EACH_ENGINE(a_long_film_never_fills_the_queue, long_film)
ON_EACH_ENGINE(received_twice, twice_received)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a film, an image and a document are prepared step by step, the smallest rung first",
         the_graph_is_walked_in_order},
        {"progress only grows, and a film is playable once its first part and its sound are there", progress_grows},
        {"who cancels the task stops the preparation, which can be taken up again", the_owner_stops_it},
        {"a step that fails for good fails the media with its code, and another try keeps what is done",
         a_failure_carries_its_code},
        {"the third failure of a step fails the media", three_failures_end_it},
        {"a step from which no machine ever comes back fails the media", a_step_that_kills_machines_ends},
        {"two workers that finish the same part change it once", the_same_end_twice},
        {"seven workers that finish the last parts at once lay what follows once", the_last_parts_at_once},
        {"a deleted media stops, comes back within thirty days, and is destroyed after them", deletion_pauses},
        {"parts stay two hours after their track became one file", parts_outlive_the_join},
        {"whatever fails between the two databases, the sweep makes good", crashes_are_healed},
        {"steps laid by another version are done again, with all that stands on them", work_of_another_version},
        {"a film of twelve hours never has more than 32 jobs at once", a_long_film_never_fills_the_queue},
        {"bytes that are said to have come twice change nothing", received_twice},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
