/* Outcomes of libav as ours: av_error.h. */
#include "kernel/av/av_error.h"

#include "base/log.h"
#include "kernel/av/libav.h"

enum { SENTENCE_MAX = 240, LINE_MAX_BYTES = 200, QUOTE_ROOM = 220 };

static Rc end_with(Ctx *cx, Rc rc, const char *code, const char *sentence)
{
    Str copy;
    fail(cx, rc, code, NULL);
    if (str_copy(cx->arena, str_of(sentence), &copy) == OK)
        cx->problem.field = copy;
    return rc;
}

Rc av_refuse(Ctx *cx, const char *code, const char *format, ...)
{
    char sentence[SENTENCE_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(sentence, sizeof sentence, format, args);
    va_end(args);
    return end_with(cx, ERR_REFUSED, code, sentence);
}

Rc av_failed(Ctx *cx, int error, const char *doing)
{
    char cause[AV_ERROR_MAX_STRING_SIZE] = "", sentence[SENTENCE_MAX];
    av_strerror(error, cause, sizeof cause);
    snprintf(sentence, sizeof sentence, "libav failed at %s: %s", doing, cause);
    Rc rc = error == AVERROR(ENOMEM) ? ERR_NOMEM : error == AVERROR(EIO) ? ERR_IO : ERR_BUG;
    return end_with(cx, rc, NULL, sentence);
}

static void to_our_log(void *from, int level, const char *format, va_list args)
{
    char line[LINE_MAX_BYTES], quoted[QUOTE_ROOM];
    int prefix = 1;
    if (level > AV_LOG_WARNING)
        return;
    av_log_format_line2(from, level, format, args, line, sizeof line, &prefix);
    log_debug(NULL, "av", "libav says", "line=%s", log_quote(str_trim(str_of(line)), quoted, sizeof quoted));
}

void av_quiet(void)
{
    av_log_set_callback(to_our_log);
}
