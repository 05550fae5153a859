/* Group commit: many batches, few commits; each batch stands and falls alone; what stops the transaction stops all. */
#include "kernel/store/group_commit.h"

#include "base/fault.h"
#include "kernel/store/engine.h"
#include "kernel/store/test_crew.h"

#include <sched.h>
#include <stdatomic.h>

typedef struct {
    Id space;
    size_t crew;
    GroupQueue *queue;    /* NULL: this engine has none */
    size_t failing;       /* number of the one whose body refuses; SIZE_MAX = none */
    _Atomic size_t begun; /* bodies */
} Scene;

typedef struct {
    Crewman *me;
    Scene *scene;
} Part;

static size_t waiting(GroupQueue *q)
{
    pthread_mutex_lock(&q->mutex);
    size_t n = q->waiting;
    pthread_mutex_unlock(&q->mutex);
    return n;
}

/* The first body goes on when all others stand in line, so that the number of commits depends on no timing. */
static Rc put_family(Ctx *cx, Db *db, void *arg)
{
    const Part *p = arg;
    Scene *s = p->scene;
    Id parent;
    Str name;
    if (s->queue && atomic_fetch_add(&s->begun, 1) == 0)
        while (waiting(s->queue) < s->crew - 1)
            sched_yield();
    TRY(str_format(cx->arena, &name, "family %zu", p->me->number));
    TRY(test_put_parent(cx, db, name.at, &parent));
    TRY(test_put_child(cx, db, &parent));
    if (p->me->number == s->failing)
        return fail(cx, ERR_REFUSED, "http.refused", NULL);
    return OK;
}

static void write_family(Crewman *me)
{
    Scene *s = me->shared;
    Db *db;
    me->rc = store_space(me->cx, me->sessions, &s->space, &db);
    if (me->rc != OK)
        return;
    me->rc = db_write_group(me->cx, db, put_family, &(Part){me, s});
    me->done = me->rc == ERR_REFUSED && me->cx->problem.code != NULL;
}

static Db *open_scene(Check *c, TestDatabase *d, Scene *s)
{
    s->space = database_space(c, d);
    Db *db = database_open(c, d, &s->space);
    s->queue = db->engine->group ? db->engine->group(db) : NULL;
    return db;
}

static void count(Check *c, Db *db, int64_t families)
{
    int64_t parents = -1, children = -1;
    CHECK(c, test_count(check_ctx(c), db, SQL_parent_count, &parents) == OK);
    CHECK(c, test_count(check_ctx(c), db, SQL_child_count_all, &children) == OK);
    CHECK_INT(c, parents, families);
    CHECK_INT(c, children, families);
}

static void shared_commits(Check *c, TestDatabase *d)
{
    Scene s = {.crew = CREW_MAX, .failing = SIZE_MAX};
    Crewman crew[CREW_MAX];
    Db *db = open_scene(c, d, &s);
    crew_run(c, d, s.crew, write_family, &s, crew);
    for (size_t i = 0; i < s.crew; i++)
        CHECK_INT(c, crew[i].rc, OK);
    count(c, db, CREW_MAX);
    if (s.queue)
        CHECK_INT(c, (int64_t)s.queue->commits, 2); /* the first alone, then all who came meanwhile */
}

static void alone(Check *c, TestDatabase *d)
{
    enum { FEW = 4 };
    for (size_t failing = 0; failing < FEW; failing++) {
        Scene s = {.crew = FEW, .failing = failing};
        Crewman crew[FEW];
        Db *db = open_scene(c, d, &s);
        crew_run(c, d, s.crew, write_family, &s, crew);
        for (size_t i = 0; i < s.crew; i++) {
            CHECK_INT(c, crew[i].rc, i == failing ? ERR_REFUSED : OK);
            CHECK_INT(c, crew[i].done, i == failing); /* its reason came along */
        }
        count(c, db, FEW - 1);
    }
}

static Rc put_same_twice(Ctx *cx, Db *db, void *arg)
{
    Id parent;
    (void)arg;
    TRY(test_put_parent(cx, db, "same", &parent));
    return test_put_parent(cx, db, "same", &parent);
}

static void constraints(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Scene s = {.failing = SIZE_MAX, .crew = 1};
    Crewman me = {0};
    Db *db = open_scene(c, d, &s);
    CHECK(c, db_write_group(cx, db, put_same_twice, NULL) == ERR_CONFLICT);
    count(c, db, 0);
    CHECK(c, db_write_group(cx, db, put_family, &(Part){&me, &s}) == OK);
    count(c, db, 1);
}

static Rc nested(Ctx *cx, Db *db, void *arg)
{
    return db_write_group(cx, db, put_same_twice, arg);
}

static void inside(Check *c, TestDatabase *d)
{
    Scene s = {0};
    Db *db = open_scene(c, d, &s);
    CHECK(c, db_write(check_ctx(c), db, nested, NULL) == ERR_BUG);
    count(c, db, 0);
}

/* Each allocation, statement and commit in turn. */
static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Scene s = {.failing = SIZE_MAX, .crew = 1};
    Db *db = open_scene(c, d, &s);
    Rc rc = ERR_BUG;
    int64_t written = 0;
    for (long n = 0; n < 1000 && rc != OK; n++) {
        Crewman me = {.number = (size_t)n};
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        rc = db_write_group(cx, db, put_family, &(Part){&me, &s});
        fault_disarm();
        written += rc == OK;
        CHECK(c, rc == OK || rc == ERR_IO || rc == ERR_NOMEM);
        count(c, db, written);
    }
    CHECK(c, rc == OK);
}

/* The leader fails for all: who has come meanwhile is told so, and can come again. */
static Rc wait_and_spoil(Ctx *cx, Db *db, void *arg)
{
    Rc rc = put_family(cx, db, arg);
    fault_after(FAULT_STATEMENT, 0);
    return rc;
}

static void write_spoilt(Crewman *me)
{
    Scene *s = me->shared;
    Db *db;
    me->rc = store_space(me->cx, me->sessions, &s->space, &db);
    if (me->rc != OK)
        return;
    me->rc = db_write_group(me->cx, db, wait_and_spoil, &(Part){me, s});
    fault_disarm();
    me->done = me->rc == ERR_IO && me->cx->problem.code != NULL;
}

static void shared_failure(Check *c, TestDatabase *d)
{
    Scene s = {.crew = CREW_MAX, .failing = SIZE_MAX};
    Crewman crew[CREW_MAX];
    Db *db = open_scene(c, d, &s);
    crew_run(c, d, s.crew, write_spoilt, &s, crew);
    for (size_t i = 0; i < s.crew; i++) {
        CHECK_INT(c, crew[i].rc, ERR_IO);
        CHECK(c, crew[i].done);
    }
    count(c, db, 0);
    if (s.queue)
        CHECK_INT(c, (int64_t)s.queue->commits, 0);
    s.crew = 1;
    CHECK(c, db_write_group(check_ctx(c), db, put_family, &(Part){&(Crewman){0}, &s}) == OK);
    count(c, db, 1);
}

static void on_each(Check *c, DatabaseTest run)
{
    database_each_engine_with(c, &test_conf, run);
}

static void batches_of_many_threads_share_commits(Check *c)
{
    on_each(c, shared_commits);
}

static void a_batch_that_is_refused_undoes_nothing_of_others(Check *c)
{
    on_each(c, alone);
}

static void a_broken_constraint_undoes_its_own_batch(Check *c)
{
    on_each(c, constraints);
}

static void it_is_no_part_of_another_transaction(Check *c)
{
    on_each(c, inside);
}

static void every_fault_is_answered_and_leaves_nothing(Check *c)
{
    on_each(c, faults);
}

static void a_commit_that_fails_is_told_to_all_who_shared_it(Check *c)
{
    on_each(c, shared_failure);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"batches of many threads share commits", batches_of_many_threads_share_commits},
        {"a batch that is refused undoes nothing of others", a_batch_that_is_refused_undoes_nothing_of_others},
        {"a broken constraint undoes its own batch", a_broken_constraint_undoes_its_own_batch},
        {"group commit is no part of another transaction", it_is_no_part_of_another_transaction},
        {"every fault of a group is answered and leaves nothing", every_fault_is_answered_and_leaves_nothing},
        {"a commit that fails is told to all who shared it", a_commit_that_fails_is_told_to_all_who_shared_it},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
