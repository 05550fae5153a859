/* Which picture is encoded when: the rule by which parts made apart join. */
#include "kernel/av/av_timeline.h"
#include "tests/check.h"

enum { SLOTS = 4000, PICTURES = 1500, SECOND_MS = 1000 };

typedef struct {
    AvSlot slots[SLOTS];
    int64_t of[SLOTS]; /* time of the film's picture that is shown */
    size_t n;
} Shown;

/* The pictures of `times`, as a decoder that sought to `start_ms` gives them: from `before` pictures ahead of it on. */
static void show(const int64_t *times, size_t count, int64_t start_ms, int64_t end_ms, size_t before, Shown *to)
{
    AvTimeline t = av_timeline(start_ms, end_ms);
    AvSlot slot;
    size_t first = 0;
    while (first < count && times[first] <= start_ms * AV_TICKS_MS)
        first++;
    first = first > before ? first - before : 0;
    for (size_t i = first; i <= count; i++) {
        int64_t p = i < count ? times[i] : AV_TIMELINE_END;
        while (av_timeline_next(&t, p, &slot) && to->n < SLOTS) {
            to->slots[to->n] = slot;
            to->of[to->n++] = slot.again ? times[i - 1] : p;
        }
    }
}

static int64_t chance(uint64_t *state, int64_t below)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int64_t)((*state >> 33) % (uint64_t)below);
}

static size_t uneven_film(uint64_t *state, int64_t *times)
{
    int64_t at = chance(state, AV_TICKS);
    size_t n = 0;
    for (; n < PICTURES && at < 60 * AV_TICKS; n++) {
        times[n] = at;
        at += chance(state, 40) == 0 ? chance(state, 9 * AV_TICKS) + 1 : chance(state, 6000) + 1;
    }
    return n;
}

static void parts_together_are_the_whole_film(Check *c)
{
    static Shown whole, parts;
    static int64_t times[PICTURES];
    uint64_t state = 7;
    for (int film = 0; film < 200; film++) {
        size_t count = uneven_film(&state, times);
        int64_t end_ms = 61000 + chance(&state, 9000), cut_ms = 0;
        whole.n = parts.n = 0;
        show(times, count, 0, end_ms, 1, &whole);
        while (cut_ms < end_ms) {
            int64_t next = cut_ms + 4 * SECOND_MS * (1 + chance(&state, 5));
            next = next < end_ms ? next : end_ms;
            show(times, count, cut_ms, next, (size_t)chance(&state, 30) + 1, &parts);
            cut_ms = next;
        }
        REQUIRE(c, whole.n == parts.n);
        for (size_t i = 0; i < whole.n; i++) {
            REQUIRE(c, whole.slots[i].at == parts.slots[i].at && whole.slots[i].key == parts.slots[i].key);
            REQUIRE(c, whole.of[i] == parts.of[i]);
        }
    }
}

static void each_segment_begins_on_the_grid_and_times_rise(Check *c)
{
    static Shown shown;
    static int64_t times[PICTURES];
    uint64_t state = 11;
    for (int film = 0; film < 200; film++) {
        size_t count = uneven_film(&state, times);
        int64_t due = 0, last = -1;
        shown.n = 0;
        show(times, count, 0, 64000, 1, &shown);
        for (size_t i = 0; i < shown.n; i++) {
            const AvSlot *s = &shown.slots[i];
            REQUIRE(c, s->at > last);
            REQUIRE(c, s->segment == (s->at == due) && s->segment == av_segment_begins(s->at, 0));
            REQUIRE(c, !s->segment || s->key);
            /* Early by no more than nobody sees, but for the first picture, and late only when shown again. */
            REQUIRE(c, s->at >= shown.of[i] - AV_SNAP || shown.of[i] == times[0]);
            REQUIRE(c, s->at <= shown.of[i] || s->again);
            if (s->segment)
                due = av_segment_after(due);
            last = s->at;
        }
        REQUIRE(c, due == 64 * AV_TICKS);
    }
}

static void segments_lie_at_0_2_4_8_seconds(Check *c)
{
    static const int64_t seconds[] = {0, 2, 4, 8, 12, 16, 20};
    int64_t at = 0;
    for (size_t i = 0; i < sizeof seconds / sizeof *seconds; i++, at = av_segment_after(at))
        CHECK_INT(c, at, seconds[i] * AV_TICKS);
}

static void a_steady_film_keeps_each_picture_once(Check *c)
{
    static Shown shown;
    static int64_t times[300];
    for (int i = 0; i < 300; i++)
        times[i] = (int64_t)i * 3003; /* 30000/1001 */
    shown.n = 0;
    show(times, 300, 0, 10010, 1, &shown);
    REQUIRE(c, shown.n == 300);
    for (size_t i = 0; i < 300; i++) {
        CHECK(c, !shown.slots[i].again && shown.of[i] == times[i]);
        CHECK(c, shown.slots[i].at == times[i] || shown.slots[i].segment);
        CHECK(c, times[i] - shown.slots[i].at < 3003);
    }
    CHECK_INT(c, shown.slots[60].at, 2 * AV_TICKS); /* 2.002 s, early by 2 ms */
    CHECK_INT(c, shown.slots[180].at, 180 * 3003);  /* a key picture, but no segment: its own time */
    CHECK(c, shown.slots[180].key);
}

static void a_pause_repeats_what_is_on_the_screen(Check *c)
{
    static const int64_t times[] = {0, 1 * AV_TICKS, 15 * AV_TICKS};
    static const int64_t at[] = {0, 1, 2, 4, 8, 12, 15, 16}, of[] = {0, 1, 1, 1, 1, 1, 15, 15};
    static Shown shown;
    shown.n = 0;
    show(times, 3, 0, 18000, 1, &shown);
    REQUIRE(c, shown.n == sizeof at / sizeof *at);
    for (size_t i = 0; i < shown.n; i++) {
        CHECK_INT(c, shown.slots[i].at, at[i] * AV_TICKS);
        CHECK_INT(c, shown.of[i], of[i] * AV_TICKS);
    }
}

static void the_first_picture_is_shown_from_the_beginning(Check *c)
{
    static const int64_t times[] = {3 * AV_TICKS, 5 * AV_TICKS};
    static Shown shown;
    shown.n = 0;
    show(times, 2, 0, 6000, 1, &shown);
    REQUIRE(c, shown.n >= 2);
    CHECK_INT(c, shown.slots[0].at, 0);
    CHECK_INT(c, shown.of[0], 3 * AV_TICKS);
    CHECK_INT(c, shown.slots[1].at, 2 * AV_TICKS);
}

static void a_part_behind_the_last_picture_shows_it(Check *c)
{
    static const int64_t times[] = {0, AV_TICKS};
    static Shown shown;
    shown.n = 0;
    show(times, 2, 64000, 72000, 2, &shown);
    REQUIRE(c, shown.n == 2);
    CHECK_INT(c, shown.slots[0].at, 64 * AV_TICKS);
    CHECK_INT(c, shown.slots[1].at, 68 * AV_TICKS);
    CHECK_INT(c, shown.of[1], AV_TICKS);
}

static void a_film_without_pictures_shows_nothing(Check *c)
{
    AvTimeline t = av_timeline(0, 10000);
    AvSlot slot;
    CHECK(c, !av_timeline_next(&t, AV_TIMELINE_END, &slot));
}

static int64_t kept_of(int64_t fps, int64_t rate, int64_t jitter)
{
    AvPace pace = av_pace(rate);
    uint64_t state = 3;
    int64_t kept = 0;
    for (int64_t i = 0; i < fps * 10; i++) {
        AvSlot slot = {.at = i * AV_TICKS / fps + (jitter ? chance(&state, jitter) : 0), .key = i % (2 * fps) == 0};
        kept += av_pace_keeps(&pace, &slot);
    }
    return kept;
}

static void a_low_rung_halves_50_and_60_and_leaves_30(Check *c)
{
    CHECK_INT(c, kept_of(50, 30, 0), 250);
    CHECK_INT(c, kept_of(60, 30, 0), 300);
    CHECK_INT(c, kept_of(120, 30, 0), 300);
    CHECK_INT(c, kept_of(30, 30, 0), 300);
    CHECK_INT(c, kept_of(30, 30, 500), 300); /* a camera that is not quite steady */
    CHECK_INT(c, kept_of(24, 30, 0), 240);
    CHECK_INT(c, kept_of(60, 60, 0), 600);
    CHECK_INT(c, kept_of(120, 60, 0), 600);
}

static void a_low_rung_keeps_every_key_picture(Check *c)
{
    AvPace pace = av_pace(30);
    AvSlot slot = {.at = 100};
    CHECK(c, av_pace_keeps(&pace, &slot));
    slot = (AvSlot){.at = 101, .key = true};
    CHECK(c, av_pace_keeps(&pace, &slot));
    slot = (AvSlot){.at = 102};
    CHECK(c, !av_pace_keeps(&pace, &slot));
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"parts made apart are together what one run makes of the whole film", parts_together_are_the_whole_film},
        {"each segment begins exactly on the grid and times rise", each_segment_begins_on_the_grid_and_times_rise},
        {"segments lie at 0, 2, 4, 8 seconds and every four from there", segments_lie_at_0_2_4_8_seconds},
        {"a steady film keeps each of its pictures once", a_steady_film_keeps_each_picture_once},
        {"a pause repeats what is on the screen where a segment begins", a_pause_repeats_what_is_on_the_screen},
        {"the first picture is shown from the beginning of the film", the_first_picture_is_shown_from_the_beginning},
        {"a part behind the last picture shows that picture", a_part_behind_the_last_picture_shows_it},
        {"a film without pictures shows nothing", a_film_without_pictures_shows_nothing},
        {"a low rung halves 50 and 60 pictures a second and leaves 30", a_low_rung_halves_50_and_60_and_leaves_30},
        {"a low rung keeps every key picture", a_low_rung_keeps_every_key_picture},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
