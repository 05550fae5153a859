/* The turn to write to one SQLite database, in order of arrival: SQLite's own waiting is by polling, which lets one
 * thread starve. Knows no SQL. */
#ifndef KERNEL_STORE_WRITER_H
#define KERNEL_STORE_WRITER_H

#include "base/rc.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct WriterWait WriterWait;
typedef struct {
    pthread_mutex_t mutex;
    WriterWait *first, *last; /* waiting threads, on their own stacks */
    bool taken;
} WriterTurn;

void writer_init(WriterTurn *t);
void writer_release(WriterTurn *t);

/* Waits for the turn; ERR_BUSY after `limit_ms`. Not reentrant. */
Rc writer_enter(WriterTurn *t, int64_t limit_ms) MUST;
void writer_leave(WriterTurn *t);

#endif
