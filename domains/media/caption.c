/* Rules of captions. Their file comes before their row and goes after it, so that what the row names is there. */
#include "domains/media/caption.h"

#include "domains/media/caption_store.h"
#include "domains/media/job.h"
#include "domains/media/media.h"
#include "domains/media/vtt.h"
#include "kernel/blob/blob.h"

const char *const caption_kind_names[CAPTION_KIND_COUNT + 1] = {"captions", "descriptions"};

static Rc missing(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

Rc caption_file(Ctx *cx, Str language, Str *ret)
{
    return str_format(cx->arena, ret, "c-%.*s.vtt", STR_ARG(language));
}

Rc caption_list(Ctx *cx, Db *space, const Id *media, Caption *ret, size_t *ret_n)
{
    return caption_store_list(cx, space, media, MEDIA_CAPTIONS_MAX, ret, ret_n);
}

static Rc blob_of(Ctx *cx, const CaptionPlace *at, const Id *media, Str language, Str *ret)
{
    Str file;
    TRY(caption_file(cx, language, &file));
    return media_file_key(cx, &at->space, media, file, ret);
}

/* A tag that is none names no captions that are there. */
static Rc find(Ctx *cx, const CaptionPlace *at, const Id *media, Str tag, Caption *ret)
{
    Media m;
    Str language;
    TRY(media_get(cx, at->db, media, &m));
    Rc rc = caption_language(cx, tag, &language);
    if (rc == OK)
        rc = caption_store_get(cx, at->db, media, language, ret);
    return rc == ERR_INVALID || rc == ERR_MISSING ? missing(cx) : rc;
}

typedef struct {
    const Id *media;
    Caption caption;
} Change;

/* Looked at again: the media may be gone, and twenty others may have come. */
static Rc put_row(Ctx *cx, Db *db, void *arg)
{
    const Change *c = arg;
    Media m;
    int64_t others = 0;
    TRY(media_get(cx, db, c->media, &m));
    TRY(caption_store_count_others(cx, db, c->media, c->caption.language, &others));
    if (others >= MEDIA_CAPTIONS_MAX)
        return fail(cx, ERR_REFUSED, "caption.too_many", NULL);
    return caption_store_put(cx, db, c->media, &c->caption);
}

static Rc put_file(Ctx *cx, const CaptionPlace *at, const Id *media, Str language, const Vtt *vtt)
{
    Str key;
    Buf b;
    buf_init(&b, cx->arena, 4 * VTT_MAX); /* five bytes for an '&', and times of their full length */
    vtt_write(vtt, &b);
    TRY(b.rc);
    TRY(blob_of(cx, at, media, language, &key));
    return blob_put(cx, at->blobs, key, buf_str(&b), NULL);
}

Rc caption_put(Ctx *cx, const CaptionPlace *at, const Id *media, const CaptionSpec *spec, Caption *ret)
{
    Change c = {.media = media, .caption = {.label = spec->label, .kind = spec->kind}};
    Media m;
    Vtt vtt;
    int64_t others = 0;
    TRY(media_get(cx, at->db, media, &m));
    if (m.kind != MEDIA_VIDEO)
        return fail(cx, ERR_REFUSED, "caption.not_a_film", NULL);
    Rc rc = caption_language(cx, spec->language, &c.caption.language);
    if (rc != OK)
        return rc == ERR_INVALID ? fail(cx, ERR_REFUSED, "caption.bad_language", "language") : rc;
    TRY(vtt_read(cx, spec->vtt, &vtt));
    TRY(caption_store_count_others(cx, at->db, media, c.caption.language, &others));
    if (others >= MEDIA_CAPTIONS_MAX) /* before a file is written for nothing */
        return fail(cx, ERR_REFUSED, "caption.too_many", NULL);
    c.caption.cue_count = (int64_t)vtt.n;
    for (size_t i = 0; i < vtt.n; i++)
        if (vtt.at[i].end_ms > c.caption.duration_ms)
            c.caption.duration_ms = vtt.at[i].end_ms;
    c.caption.changed_ms = now_ms(cx);
    TRY(put_file(cx, at, media, c.caption.language, &vtt));
    TRY(db_write(cx, at->db, put_row, &c));
    *ret = c.caption;
    return OK;
}

Rc caption_read(Ctx *cx, const CaptionPlace *at, const Id *media, Str language, Caption *ret, Str *ret_vtt)
{
    Caption c;
    Str key;
    TRY(find(cx, at, media, language, &c));
    TRY(blob_of(cx, at, media, c.language, &key));
    TRY(blob_read(cx, at->blobs, key, 0, 4 * VTT_MAX, ret_vtt));
    *ret = c;
    return OK;
}

static Rc delete_row(Ctx *cx, Db *db, void *arg)
{
    const Change *c = arg;
    int64_t changed = 0;
    TRY(caption_store_delete(cx, db, c->media, c->caption.language, &changed));
    return changed ? OK : missing(cx);
}

Rc caption_delete(Ctx *cx, const CaptionPlace *at, const Id *media, Str language)
{
    Change c = {.media = media};
    Str key;
    TRY(find(cx, at, media, language, &c.caption));
    TRY(db_write(cx, at->db, delete_row, &c));
    TRY(blob_of(cx, at, media, c.caption.language, &key));
    return blob_delete(cx, at->blobs, key);
}

Rc media_captioned(Ctx *cx, Db *space, const Id *media, bool *ret)
{
    Caption captions[MEDIA_CAPTIONS_MAX];
    size_t n = 0;
    bool captioned = false;
    TRY(caption_list(cx, space, media, captions, &n));
    for (size_t i = 0; i < n; i++)
        captioned = captioned || captions[i].kind == CAPTION_CAPTIONS;
    *ret = captioned;
    return OK;
}
