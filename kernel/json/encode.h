/* Encoding into a writer that is already inside a document: for whoever adds to what a shape writes. */
#ifndef KERNEL_JSON_ENCODE_H
#define KERNEL_JSON_ENCODE_H

#include "kernel/json/shape.h"
#include "kernel/json/writer.h"

/* The members of `object` without braces; what went wrong is in the writer's buffer. */
void encode_members(JsonWriter *w, const Shape *s, const void *object);

#endif
