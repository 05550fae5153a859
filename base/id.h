/* Identities: UUID version 7 (RFC 9562 §5.7) in its canonical text form, held by value. */
#ifndef BASE_ID_H
#define BASE_ID_H

#include "base/ctx.h"

enum { ID_TEXT = 36 };

typedef struct {
    char text[ID_TEXT + 1]; /* "" = no identity */
} Id;

/* A new identity: 48 bits of milliseconds, 74 random ones. */
Id id_new(const Ctx *cx);

/* Canonical lower-case form of any UUID version; upper case is refused so that one thing has one name. ERR_INVALID. */
Rc id_parse(Str s, Id *ret) MUST;

bool id_none(const Id *id);
bool id_equal(const Id *a, const Id *b);
Str id_str(const Id *id); /* borrows *id */

#endif
