/* Reading a document whose member names are not known ahead, where a shape cannot say what it looks like: language maps
 * and extensions of xAPI. Read only; lives as long as the arena. What has a fixed form is read by a shape instead. */
#ifndef KERNEL_JSON_VALUE_H
#define KERNEL_JSON_VALUE_H

#include "base/ctx.h"
#include "kernel/json/writer.h"

typedef struct JsonValue JsonValue;

typedef enum { VALUE_NULL, VALUE_BOOL, VALUE_INT, VALUE_REAL, VALUE_TEXT, VALUE_LIST, VALUE_OBJECT } ValueKind;

/* ERR_INVALID http.malformed, http.bad_utf8, http.too_deep, http.duplicate_member, http.out_of_range; ERR_LIMIT
 * http.too_large; ERR_NOMEM: as shape_decode, whose limits hold here too. */
Rc value_parse(Ctx *cx, Str json, const JsonValue **ret) MUST;

ValueKind value_kind(const JsonValue *v);
bool value_bool(const JsonValue *v);     /* of VALUE_BOOL; false otherwise */
double value_number(const JsonValue *v); /* of VALUE_INT and VALUE_REAL; 0 otherwise */
Str value_text(const JsonValue *v);      /* of VALUE_TEXT; {NULL,0} otherwise */

size_t value_count(const JsonValue *v); /* members of an object, items of a list; 0 otherwise */
const JsonValue *value_item(const JsonValue *list, size_t i);
const JsonValue *value_member(const JsonValue *object, const char *name); /* NULL: not there, or not an object */

/* All members in the order of the text: `ValueMember m = {0}; while (value_next(object, &m)) …` */
typedef struct {
    Str name;
    const JsonValue *value;
    void *place;
} ValueMember;
bool value_next(const JsonValue *object, ValueMember *m);

/* The value as compact text, numbers in their shortest form that reads back the same. */
void value_write(JsonWriter *w, const JsonValue *v);

#endif
