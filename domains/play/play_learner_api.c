/* The learner's list, and documents for whoever is signed in. */
#include "domains/play/play.h"
#include "domains/play/play_request_api.h"
#include "kernel/conf/conf.h"
#include "kernel/http/cursor.h"

enum { LIMIT_STANDARD = 50 };

PlayPlace play_request_place(const Req *q, const Id *space)
{
    return (PlayPlace){.key = q->api->media_key, .space = *space, .origin = conf_origin(q->api->conf)};
}

Rc learning_get(Req *q, Reply *r)
{
    const LearningQuery *in = q->query;
    PlayPlace place = play_request_place(q, &q->who.space);
    LearningPage page;
    Cursor after = {0};
    LearningList *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    if (in->has_cursor)
        TRY(cursor_read(q->cx, in->cursor, &after));
    TRY(play_learning(q->cx, q->db, &place, &q->who.person, &after.id,
                      (size_t)(in->has_limit ? in->limit : LIMIT_STANDARD), &page));
    out->items.at = page.at;
    out->items.n = page.n;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more)
        TRY(cursor_write(q->cx, &(Cursor){.value = STR(""), .id = page.at[page.n - 1].registration_id},
                         &out->next_cursor));
    r->object = out;
    return OK;
}

Rc preview_get(Req *q, Reply *r)
{
    PlayPlace place = play_request_place(q, &q->who.space);
    PlayDocument *out = arena_get(q->cx->arena, sizeof *out);
    Id grain;
    if (!out)
        return ERR_NOMEM;
    TRY(req_id(q, 0, &grain));
    TRY(play_preview(q->cx, q->db, &place, &q->who.person, &grain, out));
    r->object = out;
    return OK;
}
