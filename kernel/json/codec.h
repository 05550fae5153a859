/* What is done with a shape. jansson underneath (docs/adr/0003). */
#ifndef KERNEL_JSON_CODEC_H
#define KERNEL_JSON_CODEC_H

#include "kernel/json/shape.h"

enum { JSON_DEPTH_MAX = 16 };

typedef enum {
    DECODE_STRICT,  /* an unknown member is an error: requests */
    DECODE_LENIENT, /* an unknown member is skipped: our own stored documents of a newer minor */
} DecodeMode;

/* Reads `json` (≤ the caller's limit, already in memory) into the zeroed struct `ret` of shape `s`. Texts and lists
 * come from cx->arena. ERR_INVALID with code http.malformed, http.bad_utf8, http.too_deep, http.duplicate_member (whole
 * document) or, collected by fail_item for up to PROBLEM_ITEMS members: http.required, http.unknown_member,
 * http.wrong_type, http.out_of_range, http.bad_id, http.bad_text. A field is named by its path: "items[3].email".
 * ERR_LIMIT http.too_large: more values than parse.h allows. ERR_NOMEM. Forgets an earlier reason in cx. */
Rc shape_decode(Ctx *cx, const Shape *s, Str json, DecodeMode mode, void *ret) MUST;

/* The same from an application/x-www-form-urlencoded query ("search=a&limit=20"): scalar members only; lists of scalars
 * by repeating the name. Percent-decoding, '+' as blank, invalid UTF-8 refused. */
Rc shape_decode_query(Ctx *cx, const Shape *s, Str query, void *ret) MUST;

/* Appends the compact JSON of `object`. ERR_BUG when an enum value has no name, else the buffer's own outcome. */
Rc shape_encode(Ctx *cx, const Shape *s, const void *object, Buf *out) MUST;

/* Fills `ret` with a smallest valid value: required members only, texts at their minimum that obey their rule (e-mails
 * made different by `seed`), first enum name. For generated tests. */
Rc shape_sample(Ctx *cx, const Shape *s, unsigned seed, void *ret) MUST;

#endif
