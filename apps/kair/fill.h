/* Filling a template: "@NAME@" is replaced by the value of that name. Knows nothing of what the text is for. */
#ifndef APPS_KAIR_FILL_H
#define APPS_KAIR_FILL_H

#include "base/ctx.h"

typedef struct {
    const char *name;
    Str value;
} FillValue;

/* Values end with an empty row. ERR_BUG when the template names a value that is not there. */
Rc fill_template(Str template, const FillValue *values, Buf *out) MUST;

#endif
