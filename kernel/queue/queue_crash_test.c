/* A worker process that claims, completes and acknowledges through a pipe is killed at random moments: nothing
 * acknowledged is lost, nothing is done twice (OPERATIONS §11). KAIR_TEST_CRASHES sets the number of kills. */
#include "kernel/crypt/crypt.h"
#include "kernel/queue/queue.h"
#include "kernel/store/migrations_all.h"
#include "kernel/store/sql_all.h"
#include "tests/database.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CRASHES = 24, JOBS = 800, LEASE_MS = 1, DAY_MS = 86400000, SAFE_MS = 600000 };

static const StoreConf product = {
    .sql = sql_all, .sql_count = SQL_COUNT, .migrations = migrations_all, .migration_count = MIGRATION_COUNT};

typedef struct {
    Str url;
    const char *data_dir;
    int pipe;
    bool to_the_end; /* runs until nothing is left */
} Child;

static Rc fill_jobs(Ctx *cx, Db *db, void *arg)
{
    (void)arg;
    for (int i = 0; i < JOBS; i++) {
        Str key;
        Id id;
        TRY(str_format(cx->arena, &key, "%d", i));
        TRY(queue_put(cx, db, &(JobSpec){.kind = STR("crash"), .key = key, .payload = STR("{}")}, &id));
    }
    return OK;
}

static bool tell(int pipe, const void *at, size_t n)
{
    return write(pipe, at, n) == (ssize_t)n; /* below PIPE_BUF: whole or not at all */
}

/* Claims, completes, and only then says so. A lease of a millisecond makes the next process find what this one held. */
static Rc work(Ctx *cx, Db *db, const Child *child)
{
    static const Str kinds[] = {{"crash", 5}};
    for (int idle = 0; !child->to_the_end || idle < 2;) {
        Job *jobs = NULL;
        JobHold holds[JOB_BATCH_MAX];
        size_t max = child->to_the_end ? JOB_BATCH_MAX : 2; /* small: more moments to be killed at */
        size_t n = 0, lost = 0;
        int64_t expired;
        arena_clear(cx->arena);
        TRY(queue_sweep(cx, db, DAY_MS, &expired));
        TRY(queue_claim(cx, db, STR("crash"), kinds, 1, max, child->to_the_end ? SAFE_MS : LEASE_MS, &jobs, &n));
        idle = n ? 0 : idle + 1;
        for (size_t i = 0; i < n; i++)
            holds[i] = (JobHold){jobs[i].id, jobs[i].lease};
        TRY(queue_complete(cx, db, holds, n, &lost));
        if (lost)
            return ERR_CONFLICT; /* alone in the queue, nobody can have taken a lease away */
        for (size_t i = 0; i < n; i++)
            if (!tell(child->pipe, holds[i].job.text, ID_TEXT))
                return ERR_IO;
    }
    return OK;
}

static Rc child_main(const Child *child)
{
    Ctx cx = {.arena = arena_new(8 << 20), .clock = &clock_system, .random = &random_system, .id = STR("child")};
    StoreConf conf = product;
    Store *store = NULL;
    StoreThread *session = NULL;
    Db *db = NULL;
    conf.url = child->url;
    conf.data_dir = str_of(child->data_dir);
    TRY(store_open(&cx, &conf, &store));
    TRY(store_thread_new(store, &session));
    TRY(store_platform(&cx, session, &db));
    if (!tell(child->pipe, "r", 1))
        return ERR_IO;
    TRY(work(&cx, db, child));
    store_thread_free(session);
    store_close(store);
    arena_free(cx.arena);
    return OK;
}

typedef struct {
    char ids[JOBS][ID_TEXT];
    size_t n;
    size_t doubled;
} Acknowledged;

static void note(Acknowledged *a, const char *id)
{
    for (size_t i = 0; i < a->n; i++)
        if (memcmp(a->ids[i], id, ID_TEXT) == 0)
            a->doubled++;
    if (a->n < JOBS)
        memcpy(a->ids[a->n++], id, ID_TEXT);
}

/* Reads what the child says to its end; whole identities only count. */
static void listen_to(int pipe, Acknowledged *a)
{
    char id[ID_TEXT];
    size_t n = 0;
    for (ssize_t got = 1; got > 0;) {
        got = read(pipe, id + n, sizeof id - n);
        n += got > 0 ? (size_t)got : 0;
        if (n == sizeof id) {
            note(a, id);
            n = 0;
        }
    }
}

/* One child, killed 1–81 ms after it is ready unless it runs to the end. False when it ended otherwise. */
static bool run_child(const TestDatabase *d, bool to_the_end, Acknowledged *a)
{
    int ends[2], status = 0;
    char ready = 0;
    uint32_t chance;
    if (pipe(ends) != 0)
        return false;
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        Child child = {.url = d->url, .data_dir = d->data_dir, .pipe = ends[1], .to_the_end = to_the_end};
        _exit(child_main(&child) == OK ? 0 : 1);
    }
    close(ends[1]);
    random_system.fill(&random_system, &chance, sizeof chance);
    struct timespec wait = {.tv_nsec = 1000000 + (long)(chance % 80000000)};
    if (pid > 0 && read(ends[0], &ready, 1) == 1 && !to_the_end) {
        nanosleep(&wait, NULL);
        kill(pid, SIGKILL);
    }
    listen_to(ends[0], a);
    close(ends[0]);
    bool waited = pid > 0 && waitpid(pid, &status, 0) == pid;
    bool killed = waited && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    return to_the_end ? waited && WIFEXITED(status) && WEXITSTATUS(status) == 0 : killed;
}

static void check_acknowledged(Check *c, TestDatabase *d, const Acknowledged *a)
{
    Db *db = database_platform(c, d);
    QueueDepth *rows = NULL;
    size_t kinds = 0, lost = 0;
    for (size_t i = 0; i < a->n; i++) {
        Id id;
        Job job = {.state = JOB_STATE_COUNT};
        ArenaMark mark = arena_mark(check_ctx(c)->arena);
        bool done = id_parse((Str){a->ids[i], ID_TEXT}, &id) == OK && queue_get(check_ctx(c), db, &id, &job) == OK;
        lost += !(done && job.state == JOB_DONE);
        arena_rewind(check_ctx(c)->arena, mark);
    }
    CHECK_INT(c, (int64_t)lost, 0);
    CHECK_INT(c, (int64_t)a->doubled, 0);
    CHECK_INT(c, queue_depth(check_ctx(c), db, &rows, &kinds), OK);
    CHECK_INT(c, (int64_t)kinds, 0); /* nothing waits, is leased or has failed: all are done */
}

static int crashes(void)
{
    int64_t n = CRASHES;
    Str asked = str_of(getenv("KAIR_TEST_CRASHES"));
    return asked.n && str_i64(asked, &n) == OK && n >= 0 && n <= 100000 ? (int)n : CRASHES;
}

static void killed_there(Check *c, TestDatabase *d)
{
    static Acknowledged a;
    a = (Acknowledged){.n = 0};
    REQUIRE(c, db_write(check_ctx(c), database_platform(c, d), fill_jobs, NULL) == OK);
    store_thread_free(d->thread); /* the children own the data */
    store_close(d->store);
    d->thread = NULL;
    d->store = NULL;
    for (int i = 0; i < crashes(); i++)
        CHECK(c, run_child(d, false, &a));
    size_t before = a.n;
    CHECK(c, before > 0 || crashes() == 0);
    CHECK(c, run_child(d, true, &a));
    database_reopen(c, d);
    check_acknowledged(c, d, &a);
    check_say(c, "%zu acknowledged under %d kills, %zu in all", before, crashes(), a.n);
}

static void killed(Check *c)
{
    database_each_engine(c, killed_there);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a worker killed at random loses nothing it acknowledged and does nothing twice", killed},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
