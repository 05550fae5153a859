/* Frozen versions of grains. */
#include "domains/grain/grain_draft.h"
#include "domains/grain/grain_store.h"
#include "kernel/crypt/crypt.h"
#include "kernel/json/writer.h"

/* Of the stored document, and a line for each media. */
enum { HASHED_MAX = 4 * GRAIN_DOCUMENT_MAX };

/* {"document":…,"media":{"<id>":"<digest>",…}} in the form of RFC 8785: the document has it already, the names are in
 * order, and nothing in them needs an escape. */
static Rc version_hash(Ctx *cx, Str document, const GrainMedia *media, size_t n, Str *ret)
{
    Buf text;
    buf_init(&text, cx->arena, HASHED_MAX);
    JsonWriter w = JSON_WRITER(&text);
    json_object_begin(&w);
    json_name(&w, STR("document"));
    json_raw(&w, document);
    json_name(&w, STR("media"));
    json_object_begin(&w);
    for (size_t i = 0; i < n; i++) {
        json_name(&w, id_str(&media[i].id));
        json_text(&w, media[i].sha256);
    }
    json_object_end(&w);
    json_object_end(&w);
    TRY(text.rc);
    Sha256 h = sha256(buf_str(&text));
    return sha256_hex(cx, &h, ret);
}

Rc grain_freeze(Ctx *cx, Db *space, const Id *grain, Id *ret_version)
{
    Grain g;
    GrainDocument d;
    GrainMedia *media;
    size_t n;
    TRY(grain_get(cx, space, grain, &g));
    if (id_none(&g.media))
        return fail(cx, ERR_REFUSED, "grain.no_film", "media_id");
    TRY(grain_document_read(cx, g.document, &d));
    TRY(grain_media(cx, space, &d, &media, &n));
    GrainVersion v = {.id = id_new(cx),
                      .grain = g.id,
                      .media = g.media,
                      .title = g.title,
                      .document = g.document,
                      .created_ms = now_ms(cx)};
    TRY(version_hash(cx, g.document, media, n, &v.hash));
    Rc rc = grain_store_find_version(cx, space, &g.id, v.hash, ret_version);
    if (rc != ERR_MISSING)
        return rc;
    TRY(grain_store_insert_version(cx, space, &v));
    TRY(grain_hold(cx, space, &v.id, media, n));
    *ret_version = v.id;
    return OK;
}

Rc grain_version_get(Ctx *cx, Db *space, const Id *version, GrainVersion *ret)
{
    Rc rc = grain_store_get_version(cx, space, version, ret);
    return rc == ERR_MISSING ? fail(cx, rc, "http.missing", NULL) : rc;
}
