/* How this folder says no. A film that cannot be used ends in ERR_REFUSED with the code that its trainer is shown; what
 * a trial on another day may cure ends in ERR_IO or ERR_NOMEM. The problem's `field` then is a sentence for the
 * operator, in the arena: it may quote what the film says of itself, escaped. */
#ifndef KERNEL_AV_AV_ERROR_H
#define KERNEL_AV_AV_ERROR_H

#include "base/ctx.h"

/* Notes `code` (kept, not copied) and the sentence; answers ERR_REFUSED. */
Rc av_refuse(Ctx *cx, const char *code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* A call of libav answered `error` (AVERROR) though the film is not to blame. ERR_NOMEM, ERR_IO, or ERR_BUG: the
 * library lacks what we need. `doing` completes "libav failed at …". */
Rc av_failed(Ctx *cx, int error, const char *doing);

/* Sends libav's own lines to our log, at debug level, instead of standard error. Once, at start: libav has one sink for
 * the whole process. */
void av_quiet(void);

#endif
