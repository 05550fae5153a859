/* Text: borrowed slices and a bounded buffer that grows in an arena. UTF-8 is checked once, at the border. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/arena.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

/* A borrowed pointer and a length in bytes; not terminated, never freed. {NULL, 0} is "no text". */
typedef struct {
    const char *at;
    size_t n;
} Str;

#define STR(literal) ((Str){(literal), sizeof(literal) - 1})
#define STR_ARG(s) (int)(s).n, (s).at /* for "%.*s" */

Str str_of(const char *terminated); /* NULL gives {NULL, 0} */
bool str_equal(Str a, Str b);
bool str_equal_nocase(Str a, Str b); /* ASCII letters only */
bool str_starts(Str s, Str prefix);
int str_compare(Str a, Str b); /* by bytes, as collation C */
Str str_trim(Str s);           /* without ASCII blanks at both ends */

/* Takes the part of *rest before `separator` (or all of it) and moves *rest behind it. False when *rest.at is NULL. */
bool str_cut(Str *rest, char separator, Str *part);

/* Decimal integer, the whole of `s`, within int64. ERR_INVALID otherwise. */
Rc str_i64(Str s, int64_t *ret) MUST;

/* A copy in the arena, terminated too, so that `.at` can be given to libraries. ERR_NOMEM. */
Rc str_copy(Arena *a, Str s, Str *ret) MUST;
Rc str_format(Arena *a, Str *ret, const char *format, ...) MUST __attribute__((format(printf, 3, 4)));

bool utf8_valid(Str s);
size_t utf8_length(Str s); /* code points of valid UTF-8 */
Str utf8_first(Str s, size_t max_bytes); /* its beginning, whole characters, within so many bytes */

/* A byte buffer in an arena. Errors stick: ERR_LIMIT past `ceiling`, ERR_NOMEM; read `rc` once at the end. */
typedef struct {
    Arena *arena;
    char *at;
    size_t n;
    size_t room;
    size_t ceiling;
    Rc rc;
} Buf;

void buf_init(Buf *b, Arena *arena, size_t ceiling);
void buf_clear(Buf *b);
void buf_put(Buf *b, Str s);
void buf_byte(Buf *b, char c);
void buf_format(Buf *b, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vformat(Buf *b, const char *format, va_list args) __attribute__((format(printf, 2, 0)));
Str buf_str(const Buf *b);

/* Lower-case hexadecimal, base64 (RFC 4648 §4) and unpadded base64url (§5) of bytes; the reverse answers ERR_INVALID. */
void buf_hex(Buf *b, const void *bytes, size_t n);
void buf_base64(Buf *b, const void *bytes, size_t n);
void buf_base64url(Buf *b, const void *bytes, size_t n);
Rc hex_decode(Str s, void *ret, size_t n) MUST; /* exactly n bytes */
Rc base64url_decode(Str s, void *ret, size_t room, size_t *ret_n) MUST;

#endif
