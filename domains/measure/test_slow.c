/* The figures of a history from its stored statements, the slow way: every statement is kept, every stretch is put
 * together whole before a second of it is counted, every figure is looked for among all of them. Shares nothing with
 * what it checks but the statements. */
#include "domains/measure/test_history.h"

#include "domains/xapi/xapi.h"
#include "kernel/json/value.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FACTS_MAX = 3000, SPANS_MAX = 3, DAY_MS = 86400000, HOUR_MS = 3600000 };
#define V "https://w3id.org/xapi/video/extensions/"

typedef struct {
    size_t launch, person, grain, version;
    int64_t attempt, day, at_ms, stored_ms, duration_ms;
    char verb; /* p progressed, o other with spans, a answered, s shown, n opened, c closed, else - */
    PlaySpan spans[SPANS_MAX];
    size_t span_count, question;
    bool chosen[3];
} Fact;

typedef struct {
    Fact at[FACTS_MAX];
    size_t n;
} Facts;

static Str text_at(const JsonValue *v, const char *first, const char *second)
{
    const JsonValue *below = value_member(v, first);
    below = below && second ? value_member(below, second) : below;
    return below ? value_text(below) : (Str){0};
}

static size_t index_of(const Id *ids, size_t n, Str id)
{
    size_t i = 0;
    while (i < n && !str_equal(id_str(&ids[i]), id))
        i++;
    return i;
}

static bool ends_with(Str s, const char *end)
{
    size_t n = strlen(end);
    return s.n >= n && memcmp(s.at + s.n - n, end, n) == 0;
}

static char verb_of(Str verb)
{
    static const struct {
        const char *end;
        char verb;
    } verbs[] = {{"/progressed", 'p'}, {"/paused", 'o'},      {"/answered", 'a'},
                 {"/open", 'n'},       {"/experienced", 's'}, {"/close", 'c'}};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (ends_with(verb, verbs[i].end))
            return verbs[i].verb;
    return '-';
}

/* Winter: Paris is an hour ahead. */
static int64_t day_of(int64_t ms)
{
    return (int64_t)floor((double)(ms + HOUR_MS) / DAY_MS);
}

static void read_spans(Fact *f, Str text)
{
    char copy[400];
    snprintf(copy, sizeof copy, "%.*s", STR_ARG(text));
    for (char *at = copy; *at && f->span_count < SPANS_MAX;) {
        double from = strtod(at, &at), to = strtod(at + 3, &at);
        f->spans[f->span_count++] = (PlaySpan){llround(from * 1000), llround(to * 1000)};
        at += *at ? 3 : 0;
    }
}

static void read_answer(Fact *f, const JsonValue *s, Str element)
{
    Str response = text_at(s, "result", "response");
    f->question = str_equal(element, id_str(&(Id){"018f0000-0000-7000-8000-000000000028"})) ? 0 : 1; /* test_id(40) */
    for (unsigned i = 0; i < 3; i++) {
        Id choice = test_id(50 + 10 * (unsigned)f->question + i);
        f->chosen[i] = response.n && memmem(response.at, response.n, choice.text, ID_TEXT);
    }
}

static void read_record(History *h, const XapiRecord *record, Facts *facts)
{
    Ctx *cx = check_ctx(h->play.c);
    const JsonValue *s;
    Fact *f = &facts->at[facts->n];
    if (!CHECK(h->play.c, facts->n < FACTS_MAX && value_parse(cx, record->text, &s) == OK))
        return;
    *f = (Fact){.verb = verb_of(record->verb), .stored_ms = record->stored_ms};
    Str session = value_text(value_member(value_member(value_member(s, "context"), "extensions"), V "session-id"));
    while (f->launch < h->launch_count && !str_equal(id_str(&h->launches[f->launch].launch.id), session))
        f->launch++;
    if (f->launch == h->launch_count)
        return; /* the one that test_play opens */
    f->person = h->launches[f->launch].person;
    f->attempt = h->launches[f->launch].launch.attempt;
    f->version = index_of(h->versions, h->version_count, text_at(s, "context", "revision"));
    Str iri = record->activity, element = {iri.at + iri.n - ID_TEXT, ID_TEXT};
    f->grain = memmem(iri.at, iri.n, h->play.grains[0].text, ID_TEXT) ? 0 : 1;
    int64_t late_ms = record->stored_ms - record->timestamp_ms;
    f->at_ms = late_ms < 0 || late_ms > 30 * (int64_t)DAY_MS ? record->stored_ms : record->timestamp_ms;
    f->day = day_of(f->at_ms);
    const JsonValue *extensions =
        value_member(s, "result") ? value_member(value_member(s, "result"), "extensions") : NULL;
    const JsonValue *spans = extensions ? value_member(extensions, V "played-segments") : NULL;
    if (spans)
        read_spans(f, value_text(spans));
    Str duration = text_at(s, "result", "duration"); /* PT12.5S */
    if (duration.n > 2)
        f->duration_ms = llround(strtod(duration.at + 2, NULL) * 1000);
    if (f->verb == 'a')
        read_answer(f, s, element);
    facts->n++;
}

static Facts *read_all(History *h)
{
    Ctx *cx = check_ctx(h->play.c);
    Facts *facts = arena_get(cx->arena, sizeof *facts);
    XapiRecord *records = arena_array(cx->arena, 500, sizeof *records);
    int64_t position = 0;
    size_t n = 500;
    if (!facts || !records)
        abort();
    while (n == 500) {
        if (!CHECK(h->play.c, xapi_after(cx, h->play.db, &(Id){0}, position, 500, records, &n) == OK))
            return facts;
        for (size_t i = 0; i < n; i++)
            read_record(h, &records[i], facts);
        position = n ? records[n - 1].position : position;
    }
    return facts;
}

static bool in_filter(const History *h, const MeasureFilter *filter, const Fact *f)
{
    if (!id_none(&filter->version) && !id_equal(&filter->version, &h->versions[f->version]))
        return false;
    if (!id_none(&filter->group) && f->person > 3)
        return false;
    if (!id_none(&filter->distribution) && !id_equal(&filter->distribution, &h->play.distribution.id))
        return false;
    return (!filter->from_ms || f->day >= day_of(filter->from_ms)) &&
           (!filter->to_ms || f->day <= day_of(filter->to_ms - 1));
}

/* A piece of film that was played in one go, as its statements told it; `upto` goes to the end of the whole stretch. */
typedef struct {
    int64_t from_ms, upto_ms;
    const Fact *fact;
} Piece;

typedef struct {
    int64_t plays; /* counted */
    bool marked;   /* told by paused alone */
} Cell;

/* Where statements of one person, attempt, version and day are summed. */
typedef struct {
    size_t person, version;
    int64_t attempt, day;
    Cell seconds[HISTORY_SECONDS];
} Bin;

typedef struct {
    Bin at[400];
    size_t n;
} Bins;

static Bin *bin_of(Bins *bins, const Fact *f)
{
    size_t i = 0;
    while (i < bins->n && (bins->at[i].person != f->person || bins->at[i].version != f->version ||
                           bins->at[i].attempt != f->attempt || bins->at[i].day != f->day))
        i++;
    if (i == bins->n)
        bins->at[bins->n++] = (Bin){.person = f->person, .version = f->version, .attempt = f->attempt, .day = f->day};
    return &bins->at[i];
}

/* Every second of which the stretch has half, put down to the statement that told enough of it. */
static void count_stretch(Bins *bins, const Piece *pieces, size_t n)
{
    for (int64_t second = 0; second < HISTORY_SECONDS; second++) {
        int64_t sum = 0;
        for (size_t i = 0; i < n && sum < 500; i++) {
            int64_t from = pieces[i].from_ms > second * 1000 ? pieces[i].from_ms : second * 1000;
            int64_t upto = pieces[i].upto_ms < second * 1000 + 1000 ? pieces[i].upto_ms : second * 1000 + 1000;
            sum += upto > from ? upto - from : 0;
            if (sum >= 500)
                bin_of(bins, pieces[i].fact)->seconds[second].plays++;
        }
    }
}

static void count_launch(Bins *bins, const Facts *facts, size_t launch, size_t grain)
{
    Piece pieces[64];
    size_t n = 0;
    for (size_t i = 0; i < facts->n; i++) {
        const Fact *f = &facts->at[i];
        for (size_t k = 0; f->launch == launch && f->grain == grain && f->verb == 'p' && k < f->span_count; k++) {
            if (f->spans[k].start_ms == f->spans[k].end_ms)
                continue;
            if (n == 64 || (n && llabs(f->spans[k].start_ms - pieces[n - 1].upto_ms) > 1)) {
                count_stretch(bins, pieces, n);
                n = 0;
            }
            pieces[n++] = (Piece){f->spans[k].start_ms, f->spans[k].end_ms, f};
        }
    }
    count_stretch(bins, pieces, n);
}

/* What paused told and nobody told again: the launch has no later report of that grain. */
static void mark_killed(Bins *bins, const Facts *facts, size_t grain)
{
    for (size_t i = 0; i < facts->n; i++) {
        const Fact *f = &facts->at[i];
        bool told = f->verb != 'o' || f->grain != grain;
        for (size_t k = i + 1; k < facts->n && !told; k++)
            told = facts->at[k].launch == f->launch && facts->at[k].grain == grain && facts->at[k].verb == 'p';
        for (size_t k = 0; k < f->span_count && !told; k++)
            for (int64_t second = 0; second < HISTORY_SECONDS; second++) {
                int64_t from = f->spans[k].start_ms > second * 1000 ? f->spans[k].start_ms : second * 1000;
                int64_t upto = f->spans[k].end_ms < second * 1000 + 1000 ? f->spans[k].end_ms : second * 1000 + 1000;
                if (upto - from >= 500)
                    bin_of(bins, f)->seconds[second].marked = true;
            }
    }
}

/* Film time: every stretch that was reported, and what paused told when no report came any more. */
static void fill_time(const History *h, const Facts *facts, const MeasureFilter *filter, SlowFigures *ret)
{
    for (size_t i = 0; i < facts->n; i++) {
        const Fact *f = &facts->at[i];
        bool counts = in_filter(h, filter, f) && (f->verb == 'p' || f->verb == 'o');
        for (size_t k = i + 1; f->verb == 'o' && k < facts->n && counts; k++)
            counts = facts->at[k].launch != f->launch || facts->at[k].grain != f->grain || !facts->at[k].span_count;
        for (size_t k = 0; k < f->span_count && counts; k++)
            ret->watched_ms[f->person] += f->spans[k].end_ms - f->spans[k].start_ms;
    }
}

static void fill_seconds(History *h, const Facts *facts, const MeasureFilter *filter, size_t grain, SlowFigures *ret)
{
    Bins *bins = arena_get(check_ctx(h->play.c)->arena, sizeof *bins);
    bool started[TEST_PEOPLE] = {false}, viewed[TEST_PEOPLE] = {false};
    if (!bins)
        abort();
    for (size_t i = 0; i < h->launch_count; i++)
        count_launch(bins, facts, i, grain);
    mark_killed(bins, facts, grain);
    for (size_t i = 0; i < facts->n; i++)
        started[facts->at[i].person] |= facts->at[i].grain == grain && in_filter(h, filter, &facts->at[i]);
    for (size_t second = 0; second < HISTORY_SECONDS; second++)
        for (size_t person = 0; person < TEST_PEOPLE; person++) {
            int64_t plays = 0;
            for (size_t i = 0; i < bins->n; i++) {
                const Bin *b = &bins->at[i];
                Fact f = {.person = b->person, .version = b->version, .day = b->day};
                if (b->person == person && in_filter(h, filter, &f))
                    plays += b->seconds[second].plays ? b->seconds[second].plays : b->seconds[second].marked;
            }
            ret->presence[second] += plays > 0;
            ret->rewatch[second] += plays > 1 ? plays - 1 : 0;
            viewed[person] |= plays > 0;
        }
    for (size_t i = 0; i < TEST_PEOPLE; i++) {
        ret->started += started[i];
        ret->viewers += viewed[i];
    }
}

static bool is_right(const History *h, const Fact *f)
{
    if (f->question == 1)
        return f->chosen[0] && f->chosen[1] && !f->chosen[2];
    return f->chosen[f->grain == 0 ? h->keys[f->version] : 0];
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int64_t middle(int64_t *values, size_t n)
{
    qsort(values, n, sizeof *values, by_value);
    return n == 0 ? 0 : (values[(n - 1) / 2] + values[n / 2]) / 2;
}

/* The first answer of that attempt, whatever the filter. */
static const Fact *first_answer(const Facts *facts, size_t person, int64_t attempt, size_t grain, size_t question)
{
    for (size_t i = 0; i < facts->n; i++) {
        const Fact *f = &facts->at[i];
        if (f->verb == 'a' && f->person == person && f->attempt == attempt && f->grain == grain &&
            f->question == question)
            return f;
    }
    return NULL;
}

static bool asks_the_same(const History *h, const MeasureFilter *filter, const Fact *f)
{
    size_t newest = id_none(&filter->version) ? h->version_count - 1
                                              : index_of(h->versions, h->version_count, id_str(&filter->version));
    return f->grain == 1 || f->question == 1 || h->keys[newest] == h->keys[f->version];
}

static void fill_answers(const History *h, const Facts *facts, const MeasureFilter *filter, size_t grain,
                         SlowFigures *ret)
{
    enum { ATTEMPTS = 20 };
    for (size_t question = 0; question < 2; question++) {
        int64_t latencies[TEST_PEOPLE];
        size_t n = 0;
        for (size_t person = 0; person < TEST_PEOPLE; person++)
            for (int64_t attempt = 1; attempt < ATTEMPTS; attempt++) {
                const Fact *f = first_answer(facts, person, attempt, grain, question);
                if (!f || !in_filter(h, filter, f) || !asks_the_same(h, filter, f))
                    continue;
                latencies[n++] = f->duration_ms;
                ret->right[question] += is_right(h, f);
                for (size_t i = 0; i < 3; i++)
                    ret->chosen[question][i] += f->chosen[i];
                break;
            }
        ret->answered[question] = (int64_t)n;
        ret->latency_ms[question] = middle(latencies, n);
    }
}

static void fill_targets(const History *h, const Facts *facts, const MeasureFilter *filter, size_t grain,
                         SlowFigures *ret)
{
    int64_t means[TEST_PEOPLE];
    for (size_t person = 0; person < TEST_PEOPLE; person++) {
        int64_t shown = 0, opened = 0, closed = 0, dwell_ms = 0;
        for (size_t i = 0; i < facts->n; i++) {
            const Fact *f = &facts->at[i];
            if (f->person != person || f->grain != grain || !in_filter(h, filter, f))
                continue;
            shown += f->verb == 's';
            opened += f->verb == 'n';
            closed += f->verb == 'c';
            dwell_ms += f->verb == 'c' ? f->duration_ms : 0;
        }
        ret->shown += shown + opened + closed > 0;
        ret->opened += opened + closed > 0;
        if (closed)
            means[ret->dwelt++] = dwell_ms / closed;
    }
    ret->dwell_ms = middle(means, (size_t)ret->dwelt);
}

void history_slow(History *h, const MeasureFilter *filter, size_t grain, SlowFigures *ret)
{
    const Facts *facts = read_all(h);
    *ret = (SlowFigures){0};
    fill_seconds(h, facts, filter, grain, ret);
    fill_time(h, facts, filter, ret);
    fill_answers(h, facts, filter, grain, ret);
    fill_targets(h, facts, filter, grain, ret);
}
