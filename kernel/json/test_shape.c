/* The test shape and its random values. */
#include "kernel/json/test_shape.h"

#include <stdlib.h>

static const char *const languages[] = {"fr", "en", NULL};

static const Member page_members[] = {MEMBER_TEXT(struct PagePart, text, TEXT_BLOCK, 0, 100, "What it says")};
static SHAPE(page_shape, NULL, struct PagePart, page_members, "A page");
static const Member video_members[] = {MEMBER_INT(struct VideoPart, seconds, 1, 3600, "How long it is")};
static SHAPE(video_shape, NULL, struct VideoPart, video_members, "A film");
static const Variant part_variants[] = {
    [PART_PAGE] = {"page", &page_shape, offsetof(Part, page)},
    [PART_VIDEO] = {"video", &video_shape, offsetof(Part, video)},
};
static const Shape part_shape = {.name = "Part",
                                 .size = sizeof(Part),
                                 .variants = part_variants,
                                 .variant_count = PART_COUNT,
                                 .doc = "What is shown"};

static const Member lesson_members[] = {
    MEMBER_TEXT(Lesson, name, TEXT_LINE, 1, 40, "Shown in the list"),
    {.name = "part",
     .kind = MEMBER_KIND_ONE_OF,
     .at = offsetof(Lesson, part),
     .has_at = MEMBER_NO_HAS,
     .of = &part_shape,
     .doc = "What is shown"},
};
static SHAPE(lesson_shape, "Lesson", Lesson, lesson_members, "One lesson");

ITEM_TEXT(tag, TEXT_SLUG, 1, 10);
static const Member course_members[] = {
    MEMBER_TEXT(Course, title, TEXT_LINE, 1, 8, "Shown in lists"),
    MEMBER_INT(Course, level, 1, 9, "From easy to hard"),
    OPTIONAL(Course, open, MEMBER_KIND_BOOL, .doc = "To everybody"),
    OPTIONAL(Course, rating, MEMBER_KIND_NUMBER, .min = 0, .max = 5, .doc = "Mean of all opinions"),
    {.name = "owner",
     .kind = MEMBER_KIND_ID,
     .flags = MEMBER_NULLABLE,
     .at = offsetof(Course, owner),
     .has_at = offsetof(Course, has_owner),
     .doc = "Who made it"},
    OPTIONAL(Course, language, MEMBER_KIND_ENUM, .names = languages, .doc = "Spoken"),
    OPTIONAL(Course, tags, MEMBER_KIND_LIST, .item = &tag, .min = 1, .max = 3, .item_size = sizeof(Str),
             .doc = "Words"),
    OPTIONAL(Course, extra, MEMBER_KIND_JSON, .max = 40, .doc = "Anything"),
    OPTIONAL(Course, note, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .max = 100, .doc = "For the authors"),
    OPTIONAL(Course, email, MEMBER_KIND_TEXT, .text = TEXT_EMAIL, .min = 3, .max = 254, .doc = "Whom to ask"),
    OPTIONAL(Course, code, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .max = 20, .doc = "In the catalogue"),
    MEMBER_LIST(Course, lessons, lesson_shape, 5, "In order"),
};
SHAPE(course_shape, "Course", Course, course_members, "What is taught");

static unsigned chance(Ctx *cx, unsigned below)
{
    uint32_t bits = 0;
    cx->random->fill(cx->random, &bits, sizeof bits);
    return bits % below;
}

/* 1..max characters, some of several bytes, some that must be escaped; no blank at the ends, so trimming changes
 * nothing. */
static Str random_line(Ctx *cx, unsigned max)
{
    static const char *const pieces[] = {"a", "é", "\"", "\\", "→", "𝄞", "/", "ش", "%", "<"};
    Buf b;
    buf_init(&b, cx->arena, 4096);
    for (unsigned n = 1 + chance(cx, max); n; n--)
        buf_put(&b, str_of(pieces[chance(cx, sizeof pieces / sizeof *pieces)]));
    return buf_str(&b);
}

static Lesson random_lesson(Ctx *cx)
{
    Lesson l = {.name = random_line(cx, 40)};
    if (chance(cx, 2))
        l.part = (Part){.kind = PART_VIDEO, .video = {1 + chance(cx, 3600)}};
    else
        l.part = (Part){.kind = PART_PAGE, .page = {random_line(cx, 100)}};
    return l;
}

void random_course(Ctx *cx, Course *ret)
{
    static const char *const bits[] = {"null", "{}", "[1,-2.5,\"x\"]", "{\"a\":{\"b\":[]}}", "false", "\"\""};
    Course c = {.title = random_line(cx, 8), .level = 1 + chance(cx, 9)};
    c.has_open = chance(cx, 2);
    c.open = chance(cx, 2);
    c.has_rating = chance(cx, 2);
    c.rating = (double)chance(cx, 50001) / 10000.0;
    c.has_owner = chance(cx, 2);
    c.owner = id_new(cx);
    c.has_language = chance(cx, 2);
    c.language = (int)chance(cx, 2);
    c.has_extra = chance(cx, 2);
    c.extra = str_of(bits[chance(cx, sizeof bits / sizeof *bits)]);
    c.has_note = chance(cx, 2);
    c.note = random_line(cx, 100);
    c.has_email = chance(cx, 2);
    c.email = STR("x.y+z@a-b.example");
    c.has_code = chance(cx, 2);
    c.code = STR("A-1_b.c");
    c.lessons.n = chance(cx, 6);
    c.lessons.at = arena_array(cx->arena, c.lessons.n, sizeof(Lesson));
    if (!c.lessons.at)
        abort();
    for (size_t i = 0; i < c.lessons.n; i++)
        c.lessons.at[i] = random_lesson(cx);
    *ret = c;
}
