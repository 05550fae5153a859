/* Playlists. Which tag is required where: STANDARDS §6.1. */
#include "domains/media/media_hls.h"

#include "domains/media/media.h"

enum { TRACK_VIDEO_KIND, TRACK_AUDIO_KIND };
#define AUDIO_GROUP "sound"

static const MediaTrack *first_of(const MediaPlay *play, int kind)
{
    for (size_t i = 0; i < play->tracks.n; i++)
        if (play->tracks.at[i].kind == kind)
            return &play->tracks.at[i];
    return NULL;
}

static bool whole(const MediaTrack *t)
{
    return t->complete && t->runs.n == 1;
}

static int64_t average(const MediaTrack *t)
{
    const MediaRun *r = &t->runs.at[0];
    int64_t bytes = 0, ticks = 0;
    for (size_t i = 0; i < r->sizes.n; i++) {
        bytes += r->sizes.at[i];
        ticks += r->durations.at[i];
    }
    return ticks ? (int64_t)((double)bytes * 8 * (double)t->timescale / (double)ticks) : 0;
}

static void put_variant(Buf *b, const MediaTrack *video, const MediaTrack *audio)
{
    const MediaTrack *t = video ? video : audio;
    bool both = video && audio;
    buf_format(b, "#EXT-X-STREAM-INF:BANDWIDTH=%lld,AVERAGE-BANDWIDTH=%lld,CODECS=\"%.*s%s%.*s\"",
               (long long)(t->bandwidth + (both ? audio->bandwidth : 0)),
               (long long)(average(t) + (both ? average(audio) : 0)), STR_ARG(t->codecs), both ? "," : "",
               both ? (int)audio->codecs.n : 0, both ? audio->codecs.at : "");
    if (video)
        buf_format(b, ",RESOLUTION=%lldx%lld", (long long)video->width, (long long)video->height);
    if (both)
        buf_format(b, ",AUDIO=\"%s\"", AUDIO_GROUP);
    buf_format(b, "\n%.*s.m3u8\n", STR_ARG(t->name));
}

static void put_head(Buf *b)
{
    buf_put(b, STR("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n"));
}

/* The smallest picture first: it is where players begin. */
Rc hls_master(Ctx *cx, const MediaPlay *play, Buf *out)
{
    const MediaTrack *audio = first_of(play, TRACK_AUDIO_KIND), *video = first_of(play, TRACK_VIDEO_KIND);
    size_t variants = 0;
    if ((!audio && !video) || (audio ? !whole(audio) : play->sounds))
        return fail(cx, ERR_MISSING, "http.missing", NULL);
    put_head(out);
    if (video && audio)
        buf_format(out,
                   "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"%s\",NAME=\"%s\",DEFAULT=YES,AUTOSELECT=YES,URI=\"%.*s.m3u8\"\n",
                   AUDIO_GROUP, AUDIO_GROUP, STR_ARG(audio->name));
    for (size_t i = 0; i < play->tracks.n; i++) {
        const MediaTrack *t = &play->tracks.at[i];
        if (t->kind != TRACK_VIDEO_KIND || !whole(t))
            continue;
        put_variant(out, t, audio);
        variants++;
    }
    if (!video) {
        put_variant(out, NULL, audio);
        variants++;
    }
    return variants ? out->rc : fail(cx, ERR_MISSING, "http.missing", NULL);
}

/* In whole seconds, the same for all playlists of a media, as variants must have. */
static int64_t target_duration(const MediaPlay *play)
{
    int64_t most = 1;
    for (size_t i = 0; i < play->tracks.n; i++) {
        const MediaTrack *t = &play->tracks.at[i];
        for (size_t k = 0; whole(t) && k < t->runs.at[0].durations.n; k++) {
            int64_t seconds = (t->runs.at[0].durations.at[k] + t->timescale / 2) / t->timescale;
            most = seconds > most ? seconds : most;
        }
    }
    return most;
}

static size_t base64_bytes(Str s)
{
    size_t n = s.n / 4 * 3;
    for (size_t i = s.n; i > 0 && s.at[i - 1] == '='; i--)
        n--;
    return n;
}

Rc hls_media(Ctx *cx, const MediaPlay *play, Str track, Buf *out)
{
    const MediaTrack *t = NULL;
    for (size_t i = 0; i < play->tracks.n; i++)
        if (str_equal(play->tracks.at[i].name, track))
            t = &play->tracks.at[i];
    if (!t || !whole(t))
        return fail(cx, ERR_MISSING, "http.missing", NULL);
    const MediaRun *run = &t->runs.at[0];
    int64_t offset = run->offset;
    put_head(out);
    buf_format(out, "#EXT-X-TARGETDURATION:%lld\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n",
               (long long)target_duration(play));
    buf_format(out, "#EXT-X-MAP:URI=\"%.*s.mp4\",BYTERANGE=\"%zu@0\"\n", STR_ARG(t->name), base64_bytes(t->init));
    for (size_t i = 0; i < run->sizes.n; i++) {
        int64_t micros = (int64_t)((double)run->durations.at[i] * 1e6 / (double)t->timescale + 0.5);
        buf_format(out, "#EXTINF:%lld.%06lld,\n#EXT-X-BYTERANGE:%lld@%lld\n%.*s.mp4\n", (long long)(micros / 1000000),
                   (long long)(micros % 1000000), (long long)run->sizes.at[i], (long long)offset, STR_ARG(t->name));
        offset += run->sizes.at[i];
    }
    buf_put(out, STR("#EXT-X-ENDLIST\n"));
    return out->rc;
}
