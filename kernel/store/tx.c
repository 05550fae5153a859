/* The transaction runner: begin, body, commit, and again when two transactions clashed. Knows neither engine. */
#include "kernel/store/engine.h"

#include "base/fault.h"
#include "kernel/store/group_commit.h"

#include <time.h>

enum { PAUSE_MAX_MS = 64 };

/* Pauses of 0–1, 0–2, 0–4 … ms, so that those who clashed do not meet again. The chance here decides nothing but the
 * length of a pause; the request's own generator stays untouched, or a repeated body would make other identities. */
bool tx_wait_turn(int attempt)
{
    if (attempt >= TX_ATTEMPTS)
        return false;
    int64_t most_ms = attempt < 6 ? INT64_C(1) << attempt : PAUSE_MAX_MS;
    uint32_t chance;
    random_system.fill(&random_system, &chance, sizeof chance);
    struct timespec pause = {.tv_nsec = (long)((int64_t)chance % (most_ms * 1000000))};
    nanosleep(&pause, NULL);
    return true;
}

static Rc attempt_once(Ctx *cx, Db *db, TxKind kind, TxBody body, void *arg)
{
    db->tx_rc = OK;
    db->clashed = false;
    TRY(db->engine->begin(cx, db, kind));
    db->tx = kind;
    db->thread->in_transaction = db;
    Rc rc = body(cx, db, arg);
    if (rc == OK)
        rc = db->tx_rc; /* a body that looked away from a failure */
    if (rc == OK && fault_here(FAULT_STATEMENT))
        rc = db_failed(cx, db, "commit", ERR_IO, "fault point");
    if (rc == OK)
        rc = db->engine->commit(cx, db);
    else
        db->engine->rollback(db);
    db->tx = TX_NONE;
    db->thread->in_transaction = NULL;
    return rc;
}

Rc tx_run(Ctx *cx, Db *db, TxKind kind, TxBody body, void *arg)
{
    if (db->thread->in_transaction)
        return db_failed(cx, db, "begin", ERR_BUG, "a transaction inside another");
    ArenaMark mark = arena_mark(cx->arena);
    for (int attempt = 1;; attempt++) {
        Rc rc = attempt_once(cx, db, kind, body, arg);
        if (rc == OK || !db->clashed)
            return rc;
        if (!tx_wait_turn(attempt))
            return db_failed(cx, db, "begin", ERR_BUSY, "clashed too often");
        arena_rewind(cx->arena, mark);
        fail_clear(cx);
    }
}

Rc db_write(Ctx *cx, Db *db, TxBody body, void *arg)
{
    return tx_run(cx, db, TX_WRITE, body, arg);
}

Rc db_write_rows(Ctx *cx, Db *db, TxBody body, void *arg)
{
    return tx_run(cx, db, TX_ROWS, body, arg);
}

Rc db_write_group(Ctx *cx, Db *db, TxBody body, void *arg)
{
    GroupQueue *q = db->engine->group ? db->engine->group(db) : NULL;
    return q ? group_run(cx, db, q, body, arg) : tx_run(cx, db, TX_ROWS, body, arg);
}

Rc db_read(Ctx *cx, Db *db, TxBody body, void *arg)
{
    return tx_run(cx, db, TX_READ, body, arg);
}
