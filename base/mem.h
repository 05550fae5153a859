/* Memory that outlives a request: one owner, a `_free` that accepts NULL. The only door to malloc outside base. */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* `size` zeroed bytes, or NULL (also at a fault point). The caller owns them. */
void *mem_get(size_t size) __attribute__((warn_unused_result));

/* `count` × `size` zeroed bytes; NULL on overflow too. */
void *mem_array(size_t count, size_t size) __attribute__((warn_unused_result));

void mem_free(void *at);

#endif
