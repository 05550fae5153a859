/* Coverage by the second, position, and what can have been watched in a given time. No database. */
#include "domains/play/play_progress.h"
#include "tests/check.h"

enum { FILM_MS = 30400, LONG = 1000000 };

static PlayProgress fresh(Check *c, int64_t duration_ms)
{
    PlayProgress p = {.duration_ms = duration_ms};
    p.coverage = arena_get(check_ctx(c)->arena, progress_bytes(duration_ms));
    CHECK(c, p.coverage != NULL);
    return p;
}

static int64_t cover(PlayProgress *p, int64_t start_ms, int64_t end_ms)
{
    bool cut;
    return progress_cover(p, &(PlaySpan){start_ms, end_ms}, 1, LONG, &cut);
}

static void half_a_second_counts_and_less_does_not(Check *c)
{
    PlayProgress p = fresh(c, FILM_MS);
    CHECK_INT(c, progress_seconds(FILM_MS), 31);
    CHECK_INT(c, cover(&p, 0, 499), 0);
    CHECK_INT(c, cover(&p, 500, 1000), 1);
    CHECK_INT(c, cover(&p, 0, 1000), 0);    /* counted before */
    CHECK_INT(c, cover(&p, 2501, 4500), 2); /* 3 whole, 4 by its first half, 2 not */
    CHECK(c, progress_has(&p, 0) && !progress_has(&p, 2) && progress_has(&p, 3) && progress_has(&p, 4));
    CHECK_INT(c, cover(&p, 30200, 30400), 1); /* the last one has 400 ms */
    CHECK_INT(c, p.covered_s, 4);
}

static Str spans_of(Check *c, const PlayProgress *p)
{
    Str spans = {0};
    CHECK_INT(c, progress_spans(check_ctx(c), p, &spans), OK);
    return spans;
}

static void what_was_seen_is_told_as_spans(Check *c)
{
    PlayProgress p = fresh(c, FILM_MS), none = {0}, many = fresh(c, 12 * 3600 * 1000);
    CHECK_STR(c, spans_of(c, &none), "");
    CHECK_STR(c, spans_of(c, &p), "");
    cover(&p, 0, 3000);
    cover(&p, 8000, 9000);
    cover(&p, 29000, 30400);
    CHECK_STR(c, spans_of(c, &p), "0[.]3[,]8[.]9[,]29[.]31");
    for (int64_t at = 0; at < many.duration_ms; at += 2000)
        cover(&many, at, at + 1000);
    Str spans = spans_of(c, &many);
    CHECK(c, spans.n <= PROGRESS_SPANS_MAX && spans.n > PROGRESS_SPANS_MAX - 40 && spans.at[spans.n - 1] != ']');
}

static void a_second_played_in_three_parts_counts_once_it_is_half(Check *c)
{
    PlayProgress p = fresh(c, FILM_MS);
    CHECK_INT(c, cover(&p, 2000, 3300), 1);
    CHECK_INT(c, cover(&p, 3301, 3700), 1);
    CHECK_INT(c, cover(&p, 3700, 4000), 0);
    CHECK_INT(c, cover(&p, 6000, 6300), 0);
    CHECK_INT(c, cover(&p, 6000, 6300), 0); /* the same third again is no more */
    CHECK(c, !progress_has(&p, 6));
}

static void nothing_lies_beyond_the_end(Check *c)
{
    PlayProgress p = fresh(c, FILM_MS);
    CHECK_INT(c, cover(&p, 29000, 90000), 2);
    CHECK_INT(c, cover(&p, 50000, 90000), 0);
    CHECK(c, cover(&p, 0, FILM_MS) == 29 && progress_share(&p) >= 1 && progress_share(&p) <= 1);
    PlayProgress none = fresh(c, 0);
    CHECK_INT(c, cover(&none, 0, 5000), 0);
    CHECK(c, progress_share(&none) <= 0 && !progress_watched(&none));
}

static void ninety_five_per_cent_are_enough(Check *c)
{
    PlayProgress p = fresh(c, 100000);
    cover(&p, 0, 94000);
    CHECK(c, !progress_watched(&p));
    cover(&p, 94000, 95000);
    CHECK(c, progress_watched(&p));
}

static void time_that_was_not_there_is_cut(Check *c)
{
    PlayProgress p = fresh(c, 100000);
    bool cut = false;
    PlaySpan spans[] = {{0, 4000}, {10000, 20000}};
    CHECK_INT(c, progress_cover(&p, spans, 2, 7, &cut), 7);
    CHECK(c, cut && progress_has(&p, 12) && !progress_has(&p, 13));
    CHECK_INT(c, progress_cover(&p, spans, 2, 0, &cut), 0);
    CHECK(c, cut);
    CHECK_INT(c, progress_cover(&p, spans, 1, 0, &cut), 0); /* nothing new in it */
    CHECK(c, !cut);
    CHECK_INT(c, progress_budget(1000, 1000, 0), 30);
    CHECK_INT(c, progress_budget(1000, 61000, 20), 130);
    CHECK_INT(c, progress_budget(1000, 61000, 500), 0);
    CHECK_INT(c, progress_budget(61000, 1000, 0), 30); /* a clock that was set back */
}

static void what_nobody_can_have_watched_costs_no_time(Check *c)
{
    PlayProgress p = fresh(c, GRAIN_FILM_MS_MAX);
    PlaySpan *spans = arena_array(check_ctx(c)->arena, PLAY_SPANS_MAX, sizeof *spans);
    bool cut = false;
    REQUIRE(c, spans != NULL);
    for (int i = 0; i < PLAY_SPANS_MAX; i++)
        spans[i] = (PlaySpan){0, GRAIN_FILM_MS_MAX};
    CHECK_INT(c, progress_cover(&p, spans, PLAY_SPANS_MAX, LONG, &cut), GRAIN_FILM_MS_MAX / 1000);
    CHECK(c, cut);
}

static unsigned chance(Check *c, unsigned below)
{
    unsigned v;
    check_ctx(c)->random->fill(check_ctx(c)->random, &v, sizeof v);
    return v % below;
}

/* Sends the span in pieces, as reports every few seconds and pauses do. */
static void cover_in_pieces(Check *c, PlayProgress *p, PlaySpan span)
{
    while (span.start_ms < span.end_ms) {
        int64_t piece_ms = 1 + chance(c, 900);
        int64_t end_ms = span.start_ms + piece_ms < span.end_ms ? span.start_ms + piece_ms : span.end_ms;
        cover(p, span.start_ms, end_ms);
        span.start_ms = end_ms;
    }
}

static void coverage_does_not_depend_on_where_reports_are_cut(Check *c)
{
    for (int trace = 0; trace < 300; trace++) {
        PlayProgress whole = fresh(c, FILM_MS), pieces = fresh(c, FILM_MS);
        for (unsigned i = 1 + chance(c, 6); i > 0; i--) {
            int64_t start_ms = chance(c, FILM_MS);
            PlaySpan span = {start_ms, start_ms + 1 + chance(c, 8000)};
            cover(&whole, span.start_ms, span.end_ms);
            cover_in_pieces(c, &pieces, span);
        }
        if (!CHECK(c, memcmp(whole.coverage, pieces.coverage, progress_bytes(FILM_MS)) == 0))
            return;
        CHECK_INT(c, pieces.covered_s, whole.covered_s);
    }
}

static void the_position_is_the_last_one_said(Check *c)
{
    PlayProgress p = fresh(c, FILM_MS);
    PlayEvent e = {.launch = {"a"}, .timestamp_ms = 5000, .has_position = true, .position_ms = 7000};
    progress_move(&p, &e);
    CHECK_INT(c, p.position_ms, 7000);
    e.timestamp_ms = 4000; /* overtaken on the way */
    e.position_ms = 6000;
    progress_move(&p, &e);
    CHECK_INT(c, p.position_ms, 7000);
    e.launch = (Id){"b"}; /* another browser, whose clock is behind */
    progress_move(&p, &e);
    CHECK_INT(c, p.position_ms, 6000);
    e.timestamp_ms = 4001;
    e.position_ms = 90000;
    progress_move(&p, &e);
    CHECK_INT(c, p.position_ms, FILM_MS);
    e.has_position = false;
    e.timestamp_ms = 5000;
    e.position_ms = 0;
    progress_move(&p, &e);
    CHECK_INT(c, p.position_ms, FILM_MS);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"half a second counts and less does not", half_a_second_counts_and_less_does_not},
        {"what was seen is told as spans, the first ones of very many", what_was_seen_is_told_as_spans},
        {"a second played in three parts counts once it is half",
         a_second_played_in_three_parts_counts_once_it_is_half},
        {"nothing lies beyond the end of the film", nothing_lies_beyond_the_end},
        {"ninety-five per cent are enough", ninety_five_per_cent_are_enough},
        {"film time that was not there is cut", time_that_was_not_there_is_cut},
        {"what nobody can have watched costs no time", what_nobody_can_have_watched_costs_no_time},
        {"coverage does not depend on where reports are cut", coverage_does_not_depend_on_where_reports_are_cut},
        {"the position is the last one said", the_position_is_the_last_one_said},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
