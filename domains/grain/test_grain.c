/* See test_grain.h. */
#include "domains/grain/test_grain.h"

#include "kernel/json/codec.h"

#include <pthread.h>
#include <stdio.h>

const Actor test_author = {.person = {"00000000-0000-7000-8000-0000000000aa"}};

Id test_id(unsigned number)
{
    Id id;
    snprintf(id.text, sizeof id.text, "018f0000-0000-7000-8000-%012x", number);
    return id;
}

static void *room(Ctx *cx, size_t count, size_t size)
{
    void *at = arena_array(cx->arena, count, size);
    if (!at)
        abort(); /* tests have the room they ask for */
    return at;
}

#define LIST(cx, list, count) ((list)->n = (count), (list)->at = room(cx, (list)->n, sizeof *(list)->at))

static void put_quiz(Ctx *cx, GrainQuiz *quiz)
{
    *quiz = (GrainQuiz){.id = test_id(30), .title = STR("Retenu ?"), .at_ms = 9000, .required = true};
    LIST(cx, &quiz->questions, 2);
    for (unsigned i = 0; i < 2; i++) {
        GrainQuestion *q = &quiz->questions.at[i];
        *q = (GrainQuestion){.id = test_id(40 + i), .prompt = STR("Laquelle ?"), .points = 2, .multiple = i == 1};
        LIST(cx, &q->choices, 3);
        for (unsigned k = 0; k < 3; k++)
            q->choices.at[k] = (GrainChoice){.id = test_id(50 + 10 * i + k), .text = STR("Celle-ci")};
        LIST(cx, &q->key, 1 + i);
        for (unsigned k = 0; k < 1 + i; k++)
            q->key.at[k] = q->choices.at[k].id;
    }
    quiz->questions.at[0].has_review_from_ms = true;
    quiz->questions.at[0].review_from_ms = 1500;
}

void test_document(Ctx *cx, const TestMedia *media, GrainDocument *ret)
{
    GrainDocument d = {.schema = GRAIN_SCHEMA,
                       .title = STR("Extincteurs"),
                       .language = STR("fr"),
                       .has_media_id = true,
                       .media_id = media->film,
                       .pass_percent = 80};
    LIST(cx, &d.chapters, 2);
    d.chapters.at[0] = (GrainChapter){test_id(10), 0, STR("Début")};
    d.chapters.at[1] = (GrainChapter){test_id(11), 5000, STR("Suite")};
    LIST(cx, &d.contents, 3);
    d.contents.at[0] = (GrainContent){
        .kind = GRAIN_IMAGE, .id = test_id(20), .image = {media->image, STR("Classes"), STR("Tableau des classes")}};
    d.contents.at[1] =
        (GrainContent){.kind = GRAIN_SLIDES, .id = test_id(21), .slides = {media->slides, STR("Diapositives")}};
    d.contents.at[2] =
        (GrainContent){.kind = GRAIN_TEXT, .id = test_id(22), .text = {STR("Rappel"), STR("Tirer\n\nViser")}};
    LIST(cx, &d.targets, 1);
    d.targets.at[0] = (GrainTarget){.id = test_id(12),
                                    .label = STR("Manomètre"),
                                    .start_ms = 1000,
                                    .end_ms = 4000,
                                    .width = 12.5,
                                    .height = 20,
                                    .content = test_id(20),
                                    .pause = true};
    LIST(cx, &d.targets.at[0].keyframes, 2);
    d.targets.at[0].keyframes.at[0] = (GrainKeyframe){1000, 10, 20.125};
    d.targets.at[0].keyframes.at[1] = (GrainKeyframe){4000, 60.5, 80};
    LIST(cx, &d.quizzes, 1);
    put_quiz(cx, &d.quizzes.at[0]);
    *ret = d;
}

static unsigned below(Ctx *cx, unsigned n)
{
    unsigned v;
    cx->random->fill(cx->random, &v, sizeof v);
    return v % n;
}

static bool coin(Ctx *cx)
{
    return below(cx, 2);
}

static double percent(Ctx *cx, unsigned least)
{
    return (least * 1000 + below(cx, (100 - least) * 1000 + 1)) / 1000.0;
}

/* Words with what JSON and Unicode make difficult; neither end is blank, for those are trimmed. */
static Str words(Ctx *cx, bool several_lines)
{
    static const char *const parts[] = {"a", "é", "\"", "\\", "/", "😀", "…", "<b>", "0", "x y", "\xe2\x80\x91"};
    Buf b;
    buf_init(&b, cx->arena, 400);
    for (unsigned i = below(cx, 10); i > 0; i--) {
        buf_put(&b, str_of(parts[below(cx, sizeof parts / sizeof *parts)]));
        if (several_lines && i > 1 && coin(cx))
            buf_put(&b, coin(cx) ? STR("\n") : STR("\t"));
    }
    return buf_str(&b);
}

static void random_target(Ctx *cx, GrainTarget *t, const GrainDocument *d)
{
    int64_t start = below(cx, 100000), length = 1 + below(cx, 10000);
    *t = (GrainTarget){.id = id_new(cx),
                       .label = words(cx, false),
                       .alternative = words(cx, false),
                       .start_ms = start,
                       .end_ms = start + length,
                       .width = percent(cx, 1),
                       .height = percent(cx, 1),
                       .content = d->contents.at[below(cx, (unsigned)d->contents.n)].id,
                       .pause = coin(cx),
                       .required = coin(cx)};
    LIST(cx, &t->keyframes, 1 + (length > 10 ? below(cx, 10) : 0));
    for (size_t i = 0; i < t->keyframes.n; i++)
        t->keyframes.at[i] = (GrainKeyframe){start + (int64_t)i, percent(cx, 0), percent(cx, 0)};
}

static void random_question(Ctx *cx, GrainQuestion *q)
{
    *q = (GrainQuestion){.id = id_new(cx),
                         .prompt = words(cx, true),
                         .explanation = words(cx, true),
                         .multiple = coin(cx),
                         .points = below(cx, 101),
                         .has_review_from_ms = coin(cx)};
    if (q->has_review_from_ms)
        q->review_from_ms = below(cx, GRAIN_FILM_MS_MAX + 1);
    LIST(cx, &q->choices, 2 + below(cx, GRAIN_CHOICES_MAX - 1));
    for (size_t i = 0; i < q->choices.n; i++)
        q->choices.at[i] = (GrainChoice){id_new(cx), words(cx, false), words(cx, true)};
    LIST(cx, &q->key, q->multiple ? 1 + below(cx, (unsigned)q->choices.n) : 1);
    for (size_t i = 0; i < q->key.n; i++)
        q->key.at[i] = q->choices.at[q->choices.n - 1 - i].id;
}

static void random_content(Ctx *cx, GrainContent *content)
{
    *content = (GrainContent){.kind = (int)below(cx, GRAIN_CONTENT_KIND_COUNT), .id = id_new(cx)};
    if (content->kind == GRAIN_IMAGE)
        content->image = (GrainImage){id_new(cx), words(cx, false), words(cx, true)};
    else if (content->kind == GRAIN_SLIDES)
        content->slides = (GrainSlides){id_new(cx), words(cx, false)};
    else
        content->text = (GrainText){words(cx, false), words(cx, true)};
}

void test_random_document(Ctx *cx, GrainDocument *ret)
{
    GrainDocument d = {.schema = GRAIN_SCHEMA,
                       .title = STR("t"),
                       .language = coin(cx) ? STR("fr") : STR("pt-BR"),
                       .has_media_id = coin(cx),
                       .pass_percent = below(cx, 101),
                       .auto_pause = coin(cx)};
    if (d.has_media_id)
        d.media_id = id_new(cx);
    LIST(cx, &d.chapters, below(cx, 5));
    for (size_t i = 0; i < d.chapters.n; i++)
        d.chapters.at[i] = (GrainChapter){id_new(cx), (int64_t)(i * 1000 + below(cx, 1000)), words(cx, false)};
    LIST(cx, &d.contents, below(cx, 5));
    for (size_t i = 0; i < d.contents.n; i++)
        random_content(cx, &d.contents.at[i]);
    LIST(cx, &d.targets, d.contents.n ? below(cx, 6) : 0);
    for (size_t i = 0; i < d.targets.n; i++)
        random_target(cx, &d.targets.at[i], &d);
    LIST(cx, &d.quizzes, below(cx, 4));
    for (size_t i = 0; i < d.quizzes.n; i++) {
        GrainQuiz *quiz = &d.quizzes.at[i];
        *quiz = (GrainQuiz){id_new(cx), words(cx, false), below(cx, GRAIN_FILM_MS_MAX + 1), coin(cx), coin(cx), {0}};
        LIST(cx, &quiz->questions, 1 + below(cx, 4));
        for (size_t k = 0; k < quiz->questions.n; k++)
            random_question(cx, &quiz->questions.at[k]);
    }
    *ret = d;
}

Str test_json(Check *c, const GrainDocument *document)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 8 << 20);
    CHECK(c, shape_encode(check_ctx(c), &grain_document_shape, document, &b) == OK);
    return buf_str(&b);
}

typedef struct {
    MediaSpec spec;
    Id id;
} Insertion;

static Rc insert_media(Ctx *cx, Db *db, void *arg)
{
    Insertion *i = arg;
    return media_insert(cx, db, &test_author, &i->spec, &i->id);
}

Id test_media(Check *c, Db *db, MediaKind kind)
{
    Insertion i = {.spec = {kind, STR("Média"), STR("media.bin"), 1000}};
    CHECK(c, db_write(check_ctx(c), db, insert_media, &i) == OK);
    return i.id;
}

TestMedia test_media_of_each_kind(Check *c, Db *db)
{
    return (TestMedia){test_media(c, db, MEDIA_VIDEO), test_media(c, db, MEDIA_IMAGE),
                       test_media(c, db, MEDIA_DOCUMENT)};
}

Grain test_grain(Check *c, Db *db, const TestMedia *media, const char *title)
{
    Ctx *cx = check_ctx(c);
    GrainDocument d;
    Grain g = {0};
    test_document(cx, media, &d);
    d.title = str_of(title);
    if (!CHECK(c, grain_create(cx, db, &test_author, &d, &g) == OK))
        check_say(c, "no grain %s: %s", title, cx->problem.code);
    return g;
}

typedef struct {
    StoreThread *stores;
    Id space;
    Arena *arena;
    Ctx cx;
    pthread_barrier_t *start;
    size_t i;
    TestAct act;
    void *arg;
    Rc rc;
} Racer;

static void *run(void *arg)
{
    Racer *r = arg;
    Db *db;
    r->rc = store_space(&r->cx, r->stores, &r->space, &db);
    pthread_barrier_wait(r->start);
    if (r->rc == OK)
        r->rc = r->act(&r->cx, db, r->i, r->arg);
    return NULL;
}

void test_at_once(Check *c, TestDatabase *d, const Id *space, size_t n, TestAct act, void *arg, Rc *ret)
{
    Racer racers[TEST_RACERS_MAX];
    pthread_t threads[TEST_RACERS_MAX];
    pthread_barrier_t start;
    REQUIRE(c, n <= TEST_RACERS_MAX && pthread_barrier_init(&start, NULL, (unsigned)n) == 0);
    for (size_t i = 0; i < n; i++) {
        racers[i] = (Racer){.stores = database_thread(c, d),
                            .space = *space,
                            .arena = arena_new(8 << 20),
                            .start = &start,
                            .i = i,
                            .act = act,
                            .arg = arg};
        racers[i].cx = (Ctx){.arena = racers[i].arena, .clock = &clock_system, .random = &random_system};
        if (pthread_create(&threads[i], NULL, run, &racers[i]) != 0)
            abort(); /* the others would wait for ever */
    }
    for (size_t i = 0; i < n; i++) {
        pthread_join(threads[i], NULL);
        ret[i] = racers[i].rc;
        arena_free(racers[i].arena);
    }
    pthread_barrier_destroy(&start);
}
