/* Text as people search and sort it: without case, accents, vowel points or invisible direction marks (Unicode: NFKC
 * decomposition, case folding, marks stripped). Must not know what is searched. */
#ifndef KERNEL_TEXT_FOLD_H
#define KERNEL_TEXT_FOLD_H

#include "base/ctx.h"

/* Folded and trimmed, in the arena. ERR_INVALID http.bad_utf8. */
Rc text_fold(Ctx *cx, Str text, Str *ret) MUST;

/* "%folded%" for LIKE … ESCAPE '!' on a folded column: what the person typed is found as it is, wildcards too. An empty
 * text finds everything. */
Rc text_like(Ctx *cx, Str text, Str *ret) MUST;

#endif
