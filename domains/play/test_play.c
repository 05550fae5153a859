/* See test_play.h. */
#include "domains/play/test_play.h"

#include "domains/account/account.h"
#include "domains/media/token.h"
#include "domains/review/test_review.h"
#include "kernel/json/writer.h"
#include "sql_all.h"

#include <stdlib.h>

#define ORIGIN "https://learn.example"

static Rc insert_people(Ctx *cx, Db *db, void *arg)
{
    TestPlay *t = arg;
    for (int i = 0; i < TEST_PEOPLE; i++) {
        PersonSpec spec = {.first_name = STR("Ana"), .language = STR("fr"), .roles = ROLE_BIT(ROLE_LEARNER)};
        TRY(str_format(cx->arena, &spec.email, "p%d@example.com", i));
        spec.last_name = spec.email;
        TRY(account_insert(cx, db, &test_author, &spec, &t->people[i]));
        TRY(account_set_password(cx, db, &t->people[i], STR("x")));
    }
    return OK;
}

static Rc probe_film(Ctx *cx, Db *db, const Id *film)
{
    AUTO_STMT s = db_stmt(db, SQL_media_set_probe);
    stmt_put_text(
        s, STR("{\"files\":[],\"duration_ms\":100000,\"has_video\":true,\"has_audio\":true,\"video\":{\"stream\":0,"
               "\"width\":1280,\"height\":720,\"rotation\":0,\"mirror\":false,\"fps_milli\":25000,"
               "\"frames_hint\":100,\"hdr\":\"none\",\"codec\":\"h264\"},\"audio\":{\"stream\":1,\"channels\":2,"
               "\"sample_rate\":44100,\"codec\":\"aac\"},\"format\":\"mov,mp4\"}"));
    stmt_put_int(s, TEST_FILM_MS);
    stmt_put_int(s, 1280);
    stmt_put_int(s, 720);
    stmt_put_id(s, film);
    return stmt_run(cx, s, NULL);
}

static Rc hand_out(Ctx *cx, TestPlay *t)
{
    DistributionSpec spec = {.module = t->module.id, .to = {.persons = t->people, .person_count = TEST_PEOPLE}};
    Registration *rows;
    int64_t total;
    Id version;
    size_t n;
    TRY(test_approve(cx, t->db, &t->module.id, &version));
    TRY(distribution_create(cx, t->db, &test_author, &spec, &t->distribution));
    for (size_t i = 0; i < TEST_PEOPLE; i++) {
        TRY(registration_list(cx, t->db, &t->people[i], &(Id){0}, 1, &rows, &n, &total));
        t->registrations[i] = rows[0];
    }
    return OK;
}

Launch test_launch(TestPlay *t, size_t person, Str *ret_token)
{
    Launch launch = {0};
    CHECK(t->c, launch_create(check_ctx(t->c), t->db, &t->space, &t->registrations[person], &launch, ret_token) == OK);
    return launch;
}

void test_play(Check *c, TestDatabase *d, TestPlay *ret)
{
    Ctx *cx = check_ctx(c);
    TestPlay t = {.c = c, .d = d, .space = database_space(c, d)};
    Str path;
    t.db = database_open(c, d, &t.space);
    t.media = test_media_of_each_kind(c, t.db);
    for (size_t i = 0; i < TEST_GRAINS; i++)
        t.grains[i] = test_grain(c, t.db, &t.media, i ? "Feu" : "Extincteurs").id;
    ModuleSpec spec = {.title = STR("Sécurité"), .grains = t.grains, .grain_count = TEST_GRAINS};
    bool ok = str_format(cx->arena, &path, "%s/media.key", d->data_dir) == OK &&
              media_key_open(cx, path, &t.key) == OK && db_write(cx, t.db, insert_people, &t) == OK &&
              probe_film(cx, t.db, &t.media.film) == OK &&
              module_create(cx, t.db, &test_author, &spec, &t.module) == OK && hand_out(cx, &t) == OK;
    if (!CHECK(c, ok))
        abort(); /* nothing after this could make sense */
    t.place = (PlayPlace){.key = t.key, .space = t.space, .origin = STR(ORIGIN)};
    t.launch = test_launch(&t, 0, &t.token);
    *ret = t;
}

void test_play_free(TestPlay *t)
{
    media_key_free(t->key);
}

static const char *iri_of(const char *verb)
{
    static const char *const iris[] = {
        "http://adlnet.gov/expapi/verbs/initialized", "https://w3id.org/xapi/video/verbs/played",
        "https://w3id.org/xapi/video/verbs/paused",   "https://w3id.org/xapi/video/verbs/seeked",
        "http://adlnet.gov/expapi/verbs/progressed",  "http://adlnet.gov/expapi/verbs/experienced",
        "http://activitystrea.ms/schema/1.0/open",    "http://activitystrea.ms/schema/1.0/close",
        "http://adlnet.gov/expapi/verbs/answered",    "http://adlnet.gov/expapi/verbs/completed",
        "http://adlnet.gov/expapi/verbs/terminated"};
    for (size_t i = 0; i < sizeof iris / sizeof *iris; i++) {
        size_t n = strlen(iris[i]), k = strlen(verb);
        if (n > k && strcmp(iris[i] + n - k, verb) == 0 && iris[i][n - k - 1] == '/')
            return iris[i];
    }
    return verb;
}

static void put_result(Buf *b, const TestStatement *s)
{
    if (!s->result)
        return;
    buf_put(b, s->plain ? STR(",\"result\":{") : STR(",\"result\":{\"extensions\":{"));
    for (const char *at = s->result; *at; at++) {
        bool base = at[0] == 'V' && at[1] == ':';
        buf_put(b, base ? STR("https://w3id.org/xapi/video/extensions/") : (Str){at, 1});
        at += base;
    }
    buf_put(b, s->plain ? STR("}") : STR("}}"));
}

Str test_statement(TestPlay *t, const TestStatement *s)
{
    Ctx *cx = check_ctx(t->c);
    Buf b;
    char now[CLOCK_TEXT];
    Id id = s->id ? test_id(100000 + s->id) : id_new(cx);
    buf_init(&b, cx->arena, 64 << 10);
    clock_text(now_ms(cx), now);
    buf_format(
        &b, "{\"id\":\"%s\",\"timestamp\":\"%s\",\"verb\":{\"id\":\"%s\"},\"object\":{\"id\":\"" ORIGIN "/x/%s/%s/%s",
        id.text, s->timestamp ? s->timestamp : now, iri_of(s->verb), t->space.text, s->kind ? s->kind : "grain",
        t->grains[s->grain].text);
    if (s->kind)
        buf_format(&b, "/%s", s->element.text);
    buf_put(&b, STR("\"}"));
    put_result(&b, s);
    buf_format(&b, ",\"context\":{\"extensions\":{\"https://w3id.org/xapi/video/extensions/session-id\":\"%s\"}}}",
               s->launch ? s->launch->id.text : t->launch.id.text);
    CHECK(t->c, b.rc == OK);
    return buf_str(&b);
}

void test_send(TestPlay *t, const TestStatement *s, const char *code)
{
    Str json = test_statement(t, s);
    PlayOutcome out = {0};
    if (!CHECK(t->c, play_ingest(check_ctx(t->c), t->db, &t->place, &t->launch, &json, 1, &out) == OK))
        return;
    const PlayVerdict *v = &out.verdicts[0];
    bool right = code ? !v->accepted && v->code && strcmp(v->code, code) == 0 : v->accepted;
    if (!CHECK(t->c, right))
        check_say(t->c, "%.*s: %s, expected %s", STR_ARG(json), v->accepted ? "accepted" : v->code,
                  code ? code : "accepted");
}

void test_watch(TestPlay *t, size_t grain, double from, double to)
{
    Str result = STR("");
    CHECK(t->c, str_format(check_ctx(t->c)->arena, &result, "\"V:time\":%.3f,\"V:played-segments\":\"%.3f[.]%.3f\"", to,
                           from, to) == OK);
    test_send(t, &(TestStatement){.grain = grain, .verb = "progressed", .result = result.at}, NULL);
}

void test_answer(TestPlay *t, size_t grain, unsigned question, const char *choices)
{
    Buf b;
    buf_init(&b, check_ctx(t->c)->arena, 2000);
    buf_put(&b, STR("\"response\":\""));
    Str rest = str_of(choices), part;
    for (bool first = true; choices[0] && str_cut(&rest, ' ', &part); first = false) {
        int64_t number = 0;
        CHECK(t->c, str_i64(part, &number) == OK);
        buf_format(&b, "%s%s", first ? "" : "[,]", test_id(50 + (unsigned)number).text);
    }
    buf_put(&b, STR("\",\"duration\":\"PT2.5S\""));
    buf_byte(&b, 0);
    TestStatement s = {.grain = grain,
                       .verb = "answered",
                       .kind = "question",
                       .element = test_id(40 + question),
                       .result = b.at,
                       .plain = true};
    test_send(t, &s, NULL);
}

PlayGrainState test_state(TestPlay *t, size_t grain)
{
    PlayGrainState state = {0};
    CHECK(t->c, play_state(check_ctx(t->c), t->db, &t->launch, &t->grains[grain], &state) == OK);
    return state;
}

static Rc edit(Check *c, TestPlay *t, size_t grain, void (*change)(Ctx *cx, const TestPlay *t, GrainDocument *d))
{
    Ctx *cx = check_ctx(c);
    GrainDocument d;
    Grain draft;
    TRY(grain_get(cx, t->db, &t->grains[grain], &draft));
    TRY(grain_document_read(cx, draft.document, &d));
    change(cx, t, &d);
    return grain_save(cx, t->db, &draft.id, draft.version, &d, &draft);
}

Id test_new_version(TestPlay *t, TestChange change, bool all)
{
    Ctx *cx = check_ctx(t->c);
    Id version = {0};
    check_clock_add(t->c, 1000);
    if (!CHECK(t->c,
               edit(t->c, t, 0, change) == OK && test_approve(cx, t->db, &t->module.id, &version) == OK &&
                   distribution_go_over(cx, t->db, &test_author, &t->distribution.id, all, &t->distribution) == OK))
        check_say(t->c, "%s", cx->problem.code ? cx->problem.code : "no code");
    return version;
}

Registration test_registration(TestPlay *t, size_t person)
{
    Registration r = {0};
    CHECK(t->c, registration_get(check_ctx(t->c), t->db, &t->registrations[person].id, &r) == OK);
    return r;
}

PlaySummary test_summary(TestPlay *t, size_t person, int64_t attempt)
{
    PlaySummary s = {0};
    Registration r = test_registration(t, person);
    CHECK(t->c, play_summary(check_ctx(t->c), t->db, &r, attempt, &s) == OK);
    return s;
}

void test_complete(TestPlay *t, bool right)
{
    check_clock_add(t->c, 2 * TEST_FILM_MS);
    for (size_t i = 0; i < TEST_GRAINS; i++) {
        test_watch(t, i, 0, TEST_FILM_MS / 1000.0);
        test_answer(t, i, 0, right ? "0" : "1");
        test_answer(t, i, 1, "10 11");
    }
}
