/* calloc behind a fault point. */
#include "base/mem.h"

#include "base/fault.h"

#include <stdlib.h>

void *mem_get(size_t size)
{
    return fault_here(FAULT_MEMORY) ? NULL : calloc(1, size);
}

void *mem_array(size_t count, size_t size)
{
    return fault_here(FAULT_MEMORY) ? NULL : calloc(count, size);
}

void mem_free(void *at)
{
    free(at);
}
