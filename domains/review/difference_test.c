/* What changed between two versions: element by element, and grain by grain. */
#include "domains/review/difference.h"

#include "domains/grain/grain.h"
#include "domains/review/test_company.h"
#include "domains/review/test_review.h"

/* Two equal documents. */
typedef struct {
    Check *c;
    GrainDocument before, after;
} Pair;

static void pair(Check *c, Pair *ret)
{
    TestMedia media = {test_id(1), test_id(2), test_id(3)};
    *ret = (Pair){.c = c};
    test_document(check_ctx(c), &media, &ret->before);
    test_document(check_ctx(c), &media, &ret->after);
}

static void put_elements(Buf *b, const ElementChanges *changes)
{
    for (size_t i = 0; i < changes->n; i++) {
        const ElementChange *e = &changes->at[i];
        buf_format(b, "%s%s %s %s", i ? "; " : "", change_kind_names[e->change], part_kind_names[e->kind],
                   e->element_id.text + ID_TEXT - 2);
        if (e->has_at_ms)
            buf_format(b, "@%lld", (long long)e->at_ms);
        for (size_t k = 0; k < e->fields.n; k++) {
            const FieldChange *f = &e->fields.at[k];
            buf_format(b, " %.*s %.*s>%.*s", STR_ARG(f->field), STR_ARG(f->has_before ? f->before : STR("none")),
                       STR_ARG(f->has_after ? f->after : STR("none")));
        }
    }
}

static void expect(Pair *p, const char *expected)
{
    Id grain = test_id(9);
    ElementChanges changes;
    Buf b;
    buf_init(&b, check_ctx(p->c)->arena, 64 << 10);
    REQUIRE(p->c, difference_documents(check_ctx(p->c), &grain, &p->before, &p->after, &changes) == OK);
    put_elements(&b, &changes);
    CHECK_STR(p->c, buf_str(&b), expected);
}

static void nothing(Check *c)
{
    Pair p;
    pair(c, &p);
    expect(&p, "");
    GrainContent first = p.after.contents.at[0]; /* lists in another order are the same film */
    p.after.contents.at[0] = p.after.contents.at[2];
    p.after.contents.at[2] = first;
    expect(&p, "");
}

static void whole_grain(Check *c)
{
    Pair p;
    pair(c, &p);
    p.after.title = STR("Feux");
    p.after.pass_percent = 100;
    p.after.auto_pause = true;
    p.after.media_id = test_id(4);
    expect(&p, "changed grain 09 title Extincteurs>Feux "
               "media_id 018f0000-0000-7000-8000-000000000001>018f0000-0000-7000-8000-000000000004 "
               "pass_percent 80>100 auto_pause false>true");
}

static void target(Check *c)
{
    Pair p;
    pair(c, &p);
    p.after.targets.at[0].start_ms = 900;
    p.after.targets.at[0].width = 12.125;
    p.after.targets.at[0].keyframes.at[0] = (GrainKeyframe){900, 10, 20};
    p.after.targets.at[0].content = test_id(22);
    expect(&p, "changed target 0c@900 start_ms 1000>900 width 12.5>12.125 "
               "keyframes 1000: 10 20.125; 4000: 60.5 80>900: 10 20; 4000: 60.5 80 content_id Classes>Rappel");
}

static void question(Check *c)
{
    Pair p;
    pair(c, &p);
    GrainQuestion *q = &p.after.quizzes.at[0].questions.at[0];
    q->key.at[0] = q->choices.at[1].id;
    q->choices.at[2].text = STR("Celle-là");
    q->choices.at[0].feedback = STR("Presque");
    q->has_review_from_ms = false;
    q->points = 3;
    expect(&p, "changed question 28@9000 points 2>3 review_from_ms 1500>none key Celle-ci>Celle-ci "
               "feedback >Presque choice Celle-ci>Celle-là");
    pair(c, &p);
    q = &p.after.quizzes.at[0].questions.at[1];
    q->choices.n = 2;
    expect(&p, "changed question 29@9000 choices Celle-ci · Celle-ci · Celle-ci>Celle-ci · Celle-ci");
    GrainChoice first = q->choices.at[0]; /* another order of the choices is seen by the learner */
    q->choices.n = 3;
    q->choices.at[0] = q->choices.at[1];
    q->choices.at[1] = first;
    expect(&p, "changed question 29@9000 choices Celle-ci · Celle-ci · Celle-ci>Celle-ci · Celle-ci · Celle-ci");
}

static void came_and_went(Check *c)
{
    Pair p;
    pair(c, &p);
    p.after.chapters.n = 1;
    p.after.quizzes.at[0].questions.at[1].id = test_id(90);
    p.after.targets.n = 0;
    expect(&p, "added question 5a@9000; removed chapter 0b@5000; removed target 0c@1000; removed question 29@9000");
}

static void contents(Check *c)
{
    Pair p;
    pair(c, &p);
    p.after.contents.at[0].image.alternative = STR("Un tableau");
    p.after.contents.at[1].slides.media = test_id(5);
    p.after.contents.at[2].text.body = STR("Court");
    p.after.quizzes.at[0].required = false;
    p.after.chapters.at[1].title = STR("Fin");
    expect(&p, "changed chapter 0b@5000 title Suite>Fin; changed quiz 1e@9000 required true>false; "
               "changed image 14@1000 alternative Tableau des classes>Un tableau; "
               "changed slides 15 media_id 018f0000-0000-7000-8000-000000000003>018f0000-0000-7000-8000-000000000005; "
               "changed text 16 body Tirer\n\nViser>Court");
}

static void limits(Check *c)
{
    Ctx *cx = check_ctx(c);
    Pair p;
    Id grain = test_id(9);
    ElementChanges changes;
    char text[DIFFERENCE_TEXT_MAX + 2];
    pair(c, &p);
    memset(text, 'a', sizeof text);
    p.after.contents.at[2].text.body = (Str){text, DIFFERENCE_TEXT_MAX};
    REQUIRE(c, difference_documents(cx, &grain, &p.before, &p.after, &changes) == OK && changes.n == 1);
    CHECK_INT(c, (int64_t)changes.at[0].fields.at[0].after.n, DIFFERENCE_TEXT_MAX);
    memcpy(text + DIFFERENCE_TEXT_MAX - 1, "é", 2); /* cut before a character that would not fit whole */
    p.after.contents.at[2].text.body = (Str){text, DIFFERENCE_TEXT_MAX + 1};
    REQUIRE(c, difference_documents(cx, &grain, &p.before, &p.after, &changes) == OK && changes.n == 1);
    CHECK_INT(c, (int64_t)changes.at[0].fields.at[0].after.n, DIFFERENCE_TEXT_MAX - 1);
    pair(c, &p);
    p.before.chapters.n = 0;
    p.after.chapters.n = DIFFERENCE_ELEMENTS_MAX + 1;
    p.after.chapters.at = arena_array(cx->arena, p.after.chapters.n, sizeof *p.after.chapters.at);
    REQUIRE(c, p.after.chapters.at != NULL);
    for (size_t i = 0; i < p.after.chapters.n; i++)
        p.after.chapters.at[i] = (GrainChapter){test_id(1000 + (unsigned)i), (int64_t)i, STR("x")};
    REQUIRE(c, difference_documents(cx, &grain, &p.before, &p.after, &changes) == OK);
    CHECK(c, changes.n == DIFFERENCE_ELEMENTS_MAX && changes.omitted == 1);
}

/* Whoever undoes a change by chance gets a difference of the same elements with before and after turned. */
static void turned(Check *c)
{
    Ctx *cx = check_ctx(c);
    Id grain = test_id(9);
    for (int round = 0; round < 50; round++) {
        ArenaMark mark = arena_mark(cx->arena);
        GrainDocument a, b;
        ElementChanges there, back;
        test_random_document(cx, &a);
        test_random_document(cx, &b);
        b.chapters = a.chapters; /* half of it is shared */
        b.contents = a.contents;
        b.targets = a.targets;
        REQUIRE(c, difference_documents(cx, &grain, &a, &b, &there) == OK);
        REQUIRE(c, difference_documents(cx, &grain, &b, &a, &back) == OK);
        CHECK(c, there.n == back.n);
        for (size_t i = 0; i < there.n; i++) {
            size_t k = 0;
            while (k < back.n && !id_equal(&back.at[k].element_id, &there.at[i].element_id))
                k++;
            REQUIRE(c, k < back.n && back.at[k].fields.n == there.at[i].fields.n);
            static const ChangeKind opposite[CHANGE_COUNT] = {
                [CHANGE_ADDED] = CHANGE_REMOVED, [CHANGE_REMOVED] = CHANGE_ADDED, [CHANGE_CHANGED] = CHANGE_CHANGED};
            CHECK(c, back.at[k].change == (int)opposite[there.at[i].change]);
            for (size_t f = 0; f < there.at[i].fields.n; f++)
                CHECK(c, str_equal(there.at[i].fields.at[f].after, back.at[k].fields.at[f].before));
        }
        arena_rewind(cx->arena, mark);
    }
}

static void expect_versions(TestCompany *t, const Submission *s, int64_t against, const char *expected)
{
    Difference d;
    Buf b;
    buf_init(&b, check_ctx(t->c)->arena, 64 << 10);
    REQUIRE(t->c, difference_of(check_ctx(t->c), t->db, s, &d) == OK);
    CHECK(t->c, d.has_against == (against != 0) && d.number == against);
    for (size_t i = 0; i < d.n; i++) {
        buf_format(&b, "%s%.*s: %s ", i ? ". " : "", STR_ARG(d.at[i].title), change_kind_names[d.at[i].change]);
        put_elements(&b, &d.at[i].elements);
    }
    CHECK_STR(t->c, buf_str(&b), expected);
}

static void set_grains(TestCompany *t, const Id *grains, size_t n)
{
    Module m;
    CHECK(t->c, module_get(check_ctx(t->c), t->db, &t->module.id, &m) == OK);
    CHECK(t->c, module_set_grains(check_ctx(t->c), t->db, &m.id, m.version, grains, n, &m) == OK);
}

static void versions(Check *c, TestDatabase *d)
{
    TestCompany t;
    Submission first, second, third, got;
    test_company(c, d, &t);
    Id more = test_grain_by(&t, &t.trainer, "Eau");
    first = test_submission(&t);
    expect_versions(&t, &first, 0, "Extincteurs: added . Feu: added ");
    REQUIRE(c, test_decide(&t, &t.manager, &first, SUBMISSION_APPROVED, "", &got) == OK);
    test_edit(&t, 2);
    second = test_submission(&t);
    expect_versions(&t, &second, 1, "Extincteurs: same . Feu: changed changed target 0c@1000 end_ms 4000>4500");
    REQUIRE(c, test_decide(&t, &t.manager, &second, SUBMISSION_RETURNED, "Non", &got) == OK);
    Id grains[] = {t.grains[1], more, t.grains[0]};
    set_grains(&t, grains, 3);
    third = test_submission(&t); /* against what was approved, not against what was returned */
    expect_versions(&t, &third, 1,
                    "Feu: changed changed target 0c@1000 end_ms 4000>4500. Eau: added . Extincteurs: moved ");
    REQUIRE(c, test_decide(&t, &t.manager, &third, SUBMISSION_APPROVED, "", &got) == OK);
    set_grains(&t, grains + 1, 2);
    Submission fourth = test_submission(&t);
    expect_versions(&t, &fourth, 3, "Eau: same . Extincteurs: same . Feu: removed ");
    expect_versions(&t, &third, 1, /* what was decided since does not move it */
                    "Feu: changed changed target 0c@1000 end_ms 4000>4500. Eau: added . Extincteurs: moved ");
}

static void versions_each(Check *c)
{
    database_each_engine(c, versions);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"equal documents do not differ, nor do lists in another order", nothing},
        {"what belongs to the whole grain differs under its own identity", whole_grain},
        {"a target that was moved tells from where to where", target},
        {"a question tells its key, its choices, their order and their words", question},
        {"elements that came and went are told by their identity", came_and_went},
        {"chapters, quizzes and contents tell their fields", contents},
        {"long texts are cut between characters, and elements beyond the limit counted", limits},
        {"a difference read backwards is the same difference turned", turned},
        {"a submission is compared with what was approved last before it", versions_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
