/* bench_queue sqlite|postgres: how many jobs four workers claim and complete in a second, against how many rows one
 * session commits durably in a second, on the same engine, in turns. Prints one JSON line (docs: ./dev bench queue).
 *
 * Each half of a pair takes SLICE_MS; the figure is the median of the pairs' ratios. The reference inserts one small
 * row and commits, as the plainest use of the engine: "durable" is what production has, synchronous=FULL and fsync. */
#include "kernel/crypt/crypt.h"
#include "kernel/queue/queue.h"
#include "kernel/store/migrations_all.h"
#include "kernel/store/sql_all.h"
#include "tests/database.h"

#include <inttypes.h>
#include <pthread.h>
#include <unistd.h>

enum { PAIRS = 5, SLICE_MS = 1500, WORKERS = 4, FILLED = 20000, LEASE_MS = 60000 };
static const double goal = 0.60;

typedef struct {
    StoreThread *session;
    Ctx cx;
    int64_t until_ms, done;
    Rc rc;
} Worker;

static int64_t clock_ms(void)
{
    return clock_system.monotonic_ms(&clock_system);
}

static Ctx context(size_t arena_bytes)
{
    Ctx cx = {.arena = arena_new(arena_bytes), .clock = &clock_system, .random = &random_system, .id = STR("bench")};
    if (!cx.arena)
        abort();
    return cx;
}

typedef struct {
    int64_t *next;
    int count;
} Filling;

static Rc fill_some(Ctx *cx, Db *db, void *arg)
{
    Filling *f = arg;
    for (int i = 0; i < f->count; i++) {
        Str key;
        Id id;
        TRY(str_format(cx->arena, &key, "%" PRId64, *f->next + i));
        TRY(queue_put(cx, db, &(JobSpec){.kind = STR("bench"), .key = key, .payload = STR("{\"a\":1}")}, &id));
    }
    return OK;
}

/* Jobs to claim, so that no worker ever finds nothing. */
static Rc fill(Ctx *cx, Db *db, int64_t *next)
{
    QueueDepth *rows = NULL;
    size_t n = 0;
    TRY(queue_depth(cx, db, &rows, &n));
    for (int64_t there = n ? rows[0].waiting : 0; there < FILLED; there += 1000) {
        TRY(db_write(cx, db, fill_some, &(Filling){next, 1000}));
        *next += 1000;
        arena_clear(cx->arena);
    }
    return OK;
}

static Rc work(Worker *w)
{
    static const Str kinds[] = {{"bench", 5}};
    Db *db = NULL;
    TRY(store_platform(&w->cx, w->session, &db));
    while (clock_ms() < w->until_ms) {
        Job *jobs = NULL;
        JobHold holds[JOB_BATCH_MAX];
        size_t n = 0, lost = 0;
        arena_clear(w->cx.arena);
        TRY(queue_claim(&w->cx, db, STR("bench"), kinds, 1, JOB_BATCH_MAX, LEASE_MS, &jobs, &n));
        for (size_t i = 0; i < n; i++)
            holds[i] = (JobHold){jobs[i].id, jobs[i].lease};
        TRY(queue_complete(&w->cx, db, holds, n, &lost));
        w->done += (int64_t)(n - lost);
    }
    return OK;
}

static void *work_thread(void *arg)
{
    Worker *w = arg;
    w->rc = work(w);
    return NULL;
}

static Rc jobs_a_second(Worker workers[WORKERS], double *ret)
{
    pthread_t threads[WORKERS];
    int64_t began = clock_ms(), done = 0;
    for (int i = 0; i < WORKERS; i++) {
        workers[i].until_ms = began + SLICE_MS;
        workers[i].done = 0;
        if (pthread_create(&threads[i], NULL, work_thread, &workers[i]) != 0)
            return ERR_BUSY;
    }
    for (int i = 0; i < WORKERS; i++) {
        pthread_join(threads[i], NULL);
        TRY(workers[i].rc);
        done += workers[i].done;
    }
    *ret = (double)done * 1000 / (double)(clock_ms() - began);
    return OK;
}

/* One row and one commit, again and again. The row is a job of a kind nobody claims. */
static Rc commits_a_second(Ctx *cx, Db *db, int64_t *next, double *ret)
{
    int64_t began = clock_ms(), done = 0;
    for (; clock_ms() < began + SLICE_MS; done++) {
        Str key;
        Id id;
        arena_clear(cx->arena);
        TRY(str_format(cx->arena, &key, "%" PRId64, (*next)++));
        TRY(queue_put(cx, db, &(JobSpec){.kind = STR("other"), .key = key, .payload = STR("{}")}, &id));
    }
    *ret = (double)done * 1000 / (double)(clock_ms() - began);
    return OK;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values)
{
    qsort(values, PAIRS, sizeof *values, by_value);
    return values[PAIRS / 2];
}

typedef struct {
    double ratio[PAIRS], jobs[PAIRS], commits[PAIRS];
} Figures;

static Rc measure(Check *c, TestDatabase *d, Figures *ret)
{
    Worker workers[WORKERS];
    Ctx cx = context(16 << 20);
    Db *db = NULL;
    int64_t jobs = 0, rows = 0;
    for (int i = 0; i < WORKERS; i++)
        workers[i] = (Worker){.session = database_thread(c, d), .cx = context(4 << 20)};
    TRY(store_platform(&cx, d->thread, &db));
    for (int i = 0; i < PAIRS; i++) {
        TRY(fill(&cx, db, &jobs));
        TRY(commits_a_second(&cx, db, &rows, &ret->commits[i]));
        TRY(jobs_a_second(workers, &ret->jobs[i]));
        ret->ratio[i] = ret->jobs[i] / ret->commits[i];
    }
    for (int i = 0; i < WORKERS; i++)
        arena_free(workers[i].cx.arena);
    arena_free(cx.arena);
    return OK;
}

static DbEngine wanted;
static FILE *figure; /* standard output; what the test frame says goes to standard error */
static bool told;    /* without the engine the frame skips: that is no figure */

static void bench(Check *c, TestDatabase *d)
{
    Figures f;
    if (d->engine != wanted)
        return;
    Rc rc = measure(c, d, &f);
    if (!CHECK_INT(c, rc, OK))
        return;
    fprintf(figure,
            "{\"bench\": \"queue\", \"value\": %.3g, \"goal\": %.2f, \"unit\": \"ratio\", "
            "\"peer\": \"durable single-row commits\", \"engine\": \"%s\", "
            "\"jobs_per_s\": %.0f, \"commits_per_s\": %.0f, \"workers\": %d}\n",
            median(f.ratio), goal, wanted == DB_SQLITE ? "sqlite" : "postgres", median(f.jobs), median(f.commits),
            WORKERS);
    told = true;
}

static void on_one_engine(Check *c)
{
    database_each_engine(c, bench);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {{"queue", on_one_engine}};
    char *alone[] = {argv[0], NULL};
    if (argc != 2 || (strcmp(argv[1], "sqlite") != 0 && strcmp(argv[1], "postgres") != 0)) {
        fprintf(stderr, "usage: bench_queue sqlite|postgres   (postgres: below tools/test/postgres)\n");
        return 2;
    }
    wanted = strcmp(argv[1], "sqlite") == 0 ? DB_SQLITE : DB_POSTGRES;
    figure = fdopen(dup(STDOUT_FILENO), "w");
    if (!figure || dup2(STDERR_FILENO, STDOUT_FILENO) < 0 || crypt_init() != OK)
        return 1;
    int failed = check_main(1, alone, tests, 1);
    return fclose(figure) != 0 || failed || !told;
}
