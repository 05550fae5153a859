/* Between kernel/av and the step: film.h. */
#include "apps/step/film.h"

#include "base/log.h"
#include "kernel/av/av_error.h"

Rc film_open(Ctx *cx, Step *s, AvInput **ret)
{
    av_quiet();
    return av_input_open(cx, s->input_fd, s->input_size, ret);
}

Rc film_end(Ctx *cx, Step *s, Rc rc)
{
    char cause[STEP_DETAIL_MAX];
    const Problem *why = &cx->problem;
    if (rc == OK || s->refused)
        return rc;
    if (rc == ERR_REFUSED && why->code)
        return step_refuse(s, why->code, "%.*s", STR_ARG(why->field));
    log_mistake(cx, "step", "could not", "cause=%s", log_quote(why->field, cause, sizeof cause));
    return rc;
}
