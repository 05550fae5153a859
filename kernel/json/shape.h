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
/* In a list of numbers whose item is MEMBER_NULLABLE: this one is null. */
#define JSON_NO_NUMBER INT64_MIN

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

#include "kernel/json/member.h" /* SHAPE, MEMBER_…, OPTIONAL, NULLABLE, ITEM_… */

#endif
