/* Decoder → timeline → ladder of scalers → encoders → tracks. Rungs are made from the largest to the smallest, each
 * from the pictures of the one above it, so a picture is decoded once and scaled in small steps. */
#include "apps/step/encode.h"

#include "apps/step/film.h"
#include "apps/step/poster.h"
#include "apps/step/track.h"
#include "base/log.h"
#include "kernel/av/av_decode.h"
#include "kernel/av/av_timeline.h"
#include "kernel/av/av_video_encoder.h"
#include "kernel/json/codec.h"

#include <inttypes.h>
#include <stddef.h>

enum {
    RUNGS_MAX = 6,
    PART_MS_MAX = 900000,
    SIDE_AT_HALF_RATE = 480, /* up to this short side, 50 and 60 pictures a second are halved */
    RATE_LOW = 30,
    RATE_HIGH = 60,
    MILLI = 1000,
};

typedef struct {
    Str name, preset;
    int64_t height, cap_kbps;
} RungSpec;

static const Member rung_members[] = {
    MEMBER_TEXT(RungSpec, name, TEXT_TOKEN, 1, TRACK_NAME_MAX, "Track, begins the names of its files"),
    MEMBER_INT(RungSpec, height, AV_RUNG_SIDE_MIN, AV_RUNG_SIDE_MAX, "Short side in pixels"),
    MEMBER_INT(RungSpec, cap_kbps, AV_CAP_KBPS_MIN, AV_CAP_KBPS_MAX, "Most kilobits in one second"),
    MEMBER_TEXT(RungSpec, preset, TEXT_TOKEN, 1, 20, "Of x264"),
};
static SHAPE(rung_shape, NULL, RungSpec, rung_members, "One rung of the ladder");

typedef struct {
    int64_t video_stream, rotation, start_ms, end_ms, part;
    bool mirror, poster, has_poster;
    int hdr;
    ListOf(RungSpec) rungs;
} EncodeSpec;

static const Member spec_members[] = {
    MEMBER_INT(EncodeSpec, video_stream, 0, AV_STREAMS_MAX, "As the probe said"),
    MEMBER_INT(EncodeSpec, rotation, 0, 270, "As the probe said"),
    MEMBER_BOOL(EncodeSpec, mirror, "As the probe said"),
    MEMBER_ENUM(EncodeSpec, hdr, av_hdr_names, "As the probe said"),
    MEMBER_INT(EncodeSpec, start_ms, 0, AV_DURATION_MAX_MS, "Where the part begins"),
    MEMBER_INT(EncodeSpec, end_ms, 1, AV_DURATION_MAX_MS, "Where the next one begins, or the film ends"),
    MEMBER_INT(EncodeSpec, part, 0, CMAF_PARTS_MAX - 1, "From 0"),
    MEMBER_LIST(EncodeSpec, rungs, rung_shape, RUNGS_MAX, "In any order"),
    OPTIONAL(EncodeSpec, poster, MEMBER_KIND_BOOL, .doc = "Make the poster too"),
};
static SHAPE(spec_shape, NULL, EncodeSpec, spec_members, "Which part of which film, as which rungs");

typedef struct {
    ListOf(StepFile) files;
    ListOf(TrackPart) tracks;
} EncodeResult;

static const Member result_members[] = {
    STEP_FILES(EncodeResult),
    MEMBER_LIST(EncodeResult, tracks, track_part_shape, RUNGS_MAX, "In the order of the rungs"),
};
static SHAPE(result_shape, NULL, EncodeResult, result_members, "Parts of tracks");

typedef struct {
    const RungSpec *spec;
    size_t place; /* in the spec */
    int64_t start;
    AvPace pace;
    AvScaler *scaler;
    AvVideoEncoder *encoder;
    Track *track;
    Buf unit;
} Rung;

typedef struct {
    Step *step;
    EncodeSpec spec;
    AvInput *in;
    AvDecoder *decoder;
    AvTimeline time;
    AvSize shown;
    Rung rungs[RUNGS_MAX]; /* largest first */
    size_t rung_count;
    PosterSearch poster;
} Encode;

/* A unit on its way from the encoder into the track. */
static Rc take_unit(Ctx *cx, void *arg, const AvUnit *unit)
{
    Rung *r = arg;
    if (unit->key && av_segment_begins(unit->pts, r->start))
        TRY(track_cut(cx, r->track, unit->pts));
    buf_clear(&r->unit);
    TRY(cmaf_nal_lengths(unit->data, &r->unit));
    TRY(r->unit.rc);
    CmafSample sample = {.data = buf_str(&r->unit), .pts = unit->pts, .sync = unit->key};
    return track_add(r->track, &sample);
}

static Rc show(Ctx *cx, Encode *e, struct AVFrame *picture, const AvSlot *slot)
{
    for (size_t i = 0; i < e->rung_count && av_pace_keeps(&e->rungs[i].pace, slot); i++) {
        Rung *r = &e->rungs[i];
        TRY(av_scaler_run(cx, r->scaler, picture, &picture));
        TRY(av_video_encoder_push(cx, r->encoder, picture, slot->at, slot->key, take_unit, r));
    }
    step_progress(e->step, (double)(slot->at - e->time.start) / (double)(e->time.end - e->time.start));
    return OK;
}

/* Pictures before the part are decoded only to know what is on the screen when it begins. */
static Rc show_all(Ctx *cx, Encode *e)
{
    struct AVFrame *picture = NULL, *last = NULL;
    AvSlot slot;
    for (int64_t at = 0; at < e->time.end;) {
        Rc rc = av_decoder_next(cx, e->decoder, &picture, &at);
        if (rc == ERR_MISSING) {
            at = AV_TIMELINE_END;
            last = av_decoder_before(e->decoder);
        } else {
            TRY(rc);
            last = picture;
            if (at >= e->time.start && at < e->time.end)
                TRY(poster_look(cx, &e->poster, picture, at));
        }
        while (av_timeline_next(&e->time, at, &slot))
            TRY(show(cx, e, slot.again ? av_decoder_before(e->decoder) : picture, &slot));
    }
    if (e->time.seen < 0)
        return step_refuse(e->step, "media.truncated", "no picture can be decoded");
    for (size_t i = 0; i < e->rung_count; i++)
        TRY(av_video_encoder_push(cx, e->rungs[i].encoder, NULL, 0, false, take_unit, &e->rungs[i]));
    return poster_put(cx, e->step, &e->poster, last);
}

/* What the encoder is to expect: the film's rate, halved as the pace will halve it. */
static int64_t rung_fps_milli(int64_t film_fps_milli, const AvPace *pace)
{
    int64_t fps = film_fps_milli;
    while ((int64_t)AV_TICKS * MILLI / fps < pace->least)
        fps = (fps + 1) / 2;
    return fps;
}

static Rc open_rung(Ctx *cx, Encode *e, Rung *r, bool first)
{
    const EncodeSpec *is = &e->spec;
    AvOrientation upright = {.rotation = (int)is->rotation, .mirror = is->mirror};
    AvSize size = av_rung_size(e->shown, r->spec->height);
    AvScaleSpec scale = {.size = size};
    if (first) {
        scale.orientation = upright;
        scale.hdr = (AvHdr)is->hdr;
    }
    TRY(av_scaler_new(cx, &scale, &r->scaler));
    r->start = e->time.start;
    r->pace = av_pace(r->spec->height <= SIDE_AT_HALF_RATE ? RATE_LOW : RATE_HIGH);
    AvVideoSpec video = {.size = size,
                         .cap_kbps = r->spec->cap_kbps,
                         .preset = r->spec->preset,
                         .fps_milli = rung_fps_milli(av_decoder_fps_milli(e->decoder), &r->pace)};
    TRY(av_video_encoder_new(cx, &video, &r->encoder));
    CmafTrack track = {.kind = CMAF_VIDEO, .timescale = AV_TICKS, .width = size.width, .height = size.height};
    TRY(cmaf_avcc(cx, av_video_encoder_header(r->encoder), &track.config));
    buf_init(&r->unit, cx->arena, CMAF_SEGMENT_MAX);
    return track_new(cx, e->step, r->spec->name, &track, is->part, &r->track);
}

static void order_rungs(Encode *e)
{
    e->rung_count = e->spec.rungs.n;
    for (size_t i = 0; i < e->rung_count; i++) {
        Rung rung = {.spec = &e->spec.rungs.at[i], .place = i};
        size_t at = i;
        for (; at > 0 && e->rungs[at - 1].spec->height < rung.spec->height; at--)
            e->rungs[at] = e->rungs[at - 1];
        e->rungs[at] = rung;
    }
}

static Rc open_all(Ctx *cx, Encode *e)
{
    const EncodeSpec *is = &e->spec;
    e->time = av_timeline(is->start_ms, is->end_ms);
    TRY(film_open(cx, e->step, &e->in));
    TRY(av_decoder_open(cx, e->in, is->video_stream, e->time.start, &e->decoder));
    e->shown = av_turned(av_decoder_size(e->decoder), (int)is->rotation);
    for (size_t i = 0; i < e->rung_count; i++)
        TRY(open_rung(cx, e, &e->rungs[i], i == 0));
    AvOrientation upright = {.rotation = (int)is->rotation, .mirror = is->mirror};
    if (is->has_poster && is->poster)
        TRY(poster_search(cx, e->shown, upright, (AvHdr)is->hdr, e->time.start, e->time.end, &e->poster));
    return OK;
}

static void close_all(Encode *e)
{
    for (size_t i = 0; i < e->rung_count; i++) {
        av_scaler_free(e->rungs[i].scaler);
        av_video_encoder_free(e->rungs[i].encoder);
        track_free(e->rungs[i].track);
    }
    poster_search_free(&e->poster);
    av_decoder_close(e->decoder);
    av_input_close(e->in);
}

static Rc answer(Ctx *cx, Encode *e)
{
    TrackPart parts[RUNGS_MAX];
    EncodeResult result = {.tracks = {parts, e->rung_count}};
    for (size_t i = 0; i < e->rung_count; i++) {
        Rung *r = &e->rungs[i];
        TRY(track_cut(cx, r->track, e->time.end));
        TRY(track_end_part(cx, r->track, &parts[r->place]));
    }
    int64_t damaged = av_decoder_damaged(e->decoder);
    if (damaged)
        log_mistake(cx, "step", "damaged packets were passed over", "count=%" PRId64, damaged);
    return step_answer(cx, e->step, &result_shape, &result);
}

static Rc read_spec(Ctx *cx, Encode *e)
{
    EncodeSpec *is = &e->spec;
    TRY(shape_decode(cx, &spec_shape, e->step->spec, DECODE_LENIENT, is));
    if (!is->rungs.n || is->end_ms <= is->start_ms || is->end_ms - is->start_ms > PART_MS_MAX || is->rotation % 90)
        return fail(cx, ERR_INVALID, NULL, "part");
    order_rungs(e);
    return OK;
}

Rc encode_run(Ctx *cx, Step *s)
{
    Encode e = {.step = s};
    Rc rc = read_spec(cx, &e);
    if (rc == OK)
        rc = open_all(cx, &e);
    if (rc == OK)
        rc = show_all(cx, &e);
    if (rc == OK)
        rc = answer(cx, &e);
    close_all(&e);
    return film_end(cx, s, rc);
}
