/* Shapes: one table says what a struct looks like in JSON. It decodes requests, encodes replies, reads query strings,
 * writes the JSON Schema of the API document and makes samples for the generated tests. Knows nothing of HTTP.
 *
 *     typedef struct { Id id; Str name; int64_t member_count; } Group;
 *     static const Member group_members[] = {
 *         MEMBER_ID(Group, id, "Stable identity"),
 *         MEMBER_TEXT(Group, name, TEXT_LINE, 1, 80, "Shown in lists"),
 *         MEMBER_INT(Group, member_count, 0, INT64_MAX, "People in it"),
 *     };
 *     SHAPE(group_shape, "Group", Group, group_members, "A named set of people");
 */
#ifndef KERNEL_JSON_SHAPE_H
#define KERNEL_JSON_SHAPE_H

#include "base/id.h"

typedef enum {
    MEMBER_KIND_BOOL,   /* bool */
    MEMBER_KIND_INT,    /* int64_t within [min, max] */
    MEMBER_KIND_NUMBER, /* double within [min, max] */
    MEMBER_KIND_TEXT,   /* Str of min..max characters (code points) obeying `text` */
    MEMBER_KIND_ID,     /* Id */
    MEMBER_KIND_ENUM,   /* int, index into `names` (NULL-terminated) */
    MEMBER_KIND_OBJECT, /* struct of shape `of`, in place */
    MEMBER_KIND_LIST,   /* ListOf(...) of min..max items of shape `of`, or of scalars when `item` is set */
    MEMBER_KIND_ONE_OF, /* struct whose shape `of` depends on the text of member "kind": see Variant */
    MEMBER_KIND_JSON,   /* Str: any JSON value, kept as compact text */
    MEMBER_KIND_COUNT
} MemberKind;

/* What a text may hold; each is also a pattern or format in the document. All refuse NUL and invalid UTF-8. */
typedef enum {
    TEXT_LINE,   /* no control character; trimmed when decoded */
    TEXT_BLOCK,  /* line breaks and tabs too */
    TEXT_EMAIL,  /* addr-spec of RFC 5321 without quoting, ≤ 254 bytes; lower-cased */
    TEXT_SECRET, /* any character but NUL; never in logs or samples of documents */
    TEXT_SLUG,   /* a-z 0-9 and single dashes */
    TEXT_TOKEN,  /* A-Z a-z 0-9 - _ . */
    TEXT_RULE_COUNT
} TextRule;

typedef enum {
    MEMBER_REQUIRED = 0,
    MEMBER_OPTIONAL = 1 << 0, /* may be absent: `has_at` tells (absent in replies when false) */
    MEMBER_NULLABLE = 1 << 1, /* null allowed; null = has is false. In replies an absent nullable member is null */
} MemberFlag;

typedef struct Shape Shape;
typedef struct Member Member;
struct Member {
    const char *name;
    MemberKind kind;
    unsigned flags;
    size_t at;     /* offset of the value in the struct */
    size_t has_at; /* offset of its bool; MEMBER_NO_HAS if it has none */
    int64_t min, max;
    TextRule text;
    const char *const *names; /* enum: NULL-terminated */
    const Shape *of;          /* object, list of objects, one-of */
    const Member *item;       /* list of scalars: how one item looks (its `at` is 0) */
    size_t item_size;         /* list: sizeof one item */
    const char *doc;
};
#define MEMBER_NO_HAS ((size_t)-1)

/* One-of by "kind": the value is a struct whose first member is an int index of the variant; each variant's struct lies
 * at offset `at` of it (usually a union). */
typedef struct {
    const char *kind;
    const Shape *of;
    size_t at;
} Variant;

struct Shape {
    const char *name; /* name in the document; NULL = written inline */
    size_t size;      /* sizeof the struct */
    const Member *members;
    size_t member_count;
    const Variant *variants; /* one-of: then members is NULL */
    size_t variant_count;
    const char *doc;
};

/* A list in a struct: `ListOf(Id) group_ids;` items lie in the arena. */
#define ListOf(Type) \
    struct {         \
        Type *at;    \
        size_t n;    \
    }

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
