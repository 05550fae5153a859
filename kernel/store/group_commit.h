/* Group commit: batches that many threads write to one SQLite database at the same time share one transaction and one
 * fsync. The first that comes leads: it opens the transaction on its own connection, runs the bodies of all who have
 * come meanwhile, each in a savepoint of its own, commits, and tells each its outcome. Knows no SQL. */
#ifndef KERNEL_STORE_GROUP_COMMIT_H
#define KERNEL_STORE_GROUP_COMMIT_H

#include "kernel/store/db.h"

#include <pthread.h>

enum { GROUP_BATCHES_MAX = 64 }; /* of one transaction: those behind it need not wait for ever more */

typedef struct GroupBatch GroupBatch;
typedef struct GroupQueue {
    pthread_mutex_t mutex;
    GroupBatch *first, *last; /* waiting threads, on their own stacks */
    size_t waiting;
    bool led;         /* one of them has the lead: it is, or was, the first */
    uint64_t commits; /* transactions so far */
} GroupQueue;

void group_init(GroupQueue *q);
void group_release(GroupQueue *q);

/* Runs the body on some thread's connection and answers when it is durable. The outcome of one body is its own: not OK
 * undoes what it wrote and nothing else. What stops the transaction as a whole is the outcome of all. */
Rc group_run(Ctx *cx, Db *db, GroupQueue *q, TxBody body, void *arg) MUST;

#endif
