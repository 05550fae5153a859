/* Joins the parts of one track after checking them. The parts are our own, so a fault here is one of ours or of a disk:
 * it is told to the operator, and trying again with the same bytes cannot help. */
#include "apps/step/finalise.h"

#include "kernel/cmaf/read.h"
#include "kernel/json/codec.h"

#include <inttypes.h>
#include <stddef.h>

enum { TRACK_NAME_MAX = 40 };

typedef struct {
    Str track;
} FinaliseSpec;

static const Member spec_members[] = {
    MEMBER_TEXT(FinaliseSpec, track, TEXT_TOKEN, 1, TRACK_NAME_MAX, "Name of the track")};
static SHAPE(spec_shape, NULL, FinaliseSpec, spec_members, "Which track is made");

typedef struct {
    ListOf(StepFile) files;
    Str name, sha256;
    int64_t size, header_size, segment_count, duration, timescale;
} FinaliseResult;

static const Member result_members[] = {
    STEP_FILES(FinaliseResult),
    MEMBER_TEXT(FinaliseResult, name, TEXT_TOKEN, 1, BUNDLE_NAME_MAX, "Track file"),
    MEMBER_INT(FinaliseResult, size, 0, INT64_MAX, "Its bytes"),
    MEMBER_TEXT(FinaliseResult, sha256, TEXT_TOKEN, 1, 64, "Its digest, hexadecimal"),
    MEMBER_INT(FinaliseResult, header_size, 0, INT64_MAX, "Bytes before the first segment"),
    MEMBER_INT(FinaliseResult, segment_count, 0, INT64_MAX, "Segments in it"),
    MEMBER_INT(FinaliseResult, duration, 0, INT64_MAX, "Of all segments, in ticks"),
    MEMBER_INT(FinaliseResult, timescale, 1, INT64_MAX, "Ticks per second"),
};
static SHAPE(result_shape, NULL, FinaliseResult, result_members, "A track file");

typedef struct {
    Step *step;
    int64_t written;
} Output;

static Rc append(Ctx *cx, void *arg, Str bytes)
{
    Output *o = arg;
    (void)cx;
    TRY(bundle_append(o->step->bundle, bytes));
    o->written += (int64_t)bytes.n;
    step_progress(o->step, (double)o->written / (double)(o->step->input_size + 1));
    return OK;
}

static Rc check_parts(Ctx *cx, Step *s, const CmafSource *source, CmafIndex *ret)
{
    CmafFinding finding = {0};
    int64_t *sizes = arena_array(cx->arena, s->input_count ? s->input_count : 1, sizeof *sizes);
    if (!sizes)
        return ERR_NOMEM;
    for (size_t i = 0; i < s->input_count; i++)
        sizes[i] = s->inputs[i].size;
    Rc rc = cmaf_read(cx, source, sizes, s->input_count, ret, &finding);
    if (rc == ERR_INVALID)
        return step_refuse(s, "media.step_failed",
                           "the parts do not make a track: %s after segment %zu, at byte %" PRId64,
                           cmaf_verdict_names[finding.verdict], finding.segment, finding.offset);
    return rc;
}

Rc finalise_run(Ctx *cx, Step *s)
{
    FinaliseSpec spec = {0};
    FinaliseResult r = {0};
    CmafIndex index;
    StepFile file;
    Output output = {.step = s};
    CmafSource source = cmaf_source_fd(&s->input_fd, s->input_size);
    TRY(shape_decode(cx, &spec_shape, s->spec, DECODE_LENIENT, &spec));
    TRY(str_format(cx->arena, &r.name, "%.*s.mp4", STR_ARG(spec.track)));
    TRY(check_parts(cx, s, &source, &index));
    TRY(bundle_begin(s->bundle, r.name));
    TRY(cmaf_join(cx, &source, &index, append, &output, &r.header_size));
    TRY(bundle_end(cx, s->bundle, &file));
    const CmafSegment *last = index.segments + index.segment_count - 1;
    r.size = file.size;
    r.sha256 = file.sha256;
    r.segment_count = (int64_t)index.segment_count;
    r.duration = last->start + last->duration;
    r.timescale = index.timescale;
    return step_answer(cx, s, &result_shape, &r);
}
