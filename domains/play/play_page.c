/* The pages that play: HTML around the document, the same document that the API shows. */
#include "domains/play/play.h"
#include "domains/play/play_request_api.h"
#include "domains/play/player_bundle.h"
#include "domains/account/account.h"

static const PlayerNotice unknown_module = {"Cette formation n’existe pas, ou elle ne vous a pas été confiée.",
                                            "This training does not exist, or it was not handed to you."};
static const PlayerNotice unknown_grain = {"Ce grain n’existe pas, ou il a été supprimé.",
                                           "This grain does not exist, or it was deleted."};
static const PlayerNotice no_film = {"Ce grain n’a pas encore de film.", "This grain has no film yet."};
static const PlayerNotice unknown_submission = {"Cette version n’existe pas, ou elle n’est pas pour vous.",
                                                "This version does not exist, or it is not for you."};
static const PlayerNotice not_built = {"Le lecteur n’a pas été construit avec cette installation.",
                                       "The player was not built with this installation."};

/* Why a training that was handed out cannot be played now. */
static const struct {
    const char *code;
    PlayerNotice notice;
} closed[] = {
    {"distribution.not_open_yet",
     {"Cette formation n’est pas encore ouverte. La date figure sur votre page d’accueil.",
      "This training is not open yet. Its date is on your home page."}},
    {"distribution.closed",
     {"Cette formation est close. Ce que vous y avez fait est conservé.",
      "This training is closed. What you did in it is kept."}},
    {"distribution.suspended",
     {"Cette formation est suspendue pour le moment. Ce que vous y avez fait est conservé.",
      "This training is suspended for now. What you did in it is kept."}},
    {"distribution.withdrawn",
     {"Cette formation ne vous est plus confiée. Ce que vous y avez fait est conservé.",
      "This training is no longer handed to you. What you did in it is kept."}},
};

static const PlayerNotice *closed_notice(const Ctx *cx)
{
    for (size_t i = 0; cx->problem.code && i < sizeof closed / sizeof *closed; i++)
        if (strcmp(cx->problem.code, closed[i].code) == 0)
            return &closed[i].notice;
    return NULL;
}

static Rc send_page(Reply *r, int status, Str policy, Buf *page)
{
    r->raw = *page;
    r->content_type = "text/html; charset=utf-8";
    r->status = status;
    reply_header(r, "Content-Security-Policy", policy);
    return page->rc;
}

static Rc send_notice(Req *q, Reply *r, int status, const PlayerNotice *notice)
{
    Buf page;
    Str policy;
    buf_init(&page, q->cx->arena, PLAYER_PAGE_MAX);
    TRY(player_notice_policy(q->cx, &policy));
    TRY(player_notice_write(notice, &page));
    fail_clear(q->cx);
    return send_page(r, status, policy, &page);
}

static Rc send_document(Req *q, Reply *r, const PlayDocument *document)
{
    const PlayerBundle *bundle = q->api->player;
    Buf json, page;
    buf_init(&json, q->cx->arena, PLAYER_PAGE_MAX);
    buf_init(&page, q->cx->arena, PLAYER_PAGE_MAX);
    TRY(shape_encode(q->cx, &play_document_shape, document, &json));
    PlayerPage shown = {.language = str_of(language_names[document->language]),
                        .title = document->document.title,
                        .document = buf_str(&json)};
    TRY(player_page_write(bundle, &shown, &page));
    return send_page(r, 200, player_bundle_policy(bundle), &page);
}

static Rc make_document(Req *q, PlayDocument *ret)
{
    const PageQuery *in = q->query;
    PlayPlace place = play_request_place(q, &q->who.space);
    Registration registration;
    Launch launch;
    PlayRequest request = {.launch = &launch};
    Id id;
    TRY(req_id(q, 0, &id));
    if (in->has_grain)
        request.grain = in->grain;
    TRY(play_registration(q->cx, q->db, &id, &q->who.person, &registration));
    TRY(launch_create(q->cx, q->db, &q->who.space, &registration, &launch, &request.token));
    return play_document(q->cx, q->db, &place, &request, ret);
}

Rc play_page_get(Req *q, Reply *r)
{
    PlayDocument *document = arena_get(q->cx->arena, sizeof *document);
    if (!document)
        return ERR_NOMEM;
    if (!q->api->player)
        return send_notice(q, r, 503, &not_built);
    Rc rc = make_document(q, document);
    if (rc == ERR_MISSING)
        return send_notice(q, r, 404, &unknown_module);
    const PlayerNotice *why = rc == ERR_DENIED ? closed_notice(q->cx) : NULL;
    if (why)
        return send_notice(q, r, 403, why);
    TRY(rc);
    return send_document(q, r, document);
}

Rc review_page_get(Req *q, Reply *r)
{
    PlayDocument *document = arena_get(q->cx->arena, sizeof *document);
    if (!document)
        return ERR_NOMEM;
    if (!q->api->player)
        return send_notice(q, r, 503, &not_built);
    const PageQuery *in = q->query;
    Rc rc = review_document(q, in->has_grain ? &in->grain : NULL, document);
    if (rc == ERR_MISSING)
        return send_notice(q, r, 404, &unknown_submission);
    TRY(rc);
    return send_document(q, r, document);
}

Rc preview_page_get(Req *q, Reply *r)
{
    PlayPlace place = play_request_place(q, &q->who.space);
    PlayDocument *document = arena_get(q->cx->arena, sizeof *document);
    Id grain;
    if (!document)
        return ERR_NOMEM;
    if (!q->api->player)
        return send_notice(q, r, 503, &not_built);
    TRY(req_id(q, 0, &grain));
    Rc rc = play_preview(q->cx, q->db, &place, &q->who.person, &grain, document);
    if (rc == ERR_MISSING)
        return send_notice(q, r, 404, &unknown_grain);
    if (rc == ERR_REFUSED)
        return send_notice(q, r, 422, &no_film);
    TRY(rc);
    return send_document(q, r, document);
}
