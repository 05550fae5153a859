/* For tests: several threads, each with a session and a context of its own, that start at the same moment. */
#ifndef KERNEL_STORE_TEST_CREW_H
#define KERNEL_STORE_TEST_CREW_H

#include "kernel/store/test_schema.h"

enum { CREW_MAX = 8 };

typedef struct {
    size_t number; /* 0 … crew − 1 */
    Ctx *cx;       /* real clock and chance */
    StoreThread *sessions;
    void *shared; /* what all see */
    int64_t done; /* for the body to count in */
    Rc rc;        /* for the body to answer with */
} Crewman;

/* Runs `body` in `n` ≤ CREW_MAX threads and waits for all; `ret` is an array of `n`. */
void crew_run(Check *c, TestDatabase *d, size_t n, void (*body)(Crewman *me), void *shared, Crewman *ret);

#endif
