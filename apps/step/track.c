/* Over kernel/cmaf: track.h. A part stays in memory until it is whole, because slices of the output are written one
 * after the other and the rungs of a ladder grow side by side. */
#include "apps/step/track.h"

#include <inttypes.h>
#include <stddef.h>

static const Member segment_members[] = {
    MEMBER_INT(TrackSegment, size, 1, CMAF_SEGMENT_MAX, "Bytes of moof and mdat"),
    MEMBER_INT(TrackSegment, duration, 1, INT64_MAX, "Ticks"),
    MEMBER_INT(TrackSegment, start, 0, INT64_MAX, "Ticks from the beginning of the film: decode time in the segment"),
};
static SHAPE(segment_shape, NULL, TrackSegment, segment_members, "A segment");

static const Member part_members[] = {
    MEMBER_TEXT(TrackPart, name, TEXT_TOKEN, 1, TRACK_NAME_MAX, "Track"),
    MEMBER_INT(TrackPart, part, 0, CMAF_PARTS_MAX, "From 0"),
    MEMBER_TEXT(TrackPart, codecs, TEXT_LINE, 1, 40, "RFC 6381"),
    MEMBER_INT(TrackPart, width, 0, INT32_MAX, "Pixels; 0 for sound"),
    MEMBER_INT(TrackPart, height, 0, INT32_MAX, "Pixels; 0 for sound"),
    MEMBER_INT(TrackPart, timescale, 1, INT32_MAX, "Ticks per second"),
    MEMBER_TEXT(TrackPart, init_sha256, TEXT_TOKEN, 1, 64, "Digest of the init segment, hexadecimal"),
    MEMBER_TEXT(TrackPart, part_sha256, TEXT_TOKEN, 1, 64, "Digest of the part, hexadecimal"),
    MEMBER_INT(TrackPart, part_size, 1, INT64_MAX, "Its bytes"),
    MEMBER_LIST(TrackPart, segments, segment_shape, TRACK_PART_SEGMENTS_MAX, "In order, without gap"),
};
SHAPE(track_part_shape, NULL, TrackPart, part_members, "One part of a track");

struct Track {
    Step *step;
    Str name;
    CmafTrack cmaf;
    CmafWriter *writer;
    TrackPart now; /* the part that grows */
    Buf bytes;
};

static Rc begin_part(Track *t, int64_t part)
{
    t->now.part = part;
    t->now.segments.n = 0;
    t->now.segments.at = NULL;
    buf_clear(&t->bytes);
    cmaf_writer_free(t->writer);
    t->writer = NULL;
    return cmaf_writer_new(&t->cmaf, CMAF_SEQUENCE(part, 0), &t->writer);
}

Rc track_new(Ctx *cx, Step *s, Str name, const CmafTrack *cmaf, int64_t part, Track **ret)
{
    if (!name.n || name.n > TRACK_NAME_MAX || part < 0 || part >= CMAF_PARTS_MAX)
        return fail(cx, ERR_INVALID, NULL, "part");
    Track *t = arena_get(cx->arena, sizeof *t);
    if (!t)
        return ERR_NOMEM;
    *t = (Track){.step = s, .name = name, .cmaf = *cmaf};
    t->now = (TrackPart){.name = name, .width = cmaf->width, .height = cmaf->height, .timescale = cmaf->timescale};
    TRY(cmaf_codecs(cx, cmaf, &t->now.codecs));
    buf_init(&t->bytes, cx->arena, TRACK_PART_BYTES_MAX);
    TRY(begin_part(t, part));
    *ret = t;
    return OK;
}

void track_free(Track *t)
{
    if (t)
        cmaf_writer_free(t->writer);
}

Rc track_add(Track *t, const CmafSample *sample)
{
    return cmaf_writer_add(t->writer, sample);
}

static Rc keep(Ctx *cx, void *arg, Str bytes)
{
    Track *t = arg;
    (void)cx;
    buf_put(&t->bytes, bytes);
    return t->bytes.rc;
}

Rc track_cut(Ctx *cx, Track *t, int64_t end)
{
    enum { ROOM = 64 };
    CmafSegment segment;
    size_t n = t->now.segments.n;
    if (!cmaf_writer_count(t->writer))
        return OK;
    if (n == TRACK_PART_SEGMENTS_MAX)
        return ERR_LIMIT;
    if (n % ROOM == 0) {
        TrackSegment *more = arena_array(cx->arena, n + ROOM, sizeof *more);
        if (!more)
            return ERR_NOMEM;
        if (n)
            memcpy(more, t->now.segments.at, n * sizeof *more);
        t->now.segments.at = more;
    }
    TRY(cmaf_writer_cut(cx, t->writer, end, keep, t, &segment));
    t->now.segments.at[n] = (TrackSegment){.size = segment.size, .duration = segment.duration, .start = segment.start};
    t->now.segments.n++;
    return OK;
}

static Rc put_init(Ctx *cx, Track *t)
{
    Buf init;
    Str name;
    StepFile file;
    buf_init(&init, cx->arena, CMAF_INIT_MAX);
    TRY(cmaf_init_segment(cx, &t->cmaf, &init));
    TRY(init.rc);
    TRY(str_format(cx->arena, &name, "%.*s.init.mp4", STR_ARG(t->name)));
    TRY(bundle_put(cx, t->step->bundle, name, buf_str(&init), &file));
    t->now.init_sha256 = file.sha256;
    return OK;
}

Rc track_end_part(Ctx *cx, Track *t, TrackPart *ret)
{
    Str name;
    StepFile file;
    if (!t->now.segments.n)
        return fail(cx, ERR_INVALID, NULL, "part");
    if (!t->now.init_sha256.n)
        TRY(put_init(cx, t));
    TRY(str_format(cx->arena, &name, "%.*s.%04" PRId64 ".m4s", STR_ARG(t->name), t->now.part));
    TRY(bundle_put(cx, t->step->bundle, name, buf_str(&t->bytes), &file));
    t->now.part_sha256 = file.sha256;
    t->now.part_size = file.size;
    *ret = t->now;
    return begin_part(t, t->now.part + 1);
}
