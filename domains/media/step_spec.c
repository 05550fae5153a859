/* Payloads of steps. */
#include "domains/media/step_spec.h"

#include "kernel/json/writer.h"

enum {
    PARAMETERS_MAX = 4096,
    MIB = 1 << 20,
    MEMORY_BASE_MB = 1024, /* address space: libraries and stacks are most of it */
    MEMORY_MOST_MB = 8192,
    FRAMES_HELD = 32, /* by decoder, filters and encoder together */
    PROCESSOR_MOST_S = 100000,
    HDR_BYTES = 96, /* of a pixel while its tones are mapped, in floating point */
};

static void put_rung(JsonWriter *w, const Rung *r, const ProbeResult *probe)
{
    int64_t shorter = probe->video.width < probe->video.height ? probe->video.width : probe->video.height;
    json_object_begin(w);
    json_member_text(w, "name", str_of(r->name));
    json_member_int(w, "height", shorter && shorter < r->height ? shorter : r->height);
    json_member_int(w, "cap_kbps", r->cap_kbps);
    json_member_text(w, "preset", str_of(r->preset));
    json_object_end(w);
}

static void put_encode(JsonWriter *w, const StepOf *s)
{
    const ProbeResult *probe = &s->plan->probe;
    PartWindow window = plan_window(s->plan, s->kind, s->part);
    bool low = s->kind == MEDIA_STEP_PASS_A;
    json_member_int(w, "video_stream", probe->video.stream);
    json_member_int(w, "rotation", probe->video.rotation);
    json_name(w, STR("mirror"));
    json_bool(w, probe->video.mirror);
    json_member_text(w, "hdr", str_of(step_hdr_names[probe->video.hdr]));
    json_member_int(w, "start_ms", window.start_ms);
    json_member_int(w, "end_ms", window.end_ms);
    json_member_int(w, "duration_ms", probe->duration_ms);
    json_member_int(w, "part", s->part);
    json_name(w, STR("rungs"));
    json_array_begin(w);
    for (size_t i = low ? 0 : 1; i < (low ? 1 : 1 + s->plan->high_rungs); i++)
        put_rung(w, &media_rungs[i], probe);
    json_array_end(w);
    json_name(w, STR("poster"));
    json_bool(w, low && s->part == 0);
}

static void put_audio(JsonWriter *w, const StepOf *s)
{
    const ProbeResult *probe = &s->plan->probe;
    json_member_int(w, "audio_stream", probe->audio.stream);
    json_member_int(w, "duration_ms", probe->duration_ms);
    json_member_text(w, "name", STR(AUDIO_TRACK));
    json_member_int(w, "kbps", AUDIO_KBPS);
}

static void put_parameters(JsonWriter *w, const StepOf *s)
{
    switch (s->kind) {
    case MEDIA_STEP_PASS_A:
    case MEDIA_STEP_PASS_B:
        put_encode(w, s);
        break;
    case MEDIA_STEP_AUDIO:
        put_audio(w, s);
        break;
    case MEDIA_STEP_JOIN_A:
    case MEDIA_STEP_JOIN_AUDIO:
    case MEDIA_STEP_JOIN_B:
        json_member_text(w, "track", str_of(plan_joined_track(s->kind, s->part)));
        break;
    case MEDIA_STEP_PROBE:
    case MEDIA_STEP_IMAGE:
    case MEDIA_STEP_PAGES:
    case MEDIA_STEP_KIND_COUNT:
        break;
    }
}

Rc step_key(Ctx *cx, const StepOf *s, Sha256 *ret)
{
    Buf text;
    buf_init(&text, cx->arena, PARAMETERS_MAX);
    buf_format(&text, "%.*s\n%s\n%lld\n", STR_ARG(s->plan->source_sha256), step_rules[s->kind].step,
               (long long)step_rules[s->kind].version);
    JsonWriter w = JSON_WRITER(&text);
    json_object_begin(&w);
    put_parameters(&w, s);
    json_object_end(&w);
    TRY(text.rc);
    *ret = sha256(buf_str(&text));
    return OK;
}

static int64_t at_most(int64_t v, int64_t most)
{
    return v < most ? v : most;
}

static StepLimits encode_limits(const StepOf *s)
{
    const ProbedVideo *v = &s->plan->probe.video;
    PartWindow window = plan_window(s->plan, s->kind, s->part);
    int64_t seconds = (window.end_ms - window.start_ms) / 1000 + 1, kbps = 0;
    int64_t pixels = v->width * v->height;
    int64_t bytes = FRAMES_HELD * (v->hdr ? 3 : 2) + (v->hdr ? HDR_BYTES : 0);
    int64_t rate = at_most(v->fps_milli / 30000 + 1, 8); /* in thirties of pictures a second */
    bool low = s->kind == MEDIA_STEP_PASS_A;
    for (size_t i = low ? 0 : 1; i < (low ? 1 : 1 + s->plan->high_rungs); i++)
        kbps += media_rungs[i].cap_kbps;
    /* Time: a guard against a loop without end, not a budget. Slow machines and long distances to a key frame pass. */
    return (StepLimits){.memory_mb = at_most(MEMORY_BASE_MB + pixels * bytes / MIB, MEMORY_MOST_MB),
                        .cpu_s = at_most(300 + seconds * (20 + rate * (pixels / 50000)), PROCESSOR_MOST_S),
                        .output_mb = 4 + 2 * kbps * seconds / 8 / 1024};
}

StepLimits step_limits(const StepOf *s, const StepInput *inputs, size_t input_count)
{
    int64_t bytes = 0, seconds = s->plan->probe.duration_ms / 1000 + 1;
    for (size_t i = 0; i < input_count; i++)
        bytes += inputs[i].size;
    switch (s->kind) {
    case MEDIA_STEP_PROBE:
        return (StepLimits){MEMORY_BASE_MB, 300, 1};
    case MEDIA_STEP_PASS_A:
    case MEDIA_STEP_PASS_B:
        return encode_limits(s);
    case MEDIA_STEP_AUDIO:
        return (StepLimits){MEMORY_BASE_MB, 300 + 2 * seconds, 4 + 2 * AUDIO_KBPS * seconds / 8 / 1024};
    case MEDIA_STEP_JOIN_A:
    case MEDIA_STEP_JOIN_AUDIO:
    case MEDIA_STEP_JOIN_B:
        return (StepLimits){MEMORY_BASE_MB, 120 + bytes / MIB, 2 + bytes / MIB};
    case MEDIA_STEP_IMAGE:
        return (StepLimits){2 * MEMORY_BASE_MB, 300, 32};
    case MEDIA_STEP_PAGES:
        return (StepLimits){2 * MEMORY_BASE_MB, 1800, 512};
    case MEDIA_STEP_KIND_COUNT:
        break;
    }
    return (StepLimits){0};
}

Rc step_spec(Ctx *cx, const StepOf *s, const Id *media, const StepInput *inputs, size_t input_count, Buf *out)
{
    StepLimits limits = step_limits(s, inputs, input_count);
    JsonWriter w = JSON_WRITER(out);
    (void)cx;
    json_object_begin(&w);
    json_member_text(&w, "step", str_of(step_rules[s->kind].step));
    json_member_text(&w, "media_id", id_str(media));
    json_name(&w, STR("inputs"));
    json_array_begin(&w);
    for (size_t i = 0; i < input_count; i++) {
        json_object_begin(&w);
        json_member_text(&w, "sha256", inputs[i].sha256);
        json_member_int(&w, "size", inputs[i].size);
        json_object_end(&w);
    }
    json_array_end(&w);
    put_parameters(&w, s);
    json_name(&w, STR("limits"));
    json_object_begin(&w);
    json_member_int(&w, "memory_mb", limits.memory_mb);
    json_member_int(&w, "cpu_s", limits.cpu_s);
    json_member_int(&w, "output_mb", limits.output_mb);
    json_object_end(&w);
    json_object_end(&w);
    return out->rc;
}
