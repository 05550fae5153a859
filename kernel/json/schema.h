/* JSON Schema (2020-12) of shapes, for the API document. */
#ifndef KERNEL_JSON_SCHEMA_H
#define KERNEL_JSON_SCHEMA_H

#include "kernel/json/shape.h"
#include "kernel/json/writer.h"

/* An enumeration that the document shows once, under a name: the members that use the same `names` refer to it. */
typedef struct {
    const char *name;
    const char *const *names; /* NULL-terminated */
    const char *doc;
} NamedEnum;

typedef struct {
    bool closed; /* additionalProperties: false, for what the server decodes strictly */
    const NamedEnum *enums;
    size_t enum_count;
} SchemaStyle;

/* Appends the whole schema of the shape. Named shapes inside it are written as
 * {"$ref":"#/components/schemas/Name"}. */
Rc shape_schema(Ctx *cx, const Shape *s, const SchemaStyle *style, Buf *out) MUST;

/* The same without the braces, into a document being written: of a shape, of a member, of an enumeration. */
void schema_body(JsonWriter *w, const SchemaStyle *style, const Shape *s, bool or_null);
void schema_member(JsonWriter *w, const SchemaStyle *style, const Member *m);
void schema_enum_values(JsonWriter *w, const char *const *names, bool or_null);

/* Calls `visit` once for each named shape reachable from `s`, itself included, deepest first. */
void shape_each_named(const Shape *s, void (*visit)(const Shape *s, void *arg), void *arg);

#endif
