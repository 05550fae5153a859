/* A statement of the player, against a module of one small grain; and its list of segments alone. */
#include "domains/play/play_event.h"
#include "domains/play/play_progress.h"
#include "tests/fuzz/fuzz.h"

#define GRAIN "018f0000-0000-7000-8000-000000000001"
#define TARGET "018f0000-0000-7000-8000-000000000002"
#define QUIZ "018f0000-0000-7000-8000-000000000003"
#define QUESTION "018f0000-0000-7000-8000-000000000004"
#define FIRST "018f0000-0000-7000-8000-000000000005"
#define SECOND "018f0000-0000-7000-8000-000000000006"
#define CONTENT "018f0000-0000-7000-8000-000000000007"

enum { FILM_MS = 60500 };

static const char document[] =
    "{\"schema\":1,\"title\":\"t\",\"language\":\"fr\",\"pass_percent\":50,\"auto_pause\":false,\"chapters\":[],"
    "\"targets\":[{\"id\":\"" TARGET "\",\"label\":\"l\",\"alternative\":\"\",\"start_ms\":0,\"end_ms\":9,\"width\":9,"
    "\"height\":9,\"keyframes\":[{\"at_ms\":0,\"x\":1,\"y\":1}],\"content_id\":\"" CONTENT "\",\"pause\":false,"
    "\"required\":false}],\"quizzes\":[{\"id\":\"" QUIZ
    "\",\"title\":\"q\",\"at_ms\":5,\"required\":true,\"replay\":false,"
    "\"questions\":[{\"id\":\"" QUESTION "\",\"prompt\":\"p\",\"explanation\":\"\",\"multiple\":false,\"choices\":["
    "{\"id\":\"" FIRST "\",\"text\":\"a\",\"feedback\":\"\"},{\"id\":\"" SECOND "\",\"text\":\"b\",\"feedback\":\"\"}],"
    "\"key\":[\"" FIRST "\"],\"points\":1}]}],\"contents\":[{\"kind\":\"text\",\"id\":\"" CONTENT "\",\"title\":\"t\","
    "\"body\":\"b\"}]}";

static void cover(Ctx *cx, const PlayEvent *e)
{
    PlayProgress p = {.duration_ms = FILM_MS, .coverage = arena_get(cx->arena, progress_bytes(FILM_MS))};
    bool cut;
    int64_t counted = 0;
    fuzz_hold(p.coverage != NULL);
    int64_t added = progress_cover(&p, e->spans, e->span_count, 40, &cut);
    for (int64_t second = 0; second < progress_seconds(FILM_MS); second++)
        counted += progress_has(&p, second);
    fuzz_hold(added == p.covered_s && counted == added && added <= 40);
    progress_move(&p, e);
    fuzz_hold(p.position_ms >= 0 && p.position_ms <= FILM_MS);
}

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    Ctx *cx = fuzz_ctx();
    Str input = {(const char *)at, n};
    PlayCourse *course = arena_get(cx->arena, sizeof *course);
    PlaySpan spans[8];
    const JsonValue *statement;
    PlayHead head;
    PlayEvent event;
    Str text;
    size_t count = 0;
    fuzz_hold(course != NULL);
    if (play_spans_read(input, spans, 8, &count) == OK)
        fuzz_hold(count <= 8);
    course->n = 1;
    course->parts[0].json = STR(document);
    fuzz_hold(id_parse(STR(GRAIN), &course->parts[0].grain) == OK);
    if (value_parse(cx, input, &statement) != OK ||
        play_head_read(cx, STR("https://e.org/x/"), statement, &head) != OK ||
        play_event_read(cx, course, &head, statement, &event) != OK)
        return 0;
    fuzz_hold(event.kind < PLAY_EVENT_KIND_COUNT && event.dwell_ms >= 0);
    fuzz_hold((event.kind == PLAY_ANSWERED) == (event.question != NULL));
    cover(cx, &event);
    fuzz_hold(event.choice_count <= 2 && event.points >= 0 && event.points <= 1);
    PlayActor actor = {.origin = STR("https://e.org")};
    if (play_event_write(cx, &actor, &head.grain, statement, &event, &text) == OK)
        fuzz_hold(value_parse(cx, text, &statement) == OK);
    return 0;
}
