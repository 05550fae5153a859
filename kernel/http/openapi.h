/* Parts of the OpenAPI writer. Internal to kernel/http. */
#ifndef KERNEL_HTTP_OPENAPI_H
#define KERNEL_HTTP_OPENAPI_H

#include "kernel/http/route.h"

enum { OPENAPI_SHAPES_MAX = 512, OPENAPI_ENUMS_MAX = 64, OPENAPI_CODES_MAX = 512 };

typedef struct {
    const Shape *shape;
    bool closed; /* part of a request: decoded strictly */
} OpenapiShape;

/* What the whole document refers to, collected before a byte is written. */
typedef struct {
    Ctx *cx;
    const RouteTable *routes;
    const char *const *right_names;
    JsonWriter w;
    SchemaStyle style;
    NamedEnum enums[OPENAPI_ENUMS_MAX];
    const char *codes[OPENAPI_CODES_MAX + 1]; /* NULL-terminated: the values of ErrorCode */
    OpenapiShape shapes[OPENAPI_SHAPES_MAX];
    size_t shape_count;
    Rc rc;
} Openapi;

/* Fills enums, codes and shapes. ERR_BUG, logged: two shapes or enumerations of one name; ERR_LIMIT. */
Rc openapi_collect(Openapi *o) MUST;

/* "components": schemas, securitySchemes, the response for our own faults. */
void openapi_components(Openapi *o);

/* "responses" of one operation. ERR_BUG, logged: a code without a row. */
Rc openapi_responses(Openapi *o, const Route *r) MUST;

/* {"application/json": {"schema": {"$ref" or inline}}} with the braces. */
void openapi_content(Openapi *o, const char *media_type, const Shape *s);

/* {media type: {}}: bytes, of which JSON Schema has nothing to say (OpenAPI 3.1 §4.8.14.1). */
void openapi_bytes(JsonWriter *w, const char *media_type);

#endif
