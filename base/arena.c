/* Blocks chained newest first; each is at least BLOCK_MIN bytes and a request larger than that gets its own. */
#include "base/arena.h"

#include "base/fault.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_MIN = 8192 };

typedef struct Block {
    struct Block *older;
    size_t used;
    size_t size;
    alignas(max_align_t) char bytes[];
} Block;

struct Arena {
    Block *newest;
    size_t used; /* handed out, padding included */
    size_t limit;
};

Arena *arena_new(size_t limit_bytes)
{
    Arena *a = fault_here(FAULT_MEMORY) ? NULL : calloc(1, sizeof *a);
    if (a)
        a->limit = limit_bytes;
    return a;
}

static void free_blocks_until(Arena *a, const Block *keep)
{
    while (a->newest != keep) {
        Block *older = a->newest->older;
        free(a->newest);
        a->newest = older;
    }
}

void arena_free(Arena *a)
{
    if (!a)
        return;
    free_blocks_until(a, NULL);
    free(a);
}

void arena_drop(Arena **a)
{
    arena_free(*a);
    *a = NULL;
}

void arena_clear(Arena *a)
{
    Block *oldest = a->newest;
    while (oldest && oldest->older)
        oldest = oldest->older;
    free_blocks_until(a, oldest && oldest->size == BLOCK_MIN ? oldest : NULL);
    if (a->newest)
        a->newest->used = 0;
    a->used = 0;
}

static Block *grow(Arena *a, size_t size)
{
    size_t room = size > BLOCK_MIN ? size : BLOCK_MIN;
    Block *b = fault_here(FAULT_MEMORY) ? NULL : malloc(sizeof *b + room);
    if (!b)
        return NULL;
    *b = (Block){.older = a->newest, .size = room};
    a->newest = b;
    return b;
}

void *arena_get(Arena *a, size_t size)
{
    const size_t step = alignof(max_align_t);
    if (size > SIZE_MAX - step)
        return NULL;
    size_t padded = size ? (size + step - 1) / step * step : step;
    if (padded > a->limit - a->used)
        return NULL;
    Block *b = a->newest;
    if (!b || b->size - b->used < padded)
        b = grow(a, padded);
    if (!b)
        return NULL;
    void *at = b->bytes + b->used;
    b->used += padded;
    a->used += padded;
    return memset(at, 0, padded);
}

void *arena_array(Arena *a, size_t count, size_t size)
{
    size_t total;
    return __builtin_mul_overflow(count, size, &total) ? NULL : arena_get(a, total);
}

size_t arena_used(const Arena *a)
{
    return a->used;
}

ArenaMark arena_mark(const Arena *a)
{
    return (ArenaMark){.block = a->newest, .block_used = a->newest ? a->newest->used : 0, .used = a->used};
}

void arena_rewind(Arena *a, ArenaMark mark)
{
    free_blocks_until(a, mark.block);
    if (a->newest)
        a->newest->used = mark.block_used;
    a->used = mark.used;
}
