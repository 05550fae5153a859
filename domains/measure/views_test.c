/* Seconds, halves, stretches: pure arithmetic. */
#include "domains/measure/measure_views.h"
#include "tests/check.h"

enum { FILM_MS = 20400 }; /* the last second is 0.4 s long */

typedef struct {
    Views views;
    ViewsTail tail;
    bool cut;
    int64_t taken_ms;
} Film;

static Film *film(Check *c)
{
    return arena_get(check_ctx(c)->arena, sizeof(Film));
}

static void tell(Film *f, bool exact, int64_t budget_ms, const PlaySpan *spans, size_t n)
{
    ViewsClaim claim = {spans, n, FILM_MS, exact, budget_ms};
    f->taken_ms += views_add(&f->views, &f->tail, &claim, &f->cut);
}

static void play(Film *f, int64_t from_ms, int64_t to_ms)
{
    tell(f, true, 1000000, &(PlaySpan){from_ms, to_ms}, 1);
}

static void pause_at(Film *f, int64_t from_ms, int64_t to_ms)
{
    tell(f, false, 1000000, &(PlaySpan){from_ms, to_ms}, 1);
}

static int64_t plays(const Film *f, size_t second)
{
    return second < f->views.n ? views_plays(f->views.at[second]) : 0;
}

static void half_a_second(Check *c)
{
    Film *f = film(c);
    play(f, 0, 499);
    CHECK_INT(c, plays(f, 0), 0);
    play(f, 2000, 2500);
    CHECK_INT(c, plays(f, 2), 1);
    play(f, 3501, 5499);
    CHECK_INT(c, plays(f, 3), 0);
    CHECK_INT(c, plays(f, 4), 1);
    CHECK_INT(c, plays(f, 5), 0);
    CHECK_INT(c, f->taken_ms, 499 + 500 + 1998); /* time is time, whatever the seconds */
}

static void short_last_second(Check *c)
{
    Film *f = film(c);
    play(f, 20000, 20199);
    CHECK_INT(c, plays(f, 20), 0);
    play(f, 20150, 99000);
    CHECK_INT(c, plays(f, 20), 1);
    CHECK_INT(c, (int64_t)f->views.n, 21);
    play(f, 0, FILM_MS);
    CHECK_INT(c, plays(f, 20), 2);
    CHECK_INT(c, f->taken_ms, 199 + 250 + FILM_MS);
    CHECK_INT(c, views_seconds(FILM_MS), 21);
}

static void two_statements_one_stretch(Check *c)
{
    Film *f = film(c);
    play(f, 0, 3300);
    play(f, 3300, 3400);
    play(f, 3401, 7000); /* a millisecond goes in rounding */
    CHECK_INT(c, plays(f, 3), 1);
    for (size_t i = 0; i < 7; i++)
        CHECK_INT(c, plays(f, i), 1);
    CHECK_INT(c, f->taken_ms, 6999);
}

static void two_halves_are_one(Check *c)
{
    Film *f = film(c);
    play(f, 4000, 4500);
    play(f, 4500, 5000);
    CHECK_INT(c, plays(f, 4), 1);
    play(f, 4000, 4500); /* again, from its start */
    CHECK_INT(c, plays(f, 4), 2);
}

static void rewatch_in_one_list(Check *c)
{
    Film *f = film(c);
    tell(f, true, 17000, (const PlaySpan[]){{0, 10000}, {5000, 12000}}, 2);
    CHECK(c, !f->cut);
    CHECK_INT(c, plays(f, 4), 1);
    CHECK_INT(c, plays(f, 5), 2);
    CHECK_INT(c, plays(f, 9), 2);
    CHECK_INT(c, plays(f, 11), 1);
    CHECK_INT(c, f->taken_ms, 17000);
}

static void paused_then_progressed(Check *c)
{
    Film *f = film(c);
    pause_at(f, 0, 4000);
    pause_at(f, 0, 6000); /* what was not reported yet, and more */
    CHECK_INT(c, plays(f, 0), 1);
    CHECK_INT(c, f->taken_ms, 4000 + 6000); /* who adds them up knows what is told again */
    play(f, 0, 8000);
    CHECK_INT(c, plays(f, 0), 1);
    CHECK_INT(c, plays(f, 7), 1);
    pause_at(f, 0, 8000);
    CHECK_INT(c, plays(f, 0), 1);
    play(f, 0, 1000);
    CHECK_INT(c, plays(f, 0), 2);
}

static void over_budget(Check *c)
{
    Film *f = film(c);
    tell(f, true, 4600, (const PlaySpan[]){{0, 10000}, {12000, 13000}}, 2);
    CHECK(c, f->cut);
    CHECK_INT(c, f->taken_ms, 4600);
    CHECK_INT(c, plays(f, 4), 1);
    CHECK_INT(c, plays(f, 5), 0);
    CHECK_INT(c, plays(f, 12), 0);
    tell(f, true, 0, &(PlaySpan){4600, 5000}, 1);
    CHECK(c, f->cut);
    CHECK_INT(c, plays(f, 4), 1);
    tell(f, true, 5000, &(PlaySpan){0, 5000}, 1);
    CHECK(c, !f->cut);
    CHECK_INT(c, plays(f, 4), 2);
}

static void many_plays(Check *c)
{
    Film *f = film(c);
    for (int i = 0; i < 200; i++)
        play(f, 0, 1000);
    CHECK_INT(c, plays(f, 0), VIEWS_MAX);
}

static unsigned below(Ctx *cx, unsigned n)
{
    unsigned v;
    cx->random->fill(cx->random, &v, sizeof v);
    return v % n;
}

/* Wherever a stretch is cut into statements, what is counted is the same. */
static void any_cut(Check *c)
{
    Ctx *cx = check_ctx(c);
    for (int round = 0; round < 2000; round++) {
        ArenaMark mark = arena_mark(cx->arena);
        Film *whole = film(c), *parts = film(c);
        int64_t from = below(cx, FILM_MS), to = from + 1 + below(cx, (unsigned)(FILM_MS - from)), at = from;
        play(whole, from, to);
        while (at < to) {
            int64_t next = at + 1 + below(cx, 1500);
            next = next > to ? to : next;
            if (below(cx, 3) == 0)
                pause_at(parts, at, next);
            play(parts, at, next);
            at = next;
        }
        if (!CHECK(c, whole->taken_ms == to - from && whole->views.n == parts->views.n &&
                          !memcmp(whole->views.at, parts->views.at, whole->views.n))) {
            check_say(c, "from %lld to %lld", (long long)from, (long long)to);
            return;
        }
        arena_rewind(cx->arena, mark);
    }
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a second is played when half of it is, in one stretch", half_a_second},
        {"the last second may be shorter", short_last_second},
        {"a stretch told in several statements is one stretch", two_statements_one_stretch},
        {"two halves of a second are one play, and starting again is another", two_halves_are_one},
        {"what was played twice in one report counts twice", rewatch_in_one_list},
        {"what paused tells and progressed tells again counts once", paused_then_progressed},
        {"more than there was time for does not count", over_budget},
        {"a second that is played very often stays at the most", many_plays},
        {"wherever a stretch is cut into statements the count is the same", any_cut},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
