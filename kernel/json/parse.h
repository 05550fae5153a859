/* Text to a jansson tree that lives in the request's arena. Internal to kernel/json: no tree leaves the folder. */
#ifndef KERNEL_JSON_PARSE_H
#define KERNEL_JSON_PARSE_H

#include "base/ctx.h"

#include <jansson.h>

/* Values in one document: a tree costs far more memory than its text. The largest honest one tells the segments of
 * twelve hours of sound. */
enum { JSON_VALUES_MAX = 64000 };

/* ERR_INVALID http.malformed, http.bad_utf8, http.too_deep, http.duplicate_member, http.out_of_range (a number beyond
 * what any member can hold); ERR_LIMIT http.too_large past JSON_VALUES_MAX; ERR_NOMEM. The tree is never freed by
 * itself: it goes with the arena. */
Rc json_parse(Ctx *cx, Str text, json_t **ret) MUST;

/* A sub-tree as compact text in the arena. */
Rc json_compact(Ctx *cx, const json_t *value, size_t ceiling, Str *ret) MUST;

#endif
