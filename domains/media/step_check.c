/* Results of steps held against the plan and against the files. Nothing is written here. */
#include "domains/media/segments.h"
#include "domains/media/step_end.h"

#include "base/log.h"
#include "kernel/blob/blob.h"
#include "domains/media/job.h"
#include "kernel/json/codec.h"

enum { INIT_BYTES_MAX = 16 << 10, RESULT_ROOM = 2 << 20, RUNS_READ_MAX = 4096 };
#define JPEG "image/jpeg"
#define WEBP "image/webp"

static Rc bad(Ctx *cx, const StepCall *c, const char *why)
{
    log_mistake(cx, "media", "the result of a step is refused", "media=%s step=%.*s why=\"%s\"", c->row.media.id.text,
                STR_ARG(c->step.name), why);
    return fail(cx, ERR_INVALID, "media.bad_result", NULL);
}

static Rc file_size(Ctx *cx, const StepCall *c, Str name, int64_t *ret)
{
    Str key;
    TRY(media_file_key(cx, &c->space, &c->row.media.id, name, &key));
    return blob_size(cx, c->blobs, key, ret);
}

/* The file came, with that size. */
static Rc check_file(Ctx *cx, const StepCall *c, Str name, int64_t size)
{
    int64_t got = 0;
    Rc rc = file_size(cx, c, name, &got);
    if (rc == ERR_MISSING || (rc == OK && size >= 0 && got != size))
        return bad(cx, c, "a file is missing or has another size");
    return rc;
}

static Rc find_poster(Ctx *cx, const StepCall *c, Str *ret)
{
    int64_t size;
    Rc rc = file_size(cx, c, STR(POSTER_FILE), &size);
    if (rc == OK)
        *ret = STR(POSTER_FILE);
    return rc == ERR_MISSING ? OK : rc;
}

static Rc check_probe(Ctx *cx, const StepCall *c, Str result, StepOutcome *o)
{
    Buf text;
    Rc rc = shape_decode(cx, &probe_result_shape, result, DECODE_LENIENT, &o->found);
    if (rc == ERR_INVALID)
        return bad(cx, c, "shape");
    TRY(rc);
    if (o->found.has_video && (!o->found.video.width || !o->found.video.height || o->found.video.rotation % 90))
        return bad(cx, c, "size or rotation of the picture");
    buf_init(&text, cx->arena, RESULT_ROOM);
    TRY(shape_encode(cx, &probe_result_shape, &o->found, &text));
    o->probe = buf_str(&text);
    return OK;
}

static Rc read_init(Ctx *cx, const StepCall *c, const StepTrack *t, Str *ret)
{
    Str name, key, bytes = {0}, hex;
    TRY(str_format(cx->arena, &name, "%.*s.init.mp4", STR_ARG(t->name)));
    TRY(media_file_key(cx, &c->space, &c->row.media.id, name, &key));
    Rc rc = blob_read(cx, c->blobs, key, 0, INIT_BYTES_MAX + 1, &bytes);
    if (rc == ERR_MISSING || (rc == OK && (!bytes.n || bytes.n > INIT_BYTES_MAX)))
        return bad(cx, c, "no init segment");
    TRY(rc);
    Sha256 digest = sha256(bytes);
    TRY(sha256_hex(cx, &digest, &hex));
    if (!str_equal(hex, t->init_sha256))
        return bad(cx, c, "another init segment");
    *ret = bytes;
    return OK;
}

/* All parts of a track begin alike, or they do not fit together. */
static Rc check_same_track(Ctx *cx, const StepCall *c, const StepTrack *t)
{
    TrackRow known;
    Rc rc = track_store_get(cx, c->db, &c->row.media.id, t->name, &known);
    if (rc == OK && (!str_equal(known.init_sha256, t->init_sha256) || known.timescale != t->timescale))
        return bad(cx, c, "a part that does not fit the others");
    return rc == ERR_MISSING ? OK : rc;
}

static Rc check_segments(Ctx *cx, const StepCall *c, const StepTrack *t)
{
    int64_t bytes = 0;
    for (size_t i = 0; i < t->segments.n; i++) {
        const StepSegment *s = &t->segments.at[i];
        if (i && s->start != s[-1].start + s[-1].duration)
            return bad(cx, c, "a gap between segments");
        bytes += s->size;
    }
    return bytes == t->part_size ? OK : bad(cx, c, "sizes of segments");
}

static Rc take_track(Ctx *cx, const StepCall *c, const StepTrack *t, int64_t part, TrackRow *track, RunRow *run)
{
    Str name;
    TRY(check_segments(cx, c, t));
    TRY(check_same_track(cx, c, t));
    TRY(str_format(cx->arena, &name, "%.*s.%04lld.m4s", STR_ARG(t->name), (long long)part));
    if (t->part_size)
        TRY(check_file(cx, c, name, t->part_size));
    *track = (TrackRow){.name = t->name,
                        .kind = c->step.kind == MEDIA_STEP_AUDIO ? TRACK_AUDIO : TRACK_VIDEO,
                        .codecs = t->codecs,
                        .width = t->width,
                        .height = t->height,
                        .timescale = t->timescale,
                        .init_sha256 = t->init_sha256};
    TRY(read_init(cx, c, t, &track->init));
    *run = (RunRow){.track = t->name,
                    .part = part,
                    .start = t->segments.n ? t->segments.at[0].start : 0,
                    .sha256 = t->part_sha256,
                    .size_bytes = t->part_size};
    return segments_pack(cx, t->segments.at, t->segments.n, &run->segments);
}

/* How many entries: one for each rung of a pass; of the sound as many as it has parts. */
static bool right_count(const StepCall *c, size_t n)
{
    if (c->step.kind == MEDIA_STEP_AUDIO)
        return n > 0;
    return n > 0 && plan_track(&c->plan, c->step.kind, n - 1) && !plan_track(&c->plan, c->step.kind, n);
}

/* Rungs in the order of the plan, parts of the sound in the order of time. */
static bool right_place(const StepCall *c, const StepTrack *t, size_t i)
{
    bool sound = c->step.kind == MEDIA_STEP_AUDIO;
    const char *name = plan_track(&c->plan, c->step.kind, sound ? 0 : i);
    return name && str_equal(t->name, str_of(name)) && (!sound || (t->has_part && t->part == (int64_t)i));
}

static Rc check_tracks(Ctx *cx, const StepCall *c, Str result, StepOutcome *o)
{
    TracksResult in = {0};
    Rc rc = shape_decode(cx, &tracks_result_shape, result, DECODE_LENIENT, &in);
    if (rc == ERR_INVALID || (rc == OK && !right_count(c, in.tracks.n)))
        return bad(cx, c, "shape, or number of tracks");
    TRY(rc);
    o->tracks = arena_array(cx->arena, in.tracks.n, sizeof *o->tracks);
    o->runs = arena_array(cx->arena, in.tracks.n, sizeof *o->runs);
    if (!o->tracks || !o->runs)
        return ERR_NOMEM;
    for (size_t i = 0; i < in.tracks.n; i++) {
        const StepTrack *t = &in.tracks.at[i];
        int64_t part = c->step.kind == MEDIA_STEP_AUDIO ? (int64_t)i : c->step.part;
        if (!right_place(c, t, i))
            return bad(cx, c, "names of tracks");
        TRY(take_track(cx, c, t, part, &o->tracks[i], &o->runs[i]));
    }
    o->track_count = in.tracks.n;
    return c->step.kind == MEDIA_STEP_PASS_A && c->step.part == 0 ? find_poster(cx, c, &o->poster) : OK;
}

/* The track whole: its parts one behind the other, as they lie in the file. */
static Rc gather(Ctx *cx, const StepCall *c, TrackRow *track)
{
    size_t n = 0, bytes = 0;
    RunRow *runs = arena_array(cx->arena, RUNS_READ_MAX, sizeof *runs);
    if (!runs)
        return ERR_NOMEM;
    TRY(track_store_list_runs(cx, c->db, &c->row.media.id, track->name, RUNS_READ_MAX, runs, &n));
    int64_t at = -1;
    for (size_t i = 0; i < n; i++) {
        if (!runs[i].segments.n)
            continue;
        if (at >= 0 && runs[i].start != at)
            return bad(cx, c, "a gap between parts");
        if (at < 0)
            track->start = runs[i].start;
        at = runs[i].start + segments_sum(runs[i].segments).ticks;
        bytes += runs[i].segments.n;
    }
    Buf all;
    buf_init(&all, cx->arena, bytes + 1);
    for (size_t i = 0; i < n; i++)
        buf_put(&all, runs[i].segments);
    track->segments = buf_str(&all);
    return all.rc;
}

static Rc check_join(Ctx *cx, const StepCall *c, Str result, StepOutcome *o)
{
    JoinResult in = {0};
    Str name;
    TrackRow *track = arena_get(cx->arena, sizeof *track);
    Rc rc = shape_decode(cx, &join_result_shape, result, DECODE_LENIENT, &in);
    if (rc == ERR_INVALID)
        return bad(cx, c, "shape");
    TRY(rc);
    if (!track)
        return ERR_NOMEM;
    const char *track_name = plan_joined_track(c->step.kind, c->step.part);
    TRY(str_format(cx->arena, &name, "%s.mp4", track_name));
    rc = track_store_get(cx, c->db, &c->row.media.id, str_of(track_name), track);
    if (rc == ERR_MISSING || (rc == OK && !str_equal(name, in.name)))
        return bad(cx, c, "name of the file");
    TRY(rc);
    TRY(gather(cx, c, track));
    if (in.header_size < (int64_t)track->init.n || in.size != in.header_size + segments_sum(track->segments).bytes)
        return bad(cx, c, "sizes");
    TRY(check_file(cx, c, name, in.size));
    track->header_bytes = in.header_size;
    track->size_bytes = in.size;
    o->tracks = track;
    o->track_count = 1;
    return OK;
}

static Rc check_pictures(Ctx *cx, const StepCall *c, const StepPage *page)
{
    StepOf step = {&c->plan, c->step.kind, c->step.part};
    for (size_t i = 0; i < page->pictures.n; i++) {
        const StepPicture *p = &page->pictures.at[i];
        bool known = str_equal(p->type, STR(JPEG)) || str_equal(p->type, STR(WEBP));
        if (!known || !step_output_allowed(&step, p->name))
            return bad(cx, c, "a picture's name or type");
        TRY(check_file(cx, c, p->name, -1));
    }
    return OK;
}

/* The smallest one that every browser and mail program shows. */
static Str smallest_jpeg(const StepPage *page)
{
    const StepPicture *found = NULL;
    for (size_t i = 0; i < page->pictures.n; i++) {
        const StepPicture *p = &page->pictures.at[i];
        if (str_equal(p->type, STR(JPEG)) && (!found || p->width < found->width))
            found = p;
    }
    return found ? found->name : STR("");
}

/* An image is kept as a document of one page. */
static Rc take_pages(Ctx *cx, const StepCall *c, const PagesResult *in, StepOutcome *o)
{
    Buf text;
    for (size_t i = 0; i < in->pages.n; i++)
        TRY(check_pictures(cx, c, &in->pages.at[i]));
    o->poster = smallest_jpeg(&in->pages.at[0]);
    buf_init(&text, cx->arena, RESULT_ROOM);
    TRY(shape_encode(cx, &pages_result_shape, in, &text));
    o->pages = buf_str(&text);
    return OK;
}

static Rc check_image(Ctx *cx, const StepCall *c, Str result, StepOutcome *o)
{
    ImageResult in = {0};
    StepPage page = {0};
    PagesResult pages = {0};
    Rc rc = shape_decode(cx, &image_result_shape, result, DECODE_LENIENT, &in);
    if (rc == ERR_INVALID)
        return bad(cx, c, "shape");
    TRY(rc);
    page.pictures.at = in.pictures.at;
    page.pictures.n = in.pictures.n;
    pages.pages.at = &page;
    pages.pages.n = 1;
    o->width = in.width;
    o->height = in.height;
    return take_pages(cx, c, &pages, o);
}

static Rc check_pages(Ctx *cx, const StepCall *c, Str result, StepOutcome *o)
{
    PagesResult in = {0};
    Rc rc = shape_decode(cx, &pages_result_shape, result, DECODE_LENIENT, &in);
    if (rc == ERR_INVALID)
        return bad(cx, c, "shape");
    TRY(rc);
    const StepPage *first = &in.pages.at[0];
    const StepPicture *largest = &first->pictures.at[first->pictures.n - 1];
    o->page_count = (int64_t)in.pages.n;
    o->width = largest->width;
    o->height = largest->height;
    return take_pages(cx, c, &in, o);
}

typedef Rc (*Checker)(Ctx *cx, const StepCall *c, Str result, StepOutcome *o);
static const Checker checkers[MEDIA_STEP_KIND_COUNT] = {
    [MEDIA_STEP_PROBE] = check_probe, [MEDIA_STEP_PASS_A] = check_tracks,   [MEDIA_STEP_AUDIO] = check_tracks,
    [MEDIA_STEP_JOIN_A] = check_join, [MEDIA_STEP_JOIN_AUDIO] = check_join, [MEDIA_STEP_PASS_B] = check_tracks,
    [MEDIA_STEP_JOIN_B] = check_join, [MEDIA_STEP_IMAGE] = check_image,     [MEDIA_STEP_PAGES] = check_pages,
};

Rc step_check(Ctx *cx, const StepCall *c, Str result, StepOutcome *ret)
{
    StepOutcome o = {0};
    if (!result.n)
        return bad(cx, c, "no result");
    TRY(checkers[c->step.kind](cx, c, result, &o));
    *ret = o;
    return OK;
}
