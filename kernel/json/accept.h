/* What decoding from JSON and from a query string share: where a value stands in the document, how a fault is noted,
 * and the rules of scalars. Internal to kernel/json. */
#ifndef KERNEL_JSON_ACCEPT_H
#define KERNEL_JSON_ACCEPT_H

#include "kernel/json/codec.h"

/* Where a value stands, as a chain on the stack: "items[3].email" is written only when something is wrong. */
typedef struct Place Place;
struct Place {
    const Place *parent;
    Str name;     /* of a member; {NULL,0} for an item of a list */
    size_t index; /* of an item */
};

typedef struct {
    Ctx *cx;
    DecodeMode mode;
    Rc rc; /* what stops the decoding at once: ERR_NOMEM */
} Decoder;

/* Notes a fault of the value at `p` and keeps going. */
void decode_refuse(Decoder *d, const Place *p, const char *code);
/* No use in looking further: out of memory, or the list of faults is full. */
bool decode_over(const Decoder *d);
/* The outcome of the whole: ERR_INVALID when anything was refused. */
Rc decode_outcome(const Decoder *d) MUST;

void accept_int(Decoder *d, const Place *p, const Member *m, int64_t v, void *to);
void accept_number(Decoder *d, const Place *p, const Member *m, double v, void *to);
void accept_text(Decoder *d, const Place *p, const Member *m, Str v, void *to);
void accept_id(Decoder *d, const Place *p, const Member *m, Str v, void *to);
void accept_enum(Decoder *d, const Place *p, const Member *m, Str v, void *to);

/* Memory for the `count` items of list `m`, put at `to`; NULL after refusing the count or running out. */
char *accept_list(Decoder *d, const Place *p, const Member *m, size_t count, void *to);

/* Sets the presence flag of member `m` of the struct `object`, when it has one. */
void member_set_has(const Member *m, void *object);
bool member_has(const Member *m, const void *object);
/* Whether `value` is the null of a list whose numbers may be. */
bool member_is_no_number(const Member *m, int64_t value);

/* The head of every ListOf(…), whatever its items are. */
typedef struct {
    void *at;
    size_t n;
} ListHead;

#endif
