/* Checks of drafts as they are stored, and their routes; on both databases. */
#include "domains/preflight/preflight.h"

#include "base/fault.h"
#include "domains/media/media_store.h"
#include "domains/preflight/preflight_api.h"
#include "domains/preflight/test_preflight.h"
#include "domains/task/test_request.h"

typedef struct {
    Check *c;
    Id space;
    Db *db;
    TestMedia media;
    Id grains[2];
    Module module;
    TestRequests t;
} Stage;

static void stage(Check *c, TestDatabase *d, Stage *ret)
{
    *ret = (Stage){.c = c, .space = database_space(c, d)};
    ret->db = database_open(c, d, &ret->space);
    ret->media = test_media_of_each_kind(c, ret->db);
    for (size_t i = 0; i < 2; i++)
        ret->grains[i] = test_grain(c, ret->db, &ret->media, i ? "Feu" : "Extincteurs").id;
    ModuleSpec spec = {.title = STR("Sécurité"), .grains = ret->grains, .grain_count = 2};
    CHECK(c, module_create(check_ctx(c), ret->db, &test_author, &spec, &ret->module) == OK);
    test_requests(c, d, &preflight_surface, &ret->space, RIGHT_BIT(RIGHT_GRAIN_EDIT), &ret->t);
}

static Reply ask(Stage *s, const char *kind, const Id *id, int status, const char *code)
{
    Str path = {0};
    CHECK(s->c, str_format(check_ctx(s->c)->arena, &path, "/api/v1/%s/%s/checks", kind, id->text) == OK);
    return test_expect(&s->t, "GET", path.at, NULL, status, code);
}

static size_t count_of(const Reply *r, const char *part)
{
    Str body = buf_str(&r->body);
    size_t n = 0, length = strlen(part);
    for (const char *at = body.at; (at = memmem(at, (size_t)(body.at + body.n - at), part, length)); at += length)
        n++;
    return n;
}

/* As if nobody had held it: drafts hold what they name, so this takes a fault of the program. */
static Rc delete_image(Ctx *cx, Db *db, void *arg)
{
    const Stage *s = arg;
    int64_t changed;
    for (size_t i = 0; i < 2; i++)
        TRY(media_store_clear_use(cx, db, &s->grains[i]));
    return media_store_mark_deleted(cx, db, &s->media.image, &changed);
}

static void routes(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Stage s;
    stage(c, d, &s);
    Reply r = ask(&s, "modules", &s.module.id, 200, NULL); /* nothing of the media is there yet */
    CHECK(c, test_holds(&r, "\"error_count\":6") && test_holds(&r, "\"advice_count\":2"));
    CHECK(c, count_of(&r, "preflight.film_not_ready") == 2 && count_of(&r, "preflight.media_not_ready") == 4);
    CHECK(c, test_holds(&r, "\"level\":\"error\"") && test_holds(&r, "\"level\":\"advice\""));
    CHECK(c, test_holds(&r, "\"grain_title\":\"Feu\"") && test_holds(&r, s.grains[1].text));
    test_show_media(c, s.db, &s.media, TEST_SOUND_MS);
    r = ask(&s, "modules", &s.module.id, 200, NULL);
    CHECK(c, test_holds(&r, "{\"error_count\":0,\"advice_count\":0,\"items\":[]}"));
    s.t.if_none_match = r.etag;
    ask(&s, "modules", &s.module.id, 304, NULL);
    test_show_media(c, s.db, &s.media, 3999);
    r = ask(&s, "grains", &s.grains[0], 200, NULL);
    CHECK(c, test_holds(&r, "\"error_count\":3") && test_holds(&r, "\"at_ms\":9000") &&
                 test_holds(&r, "\"field\":\"targets[0].end_ms\"") && test_holds(&r, "\"label\":\"Manomètre\""));
    CHECK(c, !test_holds(&r, s.grains[1].text));
    ModuleSpec empty = {.title = STR("Vide")};
    Module m;
    CHECK(c, module_create(cx, s.db, &test_author, &empty, &m) == OK);
    r = ask(&s, "modules", &m.id, 200, NULL);
    CHECK(c, test_holds(&r, "\"error_count\":1") && test_holds(&r, "\"code\":\"module.empty\"") &&
                 !test_holds(&r, "grain_id\""));
    ask(&s, "modules", &s.grains[0], 404, "http.missing");
    ask(&s, "grains", &m.id, 404, "http.missing");
    CHECK(c, module_delete(cx, s.db, &test_author, &m.id) == OK);
    ask(&s, "modules", &m.id, 404, "http.missing");
    test_requests_free(&s.t);
}

static void gone(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Stage s;
    PreflightReport report = {0};
    stage(c, d, &s);
    test_show_media(c, s.db, &s.media, TEST_SOUND_MS);
    REQUIRE(c, preflight_grain(cx, s.db, &s.grains[0], &report) == OK && report.n == 0);
    REQUIRE(c, db_write(cx, s.db, delete_image, &s) == OK);
    REQUIRE(c, preflight_module(cx, s.db, &s.module.id, &report) == OK && report.n == 2);
    for (size_t i = 0; i < 2; i++)
        CHECK(c, report.at[i].code == PREFLIGHT_MEDIA_MISSING && id_equal(&report.at[i].grain, &s.grains[i]));
    test_requests_free(&s.t);
}

static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Stage s;
    bool reached = true;
    stage(c, d, &s);
    for (long n = 0; n < 3000 && reached; n++) {
        ArenaMark mark = arena_mark(cx->arena);
        PreflightReport report = {0};
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        Rc rc = preflight_module(cx, s.db, &s.module.id, &report);
        reached = fault_disarm();
        CHECK(c, rc == OK ? report.errors == 6 : reached && (rc == ERR_IO || rc == ERR_NOMEM));
        arena_rewind(cx->arena, mark);
    }
    CHECK(c, !reached);
    test_requests_free(&s.t);
}

#define EACH(name, body)               \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
EACH(routes_each, routes)
EACH(gone_each, gone)
EACH(faults_each, faults)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"checks of a module and of a grain tell what is wrong with the draft as it stands", routes_each},
        {"a media that was deleted under a grain is told in each grain that names it", gone_each},
        {"every failure of the machine is an outcome", faults_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
