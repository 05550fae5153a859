/* Coverage of a film by the second, and the position in it. */
#include "domains/play/play_progress.h"

enum { SECOND_MS = 1000 };

int64_t progress_seconds(int64_t duration_ms)
{
    return (duration_ms + SECOND_MS - 1) / SECOND_MS;
}

size_t progress_bytes(int64_t duration_ms)
{
    return (size_t)(progress_seconds(duration_ms) + 7) / 8;
}

bool progress_has(const PlayProgress *p, int64_t second)
{
    return p->coverage[second / 8] & (1 << second % 8);
}

Rc progress_spans(Ctx *cx, const PlayProgress *p, Str *ret)
{
    Buf b;
    char span[48];
    int64_t seconds = p->coverage ? progress_seconds(p->duration_ms) : 0;
    buf_init(&b, cx->arena, PROGRESS_SPANS_MAX);
    for (int64_t from = 0, to; from < seconds; from = to + 1) {
        for (to = from; to < seconds && progress_has(p, to);)
            to++;
        int n = snprintf(span, sizeof span, "%s%lld[.]%lld", b.n ? "[,]" : "", (long long)from, (long long)to);
        if (to == from)
            continue;
        if (b.n + (size_t)n > PROGRESS_SPANS_MAX)
            break;
        buf_put(&b, (Str){span, (size_t)n});
    }
    *ret = b.n ? buf_str(&b) : STR("");
    return b.rc;
}

double progress_share(const PlayProgress *p)
{
    int64_t seconds = progress_seconds(p->duration_ms);
    return seconds ? (double)p->covered_s / (double)seconds : 0;
}

bool progress_watched(const PlayProgress *p)
{
    int64_t seconds = progress_seconds(p->duration_ms);
    return seconds > 0 && p->covered_s * 100 >= seconds * PLAY_DONE_PERCENT;
}

int64_t progress_budget(int64_t launched_ms, int64_t now, int64_t claimed_s)
{
    int64_t elapsed_ms = now > launched_ms ? now - launched_ms : 0;
    int64_t left = elapsed_ms * PLAY_RATE_MAX / SECOND_MS + PLAY_GRACE_S - claimed_s;
    return left > 0 ? left : 0;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

static int64_t most(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

/* A span that goes on where the last one ended, in the middle of a second, has its beginning: or a second played in
 * three parts would not count. A millisecond is lost in rounding. */
static PlaySpan joined(const PlayProgress *p, PlaySpan span)
{
    if (span.start_ms >= p->tail_start_ms && span.start_ms <= p->tail_end_ms + 1)
        span.start_ms = p->tail_start_ms;
    span.end_ms = least(span.end_ms, p->duration_ms);
    return span;
}

typedef struct {
    int64_t budget_s, steps_left, new_s;
    bool cut;
} Covering;

static void cover_second(PlayProgress *p, PlaySpan span, int64_t second, Covering *c)
{
    int64_t start = second * SECOND_MS, end = least(start + SECOND_MS, p->duration_ms);
    int64_t played = least(span.end_ms, end) - most(span.start_ms, start);
    if (played * 2 < end - start || progress_has(p, second))
        return;
    if (c->new_s == c->budget_s) {
        c->cut = true;
        return;
    }
    p->coverage[second / 8] = (unsigned char)(p->coverage[second / 8] | 1 << second % 8);
    c->new_s++;
}

static void cover_span(PlayProgress *p, PlaySpan span, Covering *c)
{
    for (int64_t second = span.start_ms / SECOND_MS; second * SECOND_MS < span.end_ms; second++) {
        if (c->steps_left-- <= 0) {
            c->cut = true;
            return;
        }
        cover_second(p, span, second, c);
    }
    p->tail_start_ms = most(span.start_ms, span.end_ms / SECOND_MS * SECOND_MS);
    p->tail_end_ms = span.end_ms;
}

int64_t progress_cover(PlayProgress *p, const PlaySpan *spans, size_t n, int64_t budget_s, bool *ret_cut)
{
    /* Nobody watches a film more than twice between two statements that come every 15 s: what a stranger sends must not
     * hold up the writer. */
    Covering c = {.budget_s = budget_s, .steps_left = 2 * progress_seconds(p->duration_ms) + 2 * PLAY_SPANS_MAX};
    for (size_t i = 0; i < n && !c.cut; i++) {
        PlaySpan span = joined(p, spans[i]);
        if (span.start_ms < span.end_ms)
            cover_span(p, span, &c);
    }
    if (c.cut) /* nothing may be joined to what was not counted */
        p->tail_start_ms = p->tail_end_ms = 0;
    p->covered_s += c.new_s;
    *ret_cut = c.cut;
    return c.new_s;
}

void progress_move(PlayProgress *p, const PlayEvent *event)
{
    bool same = id_equal(&p->position_launch, &event->launch);
    if (!event->has_position || (same && event->timestamp_ms < p->position_said_ms))
        return;
    p->position_ms = p->duration_ms > 0 ? least(event->position_ms, p->duration_ms) : event->position_ms;
    p->position_launch = event->launch;
    p->position_said_ms = event->timestamp_ms;
}
