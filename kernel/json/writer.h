/* Writes JSON (RFC 8259) into a Buf, compact or indented, commas put by itself. The only way the program makes JSON
 * text; what went wrong (ceiling, memory) is in the Buf. Order of calls is the caller's duty: a name before each
 * member's value. */
#ifndef KERNEL_JSON_WRITER_H
#define KERNEL_JSON_WRITER_H

#include "base/text.h"

typedef struct {
    Buf *out;
    bool comma;  /* the next value or name follows another */
    bool named;  /* the next value follows its name */
    bool pretty; /* one line for each value, two blanks for each level: for documents that are read and compared */
    int depth;
} JsonWriter;

#define JSON_WRITER(buf) ((JsonWriter){.out = (buf)})

void json_object_begin(JsonWriter *w);
void json_object_end(JsonWriter *w);
void json_array_begin(JsonWriter *w);
void json_array_end(JsonWriter *w);
void json_name(JsonWriter *w, Str name);

void json_text(JsonWriter *w, Str s); /* valid UTF-8; {NULL,0} writes "" */
void json_int(JsonWriter *w, int64_t v);
void json_double(JsonWriter *w, double v); /* finite; else the buffer's outcome becomes ERR_BUG */
void json_bool(JsonWriter *w, bool v);
void json_nothing(JsonWriter *w);    /* null */
void json_raw(JsonWriter *w, Str s); /* one whole JSON value, written as it is */

/* A member whose value is a literal text or number: the most frequent pair. */
void json_member_text(JsonWriter *w, const char *name, Str s);
void json_member_int(JsonWriter *w, const char *name, int64_t v);

#endif
