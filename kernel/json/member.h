/* How rows of shape tables are written; included by shape.h, which says what they mean. */
#ifndef KERNEL_JSON_MEMBER_H
#define KERNEL_JSON_MEMBER_H

#include "kernel/json/shape.h"

#define SHAPE(id, shown, Type, table, sentence)                     \
    const Shape id = {.name = shown,                                \
                      .size = sizeof(Type),                         \
                      .members = table,                             \
                      .member_count = sizeof table / sizeof *table, \
                      .doc = sentence}

#define MEMBER_BASE(S, m, k) .name = #m, .kind = k, .at = offsetof(S, m), .has_at = MEMBER_NO_HAS
#define MEMBER_BOOL(S, m, sentence)                          \
    {                                                        \
        MEMBER_BASE(S, m, MEMBER_KIND_BOOL), .doc = sentence \
    }
#define MEMBER_INT(S, m, low, high, sentence)                                        \
    {                                                                                \
        MEMBER_BASE(S, m, MEMBER_KIND_INT), .min = low, .max = high, .doc = sentence \
    }
#define MEMBER_TIME(S, m, sentence) MEMBER_INT(S, m, 0, 253402300799999, sentence)
#define MEMBER_NUMBER(S, m, low, high, sentence)                                        \
    {                                                                                   \
        MEMBER_BASE(S, m, MEMBER_KIND_NUMBER), .min = low, .max = high, .doc = sentence \
    }
#define MEMBER_TEXT(S, m, rule, low, high, sentence)                                                \
    {                                                                                               \
        MEMBER_BASE(S, m, MEMBER_KIND_TEXT), .text = rule, .min = low, .max = high, .doc = sentence \
    }
#define MEMBER_ID(S, m, sentence)                          \
    {                                                      \
        MEMBER_BASE(S, m, MEMBER_KIND_ID), .doc = sentence \
    }
#define MEMBER_ENUM(S, m, texts, sentence)                                   \
    {                                                                        \
        MEMBER_BASE(S, m, MEMBER_KIND_ENUM), .names = texts, .doc = sentence \
    }
#define MEMBER_OBJECT(S, m, shape, sentence)                                 \
    {                                                                        \
        MEMBER_BASE(S, m, MEMBER_KIND_OBJECT), .of = &shape, .doc = sentence \
    }
#define MEMBER_LIST(S, m, shape, high, sentence)                                                              \
    {                                                                                                         \
        MEMBER_BASE(S, m, MEMBER_KIND_LIST), .of = &shape, .max = high, .item_size = sizeof(*((S *)0)->m.at), \
                                             .doc = sentence                                                  \
    }
/* A list of scalars; `one` is a Member without `at`: see ITEM_*. */
#define MEMBER_LIST_OF(S, m, one, low, high, sentence)                                             \
    {                                                                                              \
        MEMBER_BASE(S, m, MEMBER_KIND_LIST), .item = &one, .min = low, .max = high,                \
                                             .item_size = sizeof(*((S *)0)->m.at), .doc = sentence \
    }
#define MEMBER_JSON(S, m, high, sentence)                                 \
    {                                                                     \
        MEMBER_BASE(S, m, MEMBER_KIND_JSON), .max = high, .doc = sentence \
    }

/* The same with a presence flag: member `m` has a sibling `bool has_m` in the struct.
 *     OPTIONAL(Patch, name, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = 80, .doc = "…")            */
#define OPTIONAL(S, m, k, ...)                                                                                 \
    {                                                                                                          \
        .name = #m, .kind = k, .flags = MEMBER_OPTIONAL, .at = offsetof(S, m), .has_at = offsetof(S, has_##m), \
        __VA_ARGS__                                                                                            \
    }
#define NULLABLE(S, m, k, ...)                                                                                 \
    {                                                                                                          \
        .name = #m, .kind = k, .flags = MEMBER_NULLABLE, .at = offsetof(S, m), .has_at = offsetof(S, has_##m), \
        __VA_ARGS__                                                                                            \
    }

#define ITEM_TEXT(id, rule, low, high) \
    static const Member id = {.kind = MEMBER_KIND_TEXT, .has_at = MEMBER_NO_HAS, .text = rule, .min = low, .max = high}
#define ITEM_ID(id) static const Member id = {.kind = MEMBER_KIND_ID, .has_at = MEMBER_NO_HAS}
#define ITEM_ENUM(id, texts) \
    static const Member id = {.kind = MEMBER_KIND_ENUM, .has_at = MEMBER_NO_HAS, .names = texts}

#endif
