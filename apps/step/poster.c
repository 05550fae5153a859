/* The search of poster.h: looks once in a while until a picture is good, and settles for the best. */
#include "apps/step/poster.h"

enum { FIRST_TENTH = 10, LOOKS = 20 };

Rc poster_search(Ctx *cx, AvSize shown, AvOrientation orientation, AvHdr hdr, int64_t start, int64_t end,
                 PosterSearch *ret)
{
    PosterSearch p = {.due = start + (end - start) / FIRST_TENTH, .step = (end - start) / LOOKS};
    TRY(av_poster_new(cx, shown, orientation, hdr, &p.poster));
    p.found = p.poster;
    *ret = p;
    return OK;
}

void poster_search_free(PosterSearch *p)
{
    av_poster_free(p->found);
    *p = (PosterSearch){0};
}

Rc poster_look(Ctx *cx, PosterSearch *p, struct AVFrame *picture, int64_t at)
{
    bool good = false;
    if (!p->poster || at < p->due)
        return OK;
    TRY(av_poster_offer(cx, p->poster, picture, &good));
    p->due = at + p->step;
    if (good)
        p->poster = NULL;
    return OK;
}

Rc poster_put(Ctx *cx, Step *s, PosterSearch *p, struct AVFrame *last)
{
    Buf jpeg;
    bool good = false;
    if (!p->found)
        return OK;
    buf_init(&jpeg, cx->arena, AV_POSTER_BYTES_MAX);
    Rc rc = av_poster_jpeg(cx, p->found, &jpeg);
    if (rc == ERR_MISSING && last) {
        TRY(av_poster_offer(cx, p->found, last, &good));
        rc = av_poster_jpeg(cx, p->found, &jpeg);
    }
    if (rc == ERR_MISSING)
        return OK;
    TRY(rc);
    return bundle_put(cx, s->bundle, STR("poster.jpg"), buf_str(&jpeg), NULL);
}
