/* Lines are made whole and written by one call, so that threads and processes do not mix. */
#include "base/log.h"

#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 2048, QUOTED_MAX_BYTES = 200 };

static _Atomic LogLevel threshold = LOG_INFO;

void log_level(LogLevel level)
{
    threshold = level;
}

static void append(char *line, size_t *n, const char *format, ...) __attribute__((format(printf, 3, 4)));
static void append_all(char *line, size_t *n, const char *format, va_list args) __attribute__((format(printf, 3, 0)));
static void append_all(char *line, size_t *n, const char *format, va_list args)
{
    int more = vsnprintf(line + *n, LINE_MAX_BYTES - *n, format, args);
    if (more > 0)
        *n += (size_t)more;
    if (*n > LINE_MAX_BYTES - 2)
        *n = LINE_MAX_BYTES - 2;
}

static void append(char *line, size_t *n, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    append_all(line, n, format, args);
    va_end(args);
}

static void event(LogLevel level, const Ctx *cx, const char *domain, const char *message, const char *pairs,
                  va_list args) __attribute__((format(printf, 5, 0)));
static void event(LogLevel level, const Ctx *cx, const char *domain, const char *message, const char *pairs,
                  va_list args)
{
    static const char *const names[] = {"debug", "info", "mistake", "fault"};
    if (level < threshold)
        return;
    char line[LINE_MAX_BYTES], at[CLOCK_TEXT];
    size_t n = 0;
    clock_text(cx ? now_ms(cx) : clock_system.now_ms(&clock_system), at);
    Str id = cx && cx->id.n ? cx->id : STR("-");
    append(line, &n, "%s %s %.*s %s: %s", at, names[level], STR_ARG(id), domain, message);
    if (pairs && *pairs) {
        append(line, &n, " ");
        append_all(line, &n, pairs, args);
    }
    line[n++] = '\n';
    ssize_t ignored = write(STDERR_FILENO, line, n);
    (void)ignored; /* nowhere left to say that the log cannot be written */
}

#define LOG_FUNCTION(name, level)                                                             \
    void name(const Ctx *cx, const char *domain, const char *message, const char *pairs, ...) \
    {                                                                                         \
        va_list args;                                                                         \
        va_start(args, pairs);                                                                \
        event(level, cx, domain, message, pairs, args);                                       \
        va_end(args);                                                                         \
    }
LOG_FUNCTION(log_debug, LOG_DEBUG)
LOG_FUNCTION(log_info, LOG_INFO)
LOG_FUNCTION(log_mistake, LOG_MISTAKE)
LOG_FUNCTION(log_fault, LOG_FAULT)

const char *log_quote(Str s, char *room, size_t size)
{
    static const char digits[] = "0123456789abcdef";
    size_t n = 0;
    room[n++] = '"';
    for (size_t i = 0; i < s.n && i < QUOTED_MAX_BYTES && n + 6 < size; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c >= 0x20 && c != 0x7F && c != '"' && c != '\\') {
            room[n++] = (char)c;
            continue;
        }
        room[n++] = '\\';
        room[n++] = 'x';
        room[n++] = digits[c >> 4];
        room[n++] = digits[c & 15];
    }
    room[n++] = '"';
    room[n] = 0;
    return room;
}
