/* The rows behind conf.h: what a key is called, what it may hold, what it is for. Private to this folder. */
#ifndef KERNEL_CONF_CONF_TABLE_H
#define KERNEL_CONF_CONF_TABLE_H

#include "kernel/conf/conf.h"

typedef enum {
    CONF_KIND_INT,    /* decimal, min..max */
    CONF_KIND_BOOL,   /* yes | no | true | false */
    CONF_KIND_CHOICE, /* one of `words`; read as its index */
    CONF_KIND_TEXT,   /* min..max bytes */
    CONF_KIND_PATH,   /* min..max bytes; made absolute */
    CONF_KIND_URL,    /* empty when min is 0, or begins with one of `words`, without a password in it */
    CONF_KIND_COUNT
} ConfKind;

typedef struct {
    const char *name; /* in the file; KAIR_ and upper case in the environment */
    ConfKind kind;
    int64_t min, max;
    const char *standard; /* the default, as it would stand in the file */
    const char *const *words;
    const char *doc; /* one sentence for the operator */
} ConfRow;

extern const ConfRow conf_rows[CONF_KEY_COUNT];

/* One value as kept: its number (integer, 0/1, index) and its text. */
typedef struct {
    int64_t number;
    Str text;
} ConfValue;

/* Reads `text` by the row into `ret`, whose text lies in `keep`. ERR_INVALID after saying on `complaints` why, behind
 * `where` ("kair.conf:12: port"). */
Rc conf_check(const ConfRow *row, Str text, const char *where, Arena *keep, Buf *complaints, ConfValue *ret) MUST;

/* Rules between keys: one says what makes another needed or too weak. */
Rc conf_check_together(const ConfValue values[CONF_KEY_COUNT], Buf *complaints) MUST;

#endif
