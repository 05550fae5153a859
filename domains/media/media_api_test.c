/* Routes of the library and of playlists: what they answer and what they refuse. */
#include "domains/media/media_api.h"

#include "domains/media/test_worker.h"
#include "domains/media/token.h"
#include "domains/task/test_request.h"
#include "kernel/crypt/crypt.h"

enum { MANY = 100000 };

typedef struct {
    TestWorker w;
    TestRequests t;
    MediaKey *key;
} Stage;

static void open_stage(Check *c, TestDatabase *d, Stage *ret)
{
    Str path = {0};
    test_worker_open(c, d, &ret->w);
    test_requests(c, d, &media_surface, &ret->w.space.id, RIGHT_BIT(RIGHT_GRAIN_EDIT), &ret->t);
    CHECK(c, str_format(check_ctx(c)->arena, &path, "%s/media.key", check_folder(c)) == OK &&
                 media_key_open(check_ctx(c), path, &ret->key) == OK);
    ret->t.media_key = ret->key;
    ret->t.blobs = ret->w.blobs;
}

static void close_stage(Stage *s)
{
    test_requests_free(&s->t);
    media_key_free(s->key);
    test_worker_close(&s->w);
}

static const char *path_of(Check *c, const Id *media, const char *rest)
{
    Str path = {0};
    CHECK(c, str_format(check_ctx(c)->arena, &path, "/api/v1/media/%s%s", media->text, rest) == OK);
    return path.at;
}

static void lists(Check *c, TestDatabase *d)
{
    Stage s;
    Str path = {0};
    open_stage(c, d, &s);
    Id media[3];
    for (int kind = 0; kind < MEDIA_KIND_COUNT; kind++) {
        media[kind] = test_worker_media(&s.w, (MediaKind)kind, NULL);
        check_clock_add(c, 1000);
    }
    Reply r = test_expect(&s.t, "GET", "/api/v1/media?limit=2", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":3") && test_holds(&r, media[2].text) && !test_holds(&r, media[0].text));
    CHECK(c, test_holds(&r, "\"state\":\"preparing\"") && test_holds(&r, "\"poster_url\":null"));
    CHECK(c, str_format(check_ctx(c)->arena, &path, "/api/v1/media?limit=2&cursor=%.*s",
                        STR_ARG(test_text(&r, "next_cursor"))) == OK);
    r = test_expect(&s.t, "GET", path.at, NULL, 200, NULL);
    CHECK(c, test_holds(&r, media[0].text) && test_holds(&r, "\"next_cursor\":null"));
    test_worker_run(&s.w, MANY, NULL);
    r = test_expect(&s.t, "GET", "/api/v1/media?kind=document", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":1") && test_holds(&r, "/p-001-320.jpg"));
    r = test_expect(&s.t, "GET", "/api/v1/media?state=failed", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"items\":[]"));
    s.t.if_none_match = r.etag;
    test_expect(&s.t, "GET", "/api/v1/media?state=failed", NULL, 304, NULL);
    r = test_expect(&s.t, "GET", "/api/v1/media?search=GUIDEE", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":3"));
    r = test_expect(&s.t, "GET", "/api/v1/media?search=%25", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":0"));
    test_expect(&s.t, "GET", "/api/v1/media?limit=200", NULL, 200, NULL);
    test_expect(&s.t, "GET", "/api/v1/media?limit=201", NULL, 400, "http.out_of_range");
    test_expect(&s.t, "GET", "/api/v1/media?cursor=x", NULL, 400, "http.bad_cursor");
    test_expect(&s.t, "GET", "/api/v1/media?kind=sound", NULL, 400, "http.out_of_range");
    close_stage(&s);
}

/* A JSON body whose title has `n` characters. */
static const char *title(Check *c, int n)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 1000);
    buf_put(&b, STR("{\"title\":\""));
    for (int i = 0; i < n; i++)
        buf_put(&b, STR("é"));
    buf_format(&b, "\"}%c", 0);
    return b.at;
}

static void edits(Check *c, TestDatabase *d)
{
    Stage s;
    open_stage(c, d, &s);
    Id film = test_worker_media(&s.w, MEDIA_VIDEO, NULL), unknown = id_new(check_ctx(c));
    Reply r = test_expect(&s.t, "GET", path_of(c, &film, ""), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"title\":\"Visite guidée\"") && test_holds(&r, "\"file_name\":\"Visite guidée.mp4\""));
    CHECK_STR(c, r.etag, "\"1\"");
    test_expect(&s.t, "PATCH", path_of(c, &film, ""), title(c, 3), 428, "http.match_required");
    s.t.if_match = STR("\"2\"");
    r = test_expect(&s.t, "PATCH", path_of(c, &film, ""), title(c, 3), 412, "http.stale");
    CHECK(c, test_holds(&r, "\"current_version\":1"));
    s.t.if_match = STR("\"1\"");
    test_expect(&s.t, "PATCH", path_of(c, &film, ""), title(c, MEDIA_TITLE_MAX + 1), 400, "http.out_of_range");
    s.t.if_match = STR("\"1\"");
    test_expect(&s.t, "PATCH", path_of(c, &film, ""), title(c, MEDIA_TITLE_MAX), 200, NULL);
    test_worker_run(&s.w, 5, NULL); /* what machines do leaves the version alone */
    s.t.if_match = STR("\"2\"");
    r = test_expect(&s.t, "PATCH", path_of(c, &film, ""), title(c, 3), 200, NULL);
    CHECK(c, test_holds(&r, "\"version\":3"));
    test_expect(&s.t, "POST", path_of(c, &film, "/retry"), NULL, 409, "media.not_failed");
    test_expect(&s.t, "POST", path_of(c, &film, "/restore"), NULL, 404, "http.missing");
    test_expect(&s.t, "DELETE", path_of(c, &film, ""), NULL, 204, NULL);
    test_expect(&s.t, "DELETE", path_of(c, &film, ""), NULL, 404, "http.missing");
    test_expect(&s.t, "GET", path_of(c, &film, ""), NULL, 404, "http.missing");
    test_expect(&s.t, "GET", path_of(c, &film, "/play"), NULL, 404, "http.missing");
    test_expect(&s.t, "POST", path_of(c, &film, "/retry"), NULL, 404, "http.missing");
    r = test_expect(&s.t, "POST", path_of(c, &film, "/restore"), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"preparing\""));
    test_expect(&s.t, "GET", path_of(c, &unknown, ""), NULL, 404, "http.missing");
    test_expect(&s.t, "POST", path_of(c, &unknown, "/retry"), NULL, 404, "http.missing");
    s.t.who.rights = 0;
    test_expect(&s.t, "GET", "/api/v1/media", NULL, 403, "http.denied");
    close_stage(&s);
}

typedef struct {
    const char *code;
    Id media;
} Failing;

static Rc fail_one(Ctx *cx, Db *db, void *arg)
{
    const Failing *f = arg;
    return media_fail(cx, db, &f->media, f->code);
}

static Rc insert_only(Ctx *cx, Db *db, void *arg)
{
    Failing *f = arg;
    Actor nobody = {0};
    MediaSpec spec = {.kind = MEDIA_VIDEO, .file_name = STR(".mp4"), .size_bytes = 10};
    return media_insert(cx, db, &nobody, &spec, &f->media);
}

static void retries(Check *c, TestDatabase *d)
{
    Stage s;
    Failing f = {.code = "media.disk_full"};
    open_stage(c, d, &s);
    f.media = test_worker_media(&s.w, MEDIA_IMAGE, NULL);
    CHECK_INT(c, db_write(check_ctx(c), test_worker_db(&s.w), fail_one, &f), OK);
    Reply r = test_expect(&s.t, "GET", "/api/v1/media?state=failed", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"error_code\":\"media.disk_full\""));
    r = test_expect(&s.t, "POST", path_of(c, &f.media, "/retry"), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"state\":\"preparing\"") && test_holds(&r, "\"error_code\":null"));
    test_worker_run(&s.w, MANY, NULL);
    CHECK_INT(c, test_worker_get(&s.w, &f.media).state, MEDIA_READY);
    /* One whose bytes never came whole has nothing to be prepared from. */
    CHECK_INT(c, db_write(check_ctx(c), test_worker_db(&s.w), insert_only, &f), OK);
    CHECK_STR(c, test_worker_get(&s.w, &f.media).title, ".mp4");
    CHECK_INT(c, db_write(check_ctx(c), test_worker_db(&s.w), fail_one, &f), OK);
    test_expect(&s.t, "POST", path_of(c, &f.media, "/retry"), NULL, 409, "media.source_missing");
    close_stage(&s);
}

static const char *media_path(Stage *s, const Id *media, const char *name)
{
    Str path = {0};
    CHECK(s->w.c, media_address(check_ctx(s->w.c), s->key, &s->w.space.id, media, str_of(name), &path) == OK);
    CHECK(s->w.c, str_copy(check_ctx(s->w.c)->arena, path, &path) == OK);
    return path.at;
}

static void playlists(Check *c, TestDatabase *d)
{
    Stage s;
    open_stage(c, d, &s);
    Id film = test_worker_media(&s.w, MEDIA_VIDEO, NULL);
    s.t.who = (Principal){0}; /* who has the address needs no session */
    test_expect(&s.t, "GET", media_path(&s, &film, "master.m3u8"), NULL, 404, "http.missing");
    test_worker_run(&s.w, MANY, NULL);
    Reply r = test_expect(&s.t, "GET", media_path(&s, &film, "master.m3u8"), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "#EXT-X-STREAM-INF") && test_holds(&r, "\nv720.m3u8\n"));
    CHECK_STR(c, str_of(r.content_type), "application/vnd.apple.mpegurl");
    CHECK_STR(c, r.cache_control, "no-cache");
    r = test_expect(&s.t, "GET", media_path(&s, &film, "v240.m3u8"), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "#EXT-X-ENDLIST"));
    test_expect(&s.t, "GET", media_path(&s, &film, "v1080.m3u8"), NULL, 404, "http.missing");
    test_expect(&s.t, "GET", media_path(&s, &film, "v240.mp4"), NULL, 404, "http.missing");
    test_expect(&s.t, "GET", media_path(&s, &film, ".m3u8"), NULL, 404, "http.missing");
    const char *old = media_path(&s, &film, "v240.m3u8");
    check_clock_add(c, 2 * MEDIA_HOUR_MS);
    test_expect(&s.t, "GET", old, NULL, 404, "http.missing");
    test_expect(&s.t, "GET", media_path(&s, &film, "v240.m3u8"), NULL, 200, NULL);
    close_stage(&s);
}

static void play(Check *c, TestDatabase *d)
{
    Stage s;
    open_stage(c, d, &s);
    Id film = test_worker_media(&s.w, MEDIA_VIDEO, NULL);
    Reply r = test_expect(&s.t, "GET", path_of(c, &film, "/play"), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"complete\":false") && test_holds(&r, "\"tracks\":[]"));
    s.t.if_none_match = r.etag;
    test_expect(&s.t, "GET", path_of(c, &film, "/play"), NULL, 304, NULL);
    s.t.if_none_match = r.etag;
    test_worker_run(&s.w, MANY, NULL);
    r = test_expect(&s.t, "GET", path_of(c, &film, "/play"), NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"complete\":true") && test_holds(&r, "/v720.mp4\""));
    close_stage(&s);
}

#define ON_EACH_ENGINE(name, body)     \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }

ON_EACH_ENGINE(lists_are_searched_and_paged, lists)
ON_EACH_ENGINE(titles_and_deletion, edits)
ON_EACH_ENGINE(another_try, retries)
ON_EACH_ENGINE(playlists_by_token, playlists)
ON_EACH_ENGINE(the_index_by_etag, play)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"the library is listed, searched, filtered and paged", lists_are_searched_and_paged},
        {"a media is renamed, deleted and restored by its routes", titles_and_deletion},
        {"a media that failed is tried again, unless its bytes never came", another_try},
        {"a playlist is read with a token that is good now, and nothing else is", playlists_by_token},
        {"the index is polled by its ETag", the_index_by_etag},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
