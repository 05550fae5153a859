/* Playlists are the only names below /media/ that the api answers; files are sent by the front server. */
#include "domains/media/media_api.h"

#include "domains/media/media.h"
#include "domains/media/media_hls.h"
#include "domains/media/token.h"

#define MASTER "master.m3u8"

static Rc missing(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

Rc media_hls_route(Req *q, Reply *r)
{
    Str name = q->parts[2], ending = STR(".m3u8");
    Id media, space;
    Db *db;
    MediaPlay play;
    TRY(req_id(q, 1, &media));
    if (name.n <= ending.n || !str_equal((Str){name.at + name.n - ending.n, ending.n}, ending))
        return missing(q->cx);
    Rc rc = media_key_check(q->cx, q->api->media_key, q->parts[0], &media, &space);
    if (rc == OK)
        rc = store_space(q->cx, q->stores, &space, &db);
    if (rc == ERR_MISSING)
        return missing(q->cx);
    TRY(rc);
    TRY(media_play(q->cx, db, q->api->media_key, &space, &media, &play));
    buf_init(&r->raw, q->cx->arena, HLS_MAX);
    r->content_type = HLS_TYPE;
    if (str_equal(name, STR(MASTER))) { /* rungs come and go */
        r->cache_control = STR("no-cache");
        return hls_master(q->cx, &play, &r->raw);
    }
    r->cache_control = STR("private, max-age=3600");
    return hls_media(q->cx, &play, (Str){name.at, name.n - ending.n}, &r->raw);
}
