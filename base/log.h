/* One line for each event, on standard error: time, level, id, domain, message, key=value pairs.
 * Two kinds of failure, two functions: a fault of ours wakes someone, a mistake of the other side does not. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

#include "base/ctx.h"

typedef enum { LOG_DEBUG, LOG_INFO, LOG_MISTAKE, LOG_FAULT } LogLevel;

/* Lines below `level` are dropped. Process-wide; set once at start. */
void log_level(LogLevel level);

/* `pairs` is a printf format of "key=value" words; values that a stranger wrote go in as quoted text: see log_quote. */
void log_info(const Ctx *cx, const char *domain, const char *message, const char *pairs, ...)
    __attribute__((format(printf, 4, 5)));
void log_debug(const Ctx *cx, const char *domain, const char *message, const char *pairs, ...)
    __attribute__((format(printf, 4, 5)));
/* The other side's mistake: malformed input, a refused connection of a client. */
void log_mistake(const Ctx *cx, const char *domain, const char *message, const char *pairs, ...)
    __attribute__((format(printf, 4, 5)));
/* Our fault, or our machine's: someone must look. */
void log_fault(const Ctx *cx, const char *domain, const char *message, const char *pairs, ...)
    __attribute__((format(printf, 4, 5)));

/* `s` in quotes with control characters escaped and at most 200 bytes of it, in `room` (≥ 8 bytes); returns `room`. */
const char *log_quote(Str s, char *room, size_t size);

#endif
