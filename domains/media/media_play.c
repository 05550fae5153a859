/* The index of a media for players, from its rows. */
#include "domains/media/media.h"

#include "domains/media/caption.h"
#include "domains/media/media_store.h"
#include "domains/media/segments.h"
#include "domains/media/token.h"
#include "domains/media/track_store.h"
#include "kernel/json/codec.h"

typedef struct {
    Ctx *cx;
    Db *space;
    const Id *media;
    Str folder; /* address of its files, with the last slash */
} Source;

static Rc file_url(const Source *s, Str name, Str *ret)
{
    return str_format(s->cx->arena, ret, "%.*s%.*s", STR_ARG(s->folder), STR_ARG(name));
}

static Rc base64(Ctx *cx, Str bytes, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, bytes.n / 3 * 4 + 4);
    buf_base64(&b, bytes.at, bytes.n);
    *ret = buf_str(&b);
    return b.rc;
}

static Rc put_segments(Ctx *cx, Str packed, MediaRun *run)
{
    size_t n = segments_count(packed);
    run->sizes.at = arena_array(cx->arena, n, sizeof *run->sizes.at);
    run->durations.at = arena_array(cx->arena, n, sizeof *run->durations.at);
    if (!run->sizes.at || !run->durations.at)
        return ERR_NOMEM;
    run->sizes.n = run->durations.n = n;
    for (size_t i = 0; i < n; i++)
        segments_at(packed, i, &run->sizes.at[i], &run->durations.at[i]);
    return OK;
}

/* One run: the whole file. */
static Rc put_file(const Source *s, const TrackRow *row, MediaTrack *t)
{
    Str name;
    MediaRun *run = arena_get(s->cx->arena, sizeof *run);
    if (!run)
        return ERR_NOMEM;
    TRY(str_format(s->cx->arena, &name, "%.*s.mp4", STR_ARG(row->name)));
    TRY(file_url(s, name, &run->url));
    run->start = row->start;
    run->offset = row->header_bytes;
    TRY(put_segments(s->cx, row->segments, run));
    t->runs.at = run;
    t->runs.n = 1;
    t->bandwidth = segments_peak(row->segments, row->timescale);
    t->complete = true;
    return OK;
}

/* One run for each finished part. */
static Rc put_parts(const Source *s, const TrackRow *row, MediaTrack *t)
{
    RunRow *rows = arena_array(s->cx->arena, MEDIA_RUNS_MAX, sizeof *rows);
    size_t n = 0;
    if (!rows)
        return ERR_NOMEM;
    TRY(track_store_list_runs(s->cx, s->space, s->media, row->name, MEDIA_RUNS_MAX, rows, &n));
    t->runs.at = arena_array(s->cx->arena, n, sizeof *t->runs.at);
    if (!t->runs.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        MediaRun *run = &t->runs.at[t->runs.n];
        Str name;
        int64_t peak = segments_peak(rows[i].segments, row->timescale);
        if (!rows[i].segments.n)
            continue;
        TRY(str_format(s->cx->arena, &name, "%.*s.%04lld.m4s", STR_ARG(row->name), (long long)rows[i].part));
        TRY(file_url(s, name, &run->url));
        run->start = rows[i].start;
        TRY(put_segments(s->cx, rows[i].segments, run));
        t->bandwidth = peak > t->bandwidth ? peak : t->bandwidth;
        t->runs.n++;
    }
    return OK;
}

static Rc put_tracks(const Source *s, MediaPlay *play)
{
    TrackRow rows[MEDIA_TRACKS_MAX];
    size_t n = 0;
    TRY(track_store_list(s->cx, s->space, s->media, MEDIA_TRACKS_MAX, rows, &n));
    play->tracks.at = arena_array(s->cx->arena, n, sizeof *play->tracks.at);
    if (!play->tracks.at)
        return ERR_NOMEM;
    play->tracks.n = n;
    for (size_t i = 0; i < n; i++) {
        MediaTrack *t = &play->tracks.at[i];
        *t = (MediaTrack){.name = rows[i].name,
                          .kind = rows[i].kind,
                          .codecs = rows[i].codecs,
                          .width = rows[i].width,
                          .height = rows[i].height,
                          .timescale = rows[i].timescale};
        TRY(base64(s->cx, rows[i].init, &t->init));
        TRY(rows[i].finalised ? put_file(s, &rows[i], t) : put_parts(s, &rows[i], t));
    }
    return OK;
}

static Rc put_page(const Source *s, const StepPage *from, MediaPage *to)
{
    to->text = from->has_text ? from->text : STR("");
    to->pictures.at = arena_array(s->cx->arena, from->pictures.n, sizeof *to->pictures.at);
    if (!to->pictures.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < from->pictures.n; i++) {
        const StepPicture *p = &from->pictures.at[i];
        MediaPicture *picture = &to->pictures.at[to->pictures.n++];
        *picture = (MediaPicture){.type = p->type, .width = p->width, .height = p->height};
        TRY(file_url(s, p->name, &picture->url));
        for (size_t k = to->pictures.n - 1; k > 0 && to->pictures.at[k - 1].width > to->pictures.at[k].width; k--) {
            MediaPicture wider = to->pictures.at[k - 1];
            to->pictures.at[k - 1] = to->pictures.at[k];
            to->pictures.at[k] = wider;
        }
    }
    return OK;
}

static Rc put_pages(const Source *s, Str stored, MediaPlay *play)
{
    PagesResult in = {0};
    if (!stored.n)
        return OK;
    TRY(shape_decode(s->cx, &pages_result_shape, stored, DECODE_LENIENT, &in));
    play->pages.at = arena_array(s->cx->arena, in.pages.n, sizeof *play->pages.at);
    if (!play->pages.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < in.pages.n; i++)
        TRY(put_page(s, &in.pages.at[i], &play->pages.at[i]));
    play->pages.n = in.pages.n;
    return OK;
}

static Rc put_captions(const Source *s, MediaPlay *play)
{
    Caption rows[MEDIA_CAPTIONS_MAX];
    size_t n = 0;
    TRY(caption_list(s->cx, s->space, s->media, rows, &n));
    play->captions.at = arena_array(s->cx->arena, n, sizeof *play->captions.at);
    if (!play->captions.at)
        return ERR_NOMEM;
    play->captions.n = n;
    for (size_t i = 0; i < n; i++) {
        MediaCaption *c = &play->captions.at[i];
        Str name;
        *c = (MediaCaption){.language = rows[i].language, .label = rows[i].label, .kind = (int)rows[i].kind};
        TRY(caption_file(s->cx, rows[i].language, &name));
        TRY(file_url(s, name, &c->url));
    }
    return OK;
}

typedef struct {
    const MediaKey *key;
    const Id *space_id, *media;
    MediaPlay play;
} Reading;

/* In one snapshot: a part never shows both in its own file and in the whole. */
static Rc read_play(Ctx *cx, Db *space, void *arg)
{
    Reading *r = arg;
    MediaRow row;
    Source s = {.cx = cx, .space = space, .media = r->media};
    Rc rc = media_store_get(cx, space, r->media, &row);
    if (rc == ERR_MISSING || (rc == OK && row.media.deleted_ms))
        return fail(cx, ERR_MISSING, "http.missing", NULL);
    TRY(rc);
    const Media *m = &row.media;
    MediaPlay play = {.id = m->id,
                      .kind = (int)m->kind,
                      .duration_ms = m->duration_ms,
                      .width = m->width,
                      .height = m->height,
                      .complete = m->state == MEDIA_READY || m->state == MEDIA_FAILED,
                      .has_poster_url = m->poster.n > 0};
    ProbeResult probe = {0};
    if (row.probe.n)
        TRY(shape_decode(cx, &probe_result_shape, row.probe, DECODE_LENIENT, &probe));
    play.sounds = probe.has_audio;
    TRY(media_address(cx, r->key, r->space_id, r->media, STR(""), &s.folder));
    TRY(media_poster_url(cx, r->key, r->space_id, m, &play.poster_url));
    TRY(put_tracks(&s, &play));
    TRY(put_pages(&s, row.pages, &play));
    TRY(put_captions(&s, &play));
    r->play = play;
    return OK;
}

Rc media_play(Ctx *cx, Db *space, const MediaKey *key, const Id *space_id, const Id *media, MediaPlay *ret)
{
    Reading r = {.key = key, .space_id = space_id, .media = media};
    TRY(db_read(cx, space, read_play, &r));
    *ret = r.play;
    return OK;
}
