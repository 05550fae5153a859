/* The tables of the graph, and what follows from them for one media. */
#include "domains/media/graph.h"

#define DONE(kind) STEP_BIT(MEDIA_STEP_##kind)

const StepRule step_rules[MEDIA_STEP_KIND_COUNT] = {
    [MEDIA_STEP_PROBE] = {"probe", "probe", 1, 40, 0, false},
    [MEDIA_STEP_AUDIO] = {"audio", "audio", 1, 30, DONE(PROBE), false},
    [MEDIA_STEP_PASS_A] = {"encode.a", "encode", 1, 30, DONE(PROBE), true},
    [MEDIA_STEP_JOIN_A] = {"finalise.v240", "finalise", 1, 20, DONE(PROBE) | DONE(PASS_A), false},
    [MEDIA_STEP_JOIN_AUDIO] = {"finalise.a48", "finalise", 1, 20, DONE(PROBE) | DONE(AUDIO), false},
    [MEDIA_STEP_PASS_B] = {"encode.b", "encode", 1, 10, DONE(PROBE) | DONE(PASS_A) | DONE(AUDIO), true},
    [MEDIA_STEP_JOIN_B] = {"finalise.b", "finalise", 1, 20, DONE(PROBE) | DONE(PASS_B), true},
    [MEDIA_STEP_IMAGE] = {"image", "image", 1, 30, 0, false},
    [MEDIA_STEP_PAGES] = {"pages", "pages", 1, 30, 0, false},
};

const Rung media_rungs[RUNG_COUNT] = {
    {"v240", 240, 220, "medium", 25},
    {"v480", 480, 800, "fast", 60},
    {"v720", 720, 1700, "fast", 120},
};

enum { AUDIO_COST = 4, JOIN_COST = 1 };

static int64_t short_side(const ProbeResult *probe)
{
    return probe->video.width < probe->video.height ? probe->video.width : probe->video.height;
}

/* A short rest belongs to the part before it: a part of a few pictures costs as much decoding as a whole one. */
static int64_t parts(int64_t duration_ms, int64_t part_ms)
{
    int64_t n = (duration_ms + part_ms - 1 - PART_TAIL_MS) / part_ms;
    return n < 1 ? 1 : n;
}

MediaPlan plan_make(MediaKind kind, Str source_sha256, int64_t source_bytes, const ProbeResult *probe)
{
    MediaPlan p = {.kind = kind, .source_sha256 = source_sha256, .source_bytes = source_bytes};
    p.count[MEDIA_STEP_PROBE] = kind == MEDIA_VIDEO;
    p.count[MEDIA_STEP_IMAGE] = kind == MEDIA_IMAGE;
    p.count[MEDIA_STEP_PAGES] = kind == MEDIA_DOCUMENT;
    if (kind != MEDIA_VIDEO || !probe)
        return p;
    p.probed = true;
    p.probe = *probe;
    while (probe->has_video && p.high_rungs < RUNGS_HIGH_MAX &&
           media_rungs[p.high_rungs + 1].height <= short_side(probe))
        p.high_rungs++;
    p.count[MEDIA_STEP_PASS_A] = probe->has_video ? parts(probe->duration_ms, PASS_A_PART_MS) : 0;
    p.count[MEDIA_STEP_AUDIO] = probe->has_audio;
    p.count[MEDIA_STEP_JOIN_A] = probe->has_video;
    p.count[MEDIA_STEP_JOIN_AUDIO] = probe->has_audio;
    p.count[MEDIA_STEP_PASS_B] = p.high_rungs ? parts(probe->duration_ms, PASS_B_PART_MS) : 0;
    p.count[MEDIA_STEP_JOIN_B] = (int64_t)p.high_rungs;
    return p;
}

bool plan_whole(const MediaPlan *p)
{
    return p->kind != MEDIA_VIDEO || p->probed;
}

PartWindow plan_window(const MediaPlan *p, MediaStepKind pass, int64_t part)
{
    int64_t length = pass == MEDIA_STEP_PASS_A ? PASS_A_PART_MS : PASS_B_PART_MS;
    bool last = part == p->count[pass] - 1;
    return (PartWindow){part * length, last ? p->probe.duration_ms : (part + 1) * length};
}

static int64_t high_cost(const MediaPlan *p)
{
    int64_t cost = 0;
    for (size_t i = 0; i < p->high_rungs; i++)
        cost += media_rungs[i + 1].cost;
    return cost;
}

int64_t plan_weight(const MediaPlan *p, MediaStepKind kind, int64_t part)
{
    PartWindow w;
    switch (kind) {
    case MEDIA_STEP_PASS_A:
    case MEDIA_STEP_PASS_B:
        w = plan_window(p, kind, part);
        return (w.end_ms - w.start_ms) * (kind == MEDIA_STEP_PASS_A ? media_rungs[0].cost : high_cost(p));
    case MEDIA_STEP_AUDIO:
        return p->probe.duration_ms * AUDIO_COST;
    case MEDIA_STEP_JOIN_A:
    case MEDIA_STEP_JOIN_AUDIO:
    case MEDIA_STEP_JOIN_B:
        return p->probe.duration_ms * JOIN_COST;
    case MEDIA_STEP_IMAGE:
    case MEDIA_STEP_PAGES:
        return 1;
    case MEDIA_STEP_PROBE: /* over before it could be seen */
    case MEDIA_STEP_KIND_COUNT:
        break;
    }
    return 0;
}

int64_t plan_total_weight(const MediaPlan *p)
{
    int64_t total = 0;
    for (int kind = 0; kind < MEDIA_STEP_KIND_COUNT; kind++)
        for (int64_t part = 0; part < p->count[kind]; part++)
            total += plan_weight(p, (MediaStepKind)kind, part);
    return total;
}

const char *plan_track(const MediaPlan *p, MediaStepKind kind, size_t i)
{
    if (kind == MEDIA_STEP_PASS_B)
        return i < p->high_rungs ? media_rungs[i + 1].name : NULL;
    if (i > 0)
        return NULL;
    return kind == MEDIA_STEP_PASS_A ? media_rungs[0].name : kind == MEDIA_STEP_AUDIO ? AUDIO_TRACK : NULL;
}

bool plan_joins(MediaStepKind kind)
{
    return kind == MEDIA_STEP_JOIN_A || kind == MEDIA_STEP_JOIN_AUDIO || kind == MEDIA_STEP_JOIN_B;
}

const char *plan_joined_track(MediaStepKind kind, int64_t part)
{
    if (kind == MEDIA_STEP_JOIN_AUDIO)
        return AUDIO_TRACK;
    return media_rungs[kind == MEDIA_STEP_JOIN_A ? 0 : part + 1].name;
}

Rc plan_step_name(Ctx *cx, MediaStepKind kind, int64_t part, Str *ret)
{
    const StepRule *rule = &step_rules[kind];
    if (kind == MEDIA_STEP_JOIN_B)
        return str_format(cx->arena, ret, "finalise.%s", plan_joined_track(kind, part));
    if (rule->numbered)
        return str_format(cx->arena, ret, "%s.%04lld", rule->name, (long long)part);
    return str_copy(cx->arena, str_of(rule->name), ret);
}
