/* The queue, its leader, and the transaction of many batches. */
#include "kernel/store/group_commit.h"

#include "base/fault.h"
#include "kernel/store/engine.h"

struct GroupBatch {
    Ctx *cx;
    TxBody body;
    void *arg;
    Rc rc;
    bool done, leads;
    pthread_cond_t told;
    GroupBatch *next;
};

void group_init(GroupQueue *q)
{
    *q = (GroupQueue){0};
    pthread_mutex_init(&q->mutex, NULL);
}

void group_release(GroupQueue *q)
{
    pthread_mutex_destroy(&q->mutex);
}

/* One body in its savepoint. The answer is about the transaction; the batch's own outcome is in `b`. A body that fails
 * leaves the transaction usable, unless the engine gave all of it up: a full disk, an I/O error. */
static Rc run_batch(Ctx *cx, Db *db, GroupBatch *b)
{
    db->tx_rc = OK;
    db->clashed = false;
    TRY(db->engine->mark(cx, db));
    b->rc = b->body(b->cx, db, b->arg);
    if (b->rc == OK)
        b->rc = db->tx_rc; /* a body that looked away from a failure */
    if (b->rc == OK)
        return db->engine->keep(cx, db);
    return db->engine->undo(db) ? OK : b->rc;
}

static Rc run_all(Ctx *cx, Db *db, GroupBatch *batches)
{
    Rc rc = OK;
    for (GroupBatch *b = batches; b && rc == OK; b = b->next)
        rc = run_batch(cx, db, b);
    if (rc == OK && fault_here(FAULT_STATEMENT))
        rc = db_failed(cx, db, "commit", ERR_IO, "fault point");
    if (rc == OK)
        return db->engine->commit(cx, db);
    db->engine->rollback(db);
    return rc;
}

static Rc begin(Ctx *cx, Db *db)
{
    Rc rc;
    int attempt = 0;
    do {
        db->clashed = false;
        rc = db->engine->begin(cx, db, TX_WRITE);
    } while (rc == ERR_BUSY && db->clashed && tx_wait_turn(++attempt));
    return rc;
}

/* Takes those who wait, up to the maximum; the leader is the first of them. With the mutex held. */
static GroupBatch *take(GroupQueue *q)
{
    GroupBatch *taken = q->first, *last = taken;
    size_t count = 1;
    for (; last->next && count < GROUP_BATCHES_MAX; count++)
        last = last->next;
    q->waiting -= count;
    q->first = last->next;
    if (!q->first)
        q->last = NULL;
    last->next = NULL;
    return taken;
}

/* Tells each its outcome and hands the lead to the first who came meanwhile. `rc` is that of the transaction; who had
 * failed alone keeps its own. */
static void tell(GroupQueue *q, GroupBatch *batches, const GroupBatch *leader, Rc rc)
{
    pthread_mutex_lock(&q->mutex);
    q->commits += rc == OK;
    for (GroupBatch *b = batches; b; b = b->next) {
        if (b->rc == OK && rc != OK)
            b->rc = b == leader ? rc : fail(b->cx, rc, leader->cx->problem.code, NULL);
        b->done = true;
        pthread_cond_signal(&b->told);
    }
    q->led = q->first != NULL;
    if (q->first) {
        q->first->leads = true;
        pthread_cond_signal(&q->first->told);
    }
    pthread_mutex_unlock(&q->mutex);
}

static void lead(Ctx *cx, Db *db, GroupQueue *q, const GroupBatch *me)
{
    Rc rc = begin(cx, db); /* waits for its turn, and others come meanwhile */
    pthread_mutex_lock(&q->mutex);
    GroupBatch *batches = take(q);
    pthread_mutex_unlock(&q->mutex);
    if (rc == OK) {
        db->tx = TX_WRITE;
        db->thread->in_transaction = db;
        rc = run_all(cx, db, batches);
        db->tx = TX_NONE;
        db->thread->in_transaction = NULL;
    }
    tell(q, batches, me, rc);
}

static void join(GroupQueue *q, GroupBatch *me)
{
    pthread_mutex_lock(&q->mutex);
    *(q->last ? &q->last->next : &q->first) = me;
    q->last = me;
    q->waiting++;
    me->leads = !q->led;
    q->led = true;
    while (!me->done && !me->leads)
        pthread_cond_wait(&me->told, &q->mutex);
    pthread_mutex_unlock(&q->mutex);
}

Rc group_run(Ctx *cx, Db *db, GroupQueue *q, TxBody body, void *arg)
{
    GroupBatch me = {.cx = cx, .body = body, .arg = arg};
    if (db->thread->in_transaction)
        return db_failed(cx, db, "begin", ERR_BUG, "a transaction inside another");
    pthread_cond_init(&me.told, NULL);
    join(q, &me);
    if (!me.done)
        lead(cx, db, q, &me);
    pthread_cond_destroy(&me.told);
    return me.rc;
}
