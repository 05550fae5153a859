/* Memory that lives as long as one request or one job, with a ceiling. Freed at once, never piece by piece. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/rc.h"

#include <stddef.h>

typedef struct Arena Arena;

/* An empty arena that will hand out at most `limit_bytes`. NULL when the machine has no memory left. */
Arena *arena_new(size_t limit_bytes);

/* Gives everything back. Accepts NULL. */
void arena_free(Arena *a);

/* Forgets what was handed out and keeps one block, so that the next request costs no malloc. */
void arena_clear(Arena *a);

/* `size` zeroed bytes aligned for any type; NULL past the limit (or at a fault point). Size 0 gives a valid pointer. */
void *arena_get(Arena *a, size_t size) MUST;

/* `count` × `size` zeroed bytes; NULL on overflow too. */
void *arena_array(Arena *a, size_t count, size_t size) MUST;

/* Bytes handed out so far. */
size_t arena_used(const Arena *a);

/* A place to come back to: what was taken since is given back. Marks nest; a mark older than a clear is void. */
typedef struct {
    void *block;
    size_t block_used;
    size_t used;
} ArenaMark;
ArenaMark arena_mark(const Arena *a);
void arena_rewind(Arena *a, ArenaMark mark);

void arena_drop(Arena **a);
#define AUTO_ARENA __attribute__((cleanup(arena_drop))) Arena *

#endif
