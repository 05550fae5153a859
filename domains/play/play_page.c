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
static const PlayerNotice not_built = {"Le lecteur n’a pas été construit avec cette installation.",
                                       "The player was not built with this installation."};

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
    PlayRequest request = {.launch = &launch, .registration = &registration};
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
