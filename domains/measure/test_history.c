/* What happens by chance. */
#include "domains/measure/test_history.h"

#include "domains/group/group.h"

#include <stdlib.h>

unsigned history_below(History *h, unsigned n)
{
    Ctx *cx = check_ctx(h->play.c);
    unsigned v;
    cx->random->fill(cx->random, &v, sizeof v);
    return v % n;
}

void history_begin(Check *c, TestDatabase *d, History *ret)
{
    Ctx *cx = check_ctx(c);
    Group group = {0};
    GroupMembers members = {.add_count = 4};
    *ret = (History){0};
    test_play(c, d, &ret->play);
    members.add = ret->play.people;
    ret->versions[ret->version_count++] = ret->play.distribution.module_version;
    CHECK(c, group_create(cx, ret->play.db, &test_author, STR("Équipe"), STR(""), &group) == OK &&
                 group_change_members(cx, ret->play.db, &test_author, &group.id, &members, &group) == OK);
    ret->group = group.id;
}

void history_end(History *h)
{
    test_play_free(&h->play);
}

HistoryLaunch *history_launch(History *h, size_t person)
{
    if (h->launch_count == HISTORY_LAUNCHES_MAX)
        abort();
    HistoryLaunch *l = &h->launches[h->launch_count++];
    Str token;
    *l = (HistoryLaunch){.person = person};
    h->play.registrations[person] = test_registration(&h->play, person);
    l->launch = test_launch(&h->play, person, &token);
    return l;
}

/* Someone who is at it, or begins. */
static HistoryLaunch *somebody(History *h)
{
    size_t i = history_below(h, (unsigned)h->launch_count + 1);
    if (i == h->launch_count || h->launches[i].over) {
        if (h->launch_count < HISTORY_LAUNCHES_MAX)
            return history_launch(h, history_below(h, TEST_PEOPLE));
        while (h->launches[i % h->launch_count].over)
            i++;
        i %= h->launch_count;
    }
    return &h->launches[i];
}

/* Sent once, or by accident twice. */
static void send(History *h, const HistoryLaunch *l, const TestStatement *s)
{
    TestStatement own = *s;
    PlayOutcome out;
    h->play.launch = l->launch;
    own.launch = &l->launch;
    Str json = test_statement(&h->play, &own);
    for (unsigned times = history_below(h, 4) == 0 ? 2 : 1; times > 0; times--) {
        bool ok = play_ingest(check_ctx(h->play.c), h->play.db, &h->play.place, &l->launch, &json, 1, &out) == OK &&
                  out.verdicts[0].accepted;
        if (!CHECK(h->play.c, ok))
            check_say(h->play.c, "%.*s", STR_ARG(json));
    }
}

/* Some time ago by the browser's clock, or in the future; most often now. */
static const char *said(History *h, char text[CLOCK_TEXT])
{
    static const int64_t away_s[] = {-3, 2, -3600, -86400, -10 * 86400, -40 * 86400, 7200};
    unsigned i = history_below(h, 3 * sizeof away_s / sizeof *away_s);
    if (i >= sizeof away_s / sizeof *away_s)
        return NULL;
    clock_text(now_ms(check_ctx(h->play.c)) + away_s[i] * 1000, text);
    return text;
}

static Str spans_text(History *h, const PlaySpan *spans, size_t n)
{
    Buf b;
    buf_init(&b, check_ctx(h->play.c)->arena, 4096);
    buf_format(&b, "\"V:time\":%.3f,\"V:played-segments\":\"", (double)spans[n - 1].end_ms / 1000);
    for (size_t i = 0; i < n; i++)
        buf_format(&b, "%s%.3f[.]%.3f", i ? "[,]" : "", (double)spans[i].start_ms / 1000,
                   (double)spans[i].end_ms / 1000);
    buf_put(&b, STR("\""));
    buf_byte(&b, 0);
    return (Str){b.at, b.n - 1};
}

/* A report of one to three stretches, the first perhaps going on where the last report ended. Sometimes paused told it
 * before; sometimes nothing but paused did, and the browser was killed. */
static void watch(History *h)
{
    HistoryLaunch *l = somebody(h);
    size_t grain = history_below(h, TEST_GRAINS), n = 1 + history_below(h, 3);
    unsigned how = history_below(h, 8);
    PlaySpan spans[3];
    char text[CLOCK_TEXT];
    for (size_t i = 0; i < n; i++) {
        bool goes_on = how && i == 0 && l->end_ms[grain] > 0 && l->end_ms[grain] < TEST_FILM_MS && history_below(h, 2);
        spans[i].start_ms = goes_on ? l->end_ms[grain] : (int64_t)history_below(h, TEST_FILM_MS - 1);
        spans[i].end_ms = spans[i].start_ms + 1 + history_below(h, 9000);
        if (spans[i].end_ms > TEST_FILM_MS)
            spans[i].end_ms = TEST_FILM_MS;
        check_clock_add(h->play.c, spans[i].end_ms - spans[i].start_ms);
    }
    Str result = spans_text(h, spans, n);
    TestStatement s = {.grain = grain, .verb = "paused", .result = result.at, .timestamp = said(h, text)};
    l->over = how == 0;
    if (how < 2)
        send(h, l, &s);
    s.verb = "progressed";
    if (!l->over)
        send(h, l, &s);
    l->end_ms[grain] = spans[n - 1].end_ms;
}

static void answer(History *h)
{
    HistoryLaunch *l = somebody(h);
    char text[CLOCK_TEXT];
    unsigned question = history_below(h, 2), first = history_below(h, 3), second = history_below(h, 3);
    Str result = STR("");
    CHECK(h->play.c,
          str_format(check_ctx(h->play.c)->arena, &result, "\"response\":\"%s%s%s\",\"duration\":\"PT%u.5S\"",
                     test_id(50 + 10 * question + first).text, question && first != second ? "[,]" : "",
                     question && first != second ? test_id(60 + second).text : "", history_below(h, 30)) == OK);
    send(h, l,
         &(TestStatement){.grain = history_below(h, TEST_GRAINS),
                          .verb = "answered",
                          .kind = "question",
                          .element = test_id(40 + question),
                          .result = result.at,
                          .plain = true,
                          .timestamp = said(h, text)});
}

static void meet_target(History *h)
{
    static const char *const verbs[] = {"experienced", "open", "close"};
    HistoryLaunch *l = somebody(h);
    unsigned verb = history_below(h, 3);
    Str result = STR("");
    char text[CLOCK_TEXT];
    CHECK(h->play.c,
          str_format(check_ctx(h->play.c)->arena, &result, "\"duration\":\"PT%uS\"", 1 + history_below(h, 20)) == OK);
    send(h, l,
         &(TestStatement){.grain = history_below(h, TEST_GRAINS),
                          .verb = verbs[verb],
                          .kind = "target",
                          .element = test_id(12),
                          .result = verb == 2 ? result.at : NULL,
                          .plain = true,
                          .timestamp = said(h, text)});
}

static void other_key(Ctx *cx, const TestPlay *t, GrainDocument *d)
{
    GrainQuestion *q = &d->quizzes.at[0].questions.at[0];
    (void)cx, (void)t;
    q->key.at[0] = id_equal(&q->key.at[0], &q->choices.at[0].id) ? q->choices.at[1].id : q->choices.at[0].id;
    d->targets.at[0].end_ms += 1;
}

static void other_words(Ctx *cx, const TestPlay *t, GrainDocument *d)
{
    (void)t;
    CHECK(t->c, str_format(cx->arena, &d->quizzes.at[0].questions.at[0].prompt, "Et maintenant, à %lld ?",
                           (long long)now_ms(cx)) == OK);
}

static void next_version(History *h)
{
    if (h->version_count == HISTORY_VERSIONS_MAX)
        return;
    size_t n = h->version_count;
    bool rekeyed = history_below(h, 2);
    h->versions[n] = test_new_version(&h->play, rekeyed ? other_key : other_words, history_below(h, 2));
    h->keys[n] = rekeyed ? !h->keys[n - 1] : h->keys[n - 1];
    h->version_count++;
}

/* Somebody does all there is to do, and perhaps begins again. */
static void complete(History *h)
{
    size_t person = history_below(h, TEST_PEOPLE);
    Ctx *cx = check_ctx(h->play.c);
    LearningItem item;
    if (h->launch_count == HISTORY_LAUNCHES_MAX)
        return;
    h->play.launch = history_launch(h, person)->launch;
    test_complete(&h->play, history_below(h, 2));
    Rc rc = play_next_attempt(cx, h->play.db, &h->play.place, &h->play.registrations[person].id,
                              &h->play.people[person], &item);
    fail_clear(cx);
    CHECK(h->play.c, rc == OK || rc == ERR_CONFLICT);
}

void history_go_on(History *h, size_t steps)
{
    static void (*const kinds[])(History * h) = {watch,  watch,       watch,       watch,    watch,       answer,
                                                 answer, meet_target, meet_target, complete, next_version};
    Ctx *cx = check_ctx(h->play.c);
    for (size_t i = 0; i < steps; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        unsigned kind = history_below(h, 5 * sizeof kinds / sizeof *kinds);
        check_clock_add(h->play.c, 1000 + history_below(h, 60000));
        if (history_below(h, 12) == 0)
            check_clock_add(h->play.c, (int64_t)history_below(h, 30) * 3600000);
        if (kind >= sizeof kinds / sizeof *kinds) /* the last two are rare */
            kind %= sizeof kinds / sizeof *kinds - 2;
        kinds[kind](h);
        arena_rewind(cx->arena, mark);
    }
}

void history_project(History *h)
{
    Ctx *cx = check_ctx(h->play.c);
    MeasureStep step = {.more = true};
    int64_t refreshed;
    while (step.more)
        REQUIRE(h->play.c, measure_project(cx, h->play.db, &h->play.place, &step) == OK);
    CHECK(h->play.c, measure_refresh(cx, h->play.db, &refreshed) == OK);
}
