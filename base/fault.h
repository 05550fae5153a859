/* Fault points: in tests, the Nth operation of a kind fails, so that every error path is walked. Off in production: one
 * comparison of a thread-local counter. */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>

typedef enum {
    FAULT_MEMORY = 1 << 0,    /* an allocation */
    FAULT_STATEMENT = 1 << 1, /* a step of an SQL statement, or a commit */
    FAULT_WRITE = 1 << 2,     /* a write or fsync of a file */
    FAULT_RENAME = 1 << 3,    /* a rename of a file */
    FAULT_ALL = 15
} FaultKind;

/* From now on, in this thread, the operation number `countdown` (0 = the next) of any kind in `kinds` fails, once. */
void fault_after(unsigned kinds, long countdown);

/* Nothing fails any more in this thread. True when the armed fault was reached. */
bool fault_disarm(void);

/* Asked by the operation itself: must it fail now? */
bool fault_here(FaultKind kind);

#endif
