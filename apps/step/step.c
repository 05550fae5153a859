/* How a step speaks: progress, result, refusal. */
#include "apps/step/step.h"

#include "kernel/json/codec.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

Rc step_refuse(Step *s, const char *code, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(s->detail, sizeof s->detail, format, args);
    va_end(args);
    for (char *c = s->detail; *c; c++)
        if (*c < ' ' || *c > '~') /* one line of plain ASCII, whatever the input called itself */
            *c = '?';
    s->refused = code;
    return ERR_REFUSED;
}

Rc step_answer(Ctx *cx, Step *s, const Shape *shape, void *object)
{
    ListOf(StepFile) files;
    const StepFile *at = bundle_files(s->bundle, &files.n);
    files.at = (StepFile *)(uintptr_t)at; /* a list has no const form; nobody writes through it */
    memcpy(object, &files, sizeof files);
    buf_init(&s->answer, cx->arena, STEP_RESULT_MAX);
    return shape_encode(cx, shape, object, &s->answer);
}

void step_progress(Step *s, double share)
{
    char line[16];
    int percent = share >= 1 ? 100 : share > 0 ? (int)(share * 100) : 0;
    if (percent <= s->progress_percent || s->progress_fd < 0)
        return;
    s->progress_percent = percent;
    int n = snprintf(line, sizeof line, "%d.%02d\n", percent / 100, percent % 100);
    if (write(s->progress_fd, line, (size_t)n) < 0)
        s->progress_fd = -1; /* nobody listens any more */
}
