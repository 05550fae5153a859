/* Cursors of lists: the place of the last row of a page, opaque to clients. */
#ifndef KERNEL_HTTP_CURSOR_H
#define KERNEL_HTTP_CURSOR_H

#include "base/id.h"

enum { CURSOR_VALUE_MAX = 400, CURSOR_TEXT_MAX = 600 };

/* A list is in order of (value, id): `value` is what it is sorted by, as text of at most CURSOR_VALUE_MAX bytes. */
typedef struct {
    Str value;
    Id id;
} Cursor;

/* base64url, within CURSOR_TEXT_MAX. ERR_LIMIT for a longer value, ERR_NOMEM. */
Rc cursor_write(Ctx *cx, const Cursor *cursor, Str *ret) MUST;

/* ERR_INVALID http.bad_cursor, field "cursor", for anything that cursor_write did not make. */
Rc cursor_read(Ctx *cx, Str text, Cursor *ret) MUST;

/* The same for a list sorted by a number. */
Rc cursor_write_number(Ctx *cx, int64_t value, const Id *id, Str *ret) MUST;
Rc cursor_read_number(Ctx *cx, Str text, int64_t *ret_value, Id *ret_id) MUST;

#endif
