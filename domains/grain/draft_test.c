/* Drafts and versions of grains: saving, identities, media, deletion, lists, freezing; on both databases. */
#include "domains/grain/test_grain.h"

#include "base/fault.h"
#include "domains/media/library.h"

#include <stdio.h>
#include <string.h>

static void refused(Check *c, Rc rc, Rc expected, const char *code, const char *field)
{
    CHECK_INT(c, rc, expected);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), code);
    CHECK_STR(c, check_ctx(c)->problem.field, field);
}

static void saving(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    TestMedia media = test_media_of_each_kind(c, db);
    GrainDocument doc;
    Grain g = test_grain(c, db, &media, "Extincteurs"), got = {0};
    test_document(cx, &media, &doc);
    CHECK_INT(c, g.version, 1);
    CHECK(c, g.target_count == 1 && g.quiz_count == 1 && g.content_count == 3 && g.chapter_count == 2);
    check_clock_add(c, 5000);
    CHECK(c, grain_save(cx, db, &g.id, 1, &doc, &got) == OK); /* the same: no version, no new time */
    CHECK(c, got.version == 1 && got.edited_ms == g.edited_ms);
    doc.title = STR("Extincteurs à eau");
    doc.chapters.n = 1;
    CHECK(c, grain_save(cx, db, &g.id, 1, &doc, &got) == OK);
    CHECK(c, got.version == 2 && got.edited_ms == g.edited_ms + 5000 && got.chapter_count == 1);
    CHECK(c, grain_save(cx, db, &g.id, 1, &doc, &got) == OK && got.version == 2); /* the answer was lost: sent again */
    doc.pass_percent = 50;
    refused(c, grain_save(cx, db, &g.id, 1, &doc, &got), ERR_STALE, "http.stale", "");
    CHECK_INT(c, cx->problem.current_version, 2);
    CHECK(c, grain_get(cx, db, &g.id, &got) == OK);
    CHECK_STR(c, got.title, "Extincteurs à eau");
    CHECK(c, str_starts(got.document, STR("{\"auto_pause\":false,\"chapters\":[{\"id\":"))); /* RFC 8785 */
    Id none = id_new(cx);
    refused(c, grain_save(cx, db, &none, 1, &doc, &got), ERR_MISSING, "http.missing", "");
    refused(c, grain_get(cx, db, &none, &got), ERR_MISSING, "http.missing", "");
}

static void identities(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    TestMedia media = test_media_of_each_kind(c, db);
    GrainDocument doc;
    Grain g = test_grain(c, db, &media, "Un"), got = {0}, copy = {0};
    test_document(cx, &media, &doc);
    GrainChapter chapters[] = {doc.chapters.at[0], {test_id(12), 6000, STR("Cible d’avant")}};
    doc.targets.n = 0;
    doc.chapters.at = chapters;
    doc.chapters.n = 1;
    CHECK(c, grain_save(cx, db, &g.id, 1, &doc, &got) == OK); /* the target is gone */
    doc.chapters.n = 2;
    refused(c, grain_save(cx, db, &g.id, 2, &doc, &got), ERR_REFUSED, "grain.id_changed_kind", "chapters[1].id");
    doc.chapters.n = 1;
    doc.targets.n = 1;
    CHECK(c, grain_save(cx, db, &g.id, 2, &doc, &got) == OK); /* undo: back under its own name */
    doc.contents.at[1].kind = GRAIN_TEXT;
    doc.contents.at[1].text = (GrainText){STR("t"), STR("b")};
    refused(c, grain_save(cx, db, &g.id, 3, &doc, &got), ERR_REFUSED, "grain.id_changed_kind", "contents[1].id");
    CHECK(c, grain_duplicate(cx, db, &test_author, &g.id, &copy) == OK);
    CHECK(c, !id_equal(&copy.id, &g.id) && copy.version == 1 && copy.target_count == 1);
    CHECK_STR(c, copy.title, "Extincteurs (2)");
    CHECK(c, memmem(copy.document.at, copy.document.n, "-00000000000c", 13) != NULL); /* test_id(12) */
    refused(c, grain_save(cx, db, &copy.id, 1, &doc, &got), ERR_REFUSED, "grain.id_changed_kind", "contents[1].id");
    CHECK(c, grain_create(cx, db, &test_author, &doc, &got) == OK); /* another grain has its own */
}

static void titles(Check *c, TestDatabase *d)
{
    static char longest[GRAIN_TITLE_MAX * 2 + 1];
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    for (int i = 0; i < GRAIN_TITLE_MAX; i++)
        snprintf(longest + 2 * i, 3, "é");
    const struct {
        const char *title, *copy;
    } rows[] = {{"Feu", "Feu (2)"},      {"Feu (2)", "Feu (3)"},     {"Feu (x)", "Feu (x) (2)"},
                {"(9)", "(9) (2)"},      {"Feu (0)", "Feu (0) (2)"}, {"Feu (2147483647)", "Feu (2147483647) (2)"},
                {"Feu ()", "Feu () (2)"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        TestMedia media = test_media_of_each_kind(c, db);
        Grain g = test_grain(c, db, &media, rows[i].title), copy = {0};
        CHECK(c, grain_duplicate(cx, db, &test_author, &g.id, &copy) == OK);
        CHECK_STR(c, copy.title, rows[i].copy);
    }
    TestMedia media = test_media_of_each_kind(c, db);
    Grain g = test_grain(c, db, &media, longest), copy = {0};
    CHECK(c, grain_duplicate(cx, db, &test_author, &g.id, &copy) == OK);
    CHECK(c, utf8_valid(copy.title) && utf8_length(copy.title) <= GRAIN_TITLE_MAX && str_starts(copy.title, STR("éé")));
}

static void texts(Ctx *cx, GrainDocument *d, size_t n)
{
    *d = (GrainDocument){.schema = 1, .title = STR("Textes"), .language = STR("fr")};
    d->contents.at = arena_array(cx->arena, n + 1, sizeof *d->contents.at);
    d->contents.n = n;
    for (size_t i = 0; i < n; i++)
        d->contents.at[i] = (GrainContent){.kind = GRAIN_TEXT, .id = id_new(cx), .text = {STR("t"), STR("b")}};
}

static void identities_ever(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    GrainDocument doc;
    Grain g;
    texts(cx, &doc, GRAIN_ELEMENTS_MAX);
    REQUIRE(c, grain_create(cx, db, &test_author, &doc, &g) == OK);
    for (int i = 1; i < GRAIN_IDENTITIES_MAX / GRAIN_ELEMENTS_MAX; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        texts(cx, &doc, GRAIN_ELEMENTS_MAX);
        Id id = g.id;
        int64_t version = g.version;
        REQUIRE(c, grain_save(cx, db, &id, version, &doc, &g) == OK);
        arena_rewind(cx->arena, mark);
    }
    CHECK_INT(c, g.version, GRAIN_IDENTITIES_MAX / GRAIN_ELEMENTS_MAX);
    Id id = g.id;
    texts(cx, &doc, 1);
    refused(c, grain_save(cx, db, &id, g.version, &doc, &g), ERR_REFUSED, "grain.too_many_identities", "");
    texts(cx, &doc, 0);
    CHECK(c, grain_save(cx, db, &id, g.version, &doc, &g) == OK);
}

static void media_of_places(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), elsewhere = database_space(c, d);
    Db *db = database_open(c, d, &elsewhere);
    TestMedia foreign = test_media_of_each_kind(c, db);
    db = database_open(c, d, &space);
    TestMedia media = test_media_of_each_kind(c, db), wrong = media;
    GrainDocument doc;
    Grain g = {0};
    wrong.film = media.image;
    test_document(cx, &wrong, &doc);
    refused(c, grain_create(cx, db, &test_author, &doc, &g), ERR_REFUSED, "grain.unknown_media", "media_id");
    wrong = media;
    wrong.image = media.slides;
    test_document(cx, &wrong, &doc);
    refused(c, grain_create(cx, db, &test_author, &doc, &g), ERR_REFUSED, "grain.unknown_media",
            "contents[0].media_id");
    test_document(cx, &foreign, &doc);
    refused(c, grain_create(cx, db, &test_author, &doc, &g), ERR_REFUSED, "grain.unknown_media", "media_id");
    CHECK_INT(c, (int64_t)cx->problem.item_count, 3);
    g = test_grain(c, db, &media, "Entier");
    doc.title = STR("Autre");
    Id id = g.id;
    refused(c, grain_save(cx, db, &id, 1, &doc, &g), ERR_REFUSED, "grain.unknown_media", "media_id");
    CHECK(c, grain_get(cx, db, &id, &g) == OK && g.version == 1);
}

typedef struct {
    Id user;
    const Id *grains;
    size_t n, at;
} Use;

static Rc use(Ctx *cx, Db *db, void *arg)
{
    Use *u = arg;
    return grain_use(cx, db, &u->user, u->grains, u->n, &u->at);
}

static void deletion(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    TestMedia media = test_media_of_each_kind(c, db);
    Grain a = test_grain(c, db, &media, "A"), b = test_grain(c, db, &media, "B"), got = {0};
    Id both[] = {a.id, b.id};
    Use u = {.user = id_new(cx), .grains = both, .n = 2};
    CHECK(c, db_write(cx, db, use, &u) == OK);
    refused(c, grain_delete(cx, db, &test_author, &a.id), ERR_CONFLICT, "grain.in_use", "");
    u.grains = &both[1];
    u.n = 1;
    CHECK(c, db_write(cx, db, use, &u) == OK); /* `a` is let go */
    CHECK(c, grain_delete(cx, db, &test_author, &a.id) == OK);
    refused(c, grain_delete(cx, db, &test_author, &a.id), ERR_MISSING, "http.missing", "");
    refused(c, grain_get(cx, db, &a.id, &got), ERR_MISSING, "http.missing", "");
    refused(c, grain_duplicate(cx, db, &test_author, &a.id, &got), ERR_MISSING, "http.missing", "");
    u.grains = both;
    u.n = 2;
    u.at = 9;
    CHECK(c, db_write(cx, db, use, &u) == ERR_MISSING && u.at == 0);
    refused(c, grain_delete(cx, db, &test_author, &b.id), ERR_CONFLICT, "grain.in_use", ""); /* nothing half-done */
    CHECK(c, grain_restore(cx, db, &test_author, &a.id, &got) == OK);
    CHECK_STR(c, got.title, "A");
    refused(c, grain_restore(cx, db, &test_author, &a.id, &got), ERR_MISSING, "http.missing", "");
    CHECK(c, db_write(cx, db, use, &u) == OK);
}

static void walk(Check *c, Db *db, GrainQuery query, const char *expected)
{
    Buf seen;
    GrainPage page = {.more = true};
    buf_init(&seen, check_ctx(c)->arena, 1000);
    query.from_start = true;
    query.limit = 2;
    while (page.more) {
        REQUIRE(c, grain_list(check_ctx(c), db, &query, &page) == OK);
        for (size_t i = 0; i < page.n; i++)
            buf_format(&seen, "%s%.*s", seen.n ? "," : "", STR_ARG(page.at[i].title));
        if (page.n) {
            query.after_ms = page.at[page.n - 1].edited_ms;
            query.after_id = page.at[page.n - 1].id;
        }
        query.from_start = false;
    }
    CHECK_STR(c, buf_str(&seen), expected);
}

static void lists(Check *c, TestDatabase *d)
{
    static const char *const titles[] = {"Été", "alpha", "Zoé", "100 %", "etage_2"};
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    TestMedia media = test_media_of_each_kind(c, db), other = test_media_of_each_kind(c, db);
    Grain g[5], got;
    for (int i = 0; i < 5; i++) {
        g[i] = test_grain(c, db, i == 2 ? &other : &media, titles[i]);
        check_clock_add(c, 1000);
    }
    GrainDocument doc;
    Actor someone = {.person = id_new(cx)};
    test_document(cx, &media, &doc);
    CHECK(c, grain_create(cx, db, &someone, &doc, &got) == OK);
    CHECK(c, grain_delete(cx, db, &test_author, &g[3].id) == OK);
    walk(c, db, (GrainQuery){0}, "Extincteurs,etage_2,Zoé,alpha,Été");
    walk(c, db, (GrainQuery){.owner = test_author.person}, "etage_2,Zoé,alpha,Été");
    walk(c, db, (GrainQuery){.owner = id_new(cx)}, "");
    walk(c, db, (GrainQuery){.media = other.film}, "Zoé");
    walk(c, db, (GrainQuery){.search = STR("ÉT")}, "etage_2,Été");
    walk(c, db, (GrainQuery){.search = STR("_")}, "etage_2"); /* a wildcard is a character */
    walk(c, db, (GrainQuery){.search = STR("t"), .owner = someone.person, .media = media.film}, "Extincteurs");
    check_clock_add(c, 1000);
    doc.title = STR("alpha");
    doc.auto_pause = true;
    CHECK(c, grain_save(cx, db, &g[1].id, 1, &doc, &got) == OK);
    walk(c, db, (GrainQuery){0}, "alpha,Extincteurs,etage_2,Zoé,Été");
}

typedef struct {
    Id grain, version;
} Freeze;

static Rc freeze(Ctx *cx, Db *db, void *arg)
{
    Freeze *f = arg;
    return grain_freeze(cx, db, &f->grain, &f->version);
}

static void versions(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    TestMedia media = test_media_of_each_kind(c, db);
    Grain g = test_grain(c, db, &media, "Extincteurs"), got;
    GrainDocument doc;
    GrainVersion v;
    Freeze f = {.grain = g.id};
    CHECK(c, db_write(cx, db, freeze, &f) == OK);
    Id first = f.version;
    CHECK(c, db_write(cx, db, freeze, &f) == OK && id_equal(&f.version, &first));
    test_document(cx, &media, &doc);
    doc.auto_pause = true;
    CHECK(c, grain_save(cx, db, &g.id, 1, &doc, &got) == OK);
    CHECK(c, db_write(cx, db, freeze, &f) == OK && !id_equal(&f.version, &first));
    CHECK(c, grain_version_get(cx, db, &f.version, &v) == OK);
    CHECK(c, v.number == 2 && v.hash.n == 64 && id_equal(&v.media, &media.film) && id_equal(&v.grain, &g.id));
    CHECK(c, grain_version_get(cx, db, &first, &v) == OK && v.number == 1);
    CHECK(c, str_equal(v.document, g.document)); /* what was frozen stays */
    doc.auto_pause = false;
    CHECK(c, grain_save(cx, db, &g.id, 2, &doc, &got) == OK);
    CHECK(c, db_write(cx, db, freeze, &f) == OK && id_equal(&f.version, &first)); /* as before: the version of then */
    doc.has_media_id = false;
    CHECK(c, grain_save(cx, db, &g.id, 3, &doc, &got) == OK);
    refused(c, db_write(cx, db, freeze, &f), ERR_REFUSED, "grain.no_film", "media_id");
    f.grain = id_new(cx);
    refused(c, db_write(cx, db, freeze, &f), ERR_MISSING, "http.missing", "");
    refused(c, grain_version_get(cx, db, &f.grain, &v), ERR_MISSING, "http.missing", "");
}

static Rc receive(Ctx *cx, Db *db, void *arg)
{
    return media_received(cx, db, arg, STR("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"));
}

/* Bytes that are not the same are not the same content, whatever the document says. */
static void bytes(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    MediaPlace place = {database_platform(c, d), db, space, test_author};
    TestMedia media = test_media_of_each_kind(c, db);
    Grain g = test_grain(c, db, &media, "Extincteurs"), got;
    GrainDocument doc;
    Freeze f = {.grain = g.id};
    Media back;
    REQUIRE(c, db_write(cx, db, freeze, &f) == OK);
    Id before = f.version;
    REQUIRE(c, db_write(cx, db, receive, &media.image) == OK);
    CHECK(c, db_write(cx, db, freeze, &f) == OK && !id_equal(&f.version, &before));
    TestMedia spare = test_media_of_each_kind(c, db);
    REQUIRE(c, library_delete(cx, &place, &spare.slides) == OK);
    test_document(cx, &spare, &doc);
    refused(c, grain_save(cx, db, &g.id, 1, &doc, &got), ERR_REFUSED, "grain.unknown_media", "contents[1].media_id");
    REQUIRE(c, library_restore(cx, &place, &spare.slides, &back) == OK);
    CHECK(c, grain_save(cx, db, &g.id, 1, &doc, &got) == OK);
}

/* Frozen versions need theirs for ever; a draft needs what it names now. */
static void held(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    MediaPlace place = {database_platform(c, d), db, space, test_author};
    TestMedia first = test_media_of_each_kind(c, db), second = test_media_of_each_kind(c, db);
    Grain g = test_grain(c, db, &first, "Extincteurs"), got;
    GrainDocument doc;
    Media back;
    refused(c, library_delete(cx, &place, &first.film), ERR_CONFLICT, "media.in_use", NULL);
    test_document(cx, &second, &doc);
    REQUIRE(c, grain_save(cx, db, &g.id, 1, &doc, &got) == OK);
    CHECK(c, library_delete(cx, &place, &first.film) == OK);
    refused(c, library_delete(cx, &place, &second.slides), ERR_CONFLICT, "media.in_use", NULL);
    REQUIRE(c, grain_delete(cx, db, &test_author, &g.id) == OK);
    CHECK(c, library_delete(cx, &place, &second.film) == OK);
    REQUIRE(c, grain_restore(cx, db, &test_author, &g.id, &got) == OK); /* comes back, though its film is gone */
    REQUIRE(c, library_restore(cx, &place, &second.film, &back) == OK);
    Freeze f = {.grain = g.id};
    REQUIRE(c, db_write(cx, db, freeze, &f) == OK);
    REQUIRE(c, grain_delete(cx, db, &test_author, &g.id) == OK);
    refused(c, library_delete(cx, &place, &second.film), ERR_CONFLICT, "media.in_use", NULL);
}

typedef struct {
    Id grain;
    TestMedia media;
} Edit;

static Rc edit(Ctx *cx, Db *db, size_t i, void *arg)
{
    const Edit *e = arg;
    GrainDocument doc;
    Grain got;
    test_document(cx, &e->media, &doc);
    doc.pass_percent = (int64_t)i;
    return grain_save(cx, db, &e->grain, 1, &doc, &got);
}

static size_t count(const Rc *rc, size_t n, Rc wanted)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++)
        found += rc[i] == wanted;
    return found;
}

static void editors(Check *c, TestDatabase *d)
{
    enum { EDITORS = 4 };
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    Edit e = {.media = test_media_of_each_kind(c, db)};
    Grain g = test_grain(c, db, &e.media, "A");
    Rc rc[EDITORS];
    e.grain = g.id;
    test_at_once(c, d, &space, EDITORS, edit, &e, rc);
    CHECK_INT(c, (int64_t)count(rc, EDITORS, OK), 1);
    CHECK_INT(c, (int64_t)count(rc, EDITORS, ERR_STALE), EDITORS - 1);
    CHECK(c, grain_get(check_ctx(c), db, &g.id, &g) == OK && g.version == 2);
}

static Rc use_or_delete(Ctx *cx, Db *db, size_t i, void *arg)
{
    Id *grain = arg;
    Use u = {.user = id_new(cx), .grains = grain, .n = 1};
    return i == 0 ? grain_delete(cx, db, &test_author, grain) : db_write(cx, db, use, &u);
}

static void use_against_deletion(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    TestMedia media = test_media_of_each_kind(c, db);
    for (int i = 0; i < 6; i++) {
        Grain g = test_grain(c, db, &media, "A"), got;
        Rc rc[2];
        test_at_once(c, d, &space, 2, use_or_delete, &g.id, rc);
        bool deleted = rc[0] == OK && rc[1] == ERR_MISSING, used = rc[0] == ERR_CONFLICT && rc[1] == OK;
        if (!CHECK(c, deleted || used))
            check_say(c, "deletion %d, use %d", rc[0], rc[1]);
        CHECK_INT(c, grain_get(cx, db, &g.id, &got), deleted ? ERR_MISSING : OK);
    }
}

static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    TestMedia media = test_media_of_each_kind(c, db);
    Grain g = test_grain(c, db, &media, "A");
    bool reached = true;
    for (long n = 0; n < 3000 && reached; n++) {
        ArenaMark mark = arena_mark(cx->arena);
        GrainDocument doc;
        Grain got;
        Str before, after;
        test_document(cx, &media, &doc);
        doc.targets.n = 0;
        doc.contents.at[2].id = id_new(cx); /* one to remember */
        CHECK(c, store_digest(cx, db, &before) == OK);
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        Rc rc = grain_save(cx, db, &g.id, g.version, &doc, &got);
        reached = fault_disarm();
        CHECK(c, rc == OK || (reached && (rc == ERR_IO || rc == ERR_NOMEM)));
        CHECK(c, store_digest(cx, db, &after) == OK);
        CHECK(c, rc == OK || str_equal(before, after)); /* nothing half-done */
        g.version += rc == OK;
        arena_rewind(cx->arena, mark);
    }
    CHECK(c, !reached);
}

#define EACH(name, body)               \
    static void name(Check *c)         \
    {                                  \
        database_each_engine(c, body); \
    }
EACH(saving_each, saving)
EACH(identities_each, identities)
EACH(titles_each, titles)
EACH(identities_ever_each, identities_ever)
EACH(media_each, media_of_places)
EACH(deletion_each, deletion)
EACH(lists_each, lists)
EACH(versions_each, versions)
EACH(bytes_each, bytes)
EACH(held_each, held)
EACH(editors_each, editors)
EACH(use_each, use_against_deletion)
EACH(faults_each, faults)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"what is saved again is no new version, and an older version is refused with the current one", saving_each},
        {"an identity keeps its kind when its element is long gone", identities_each},
        {"a copy gets the next number in its title", titles_each},
        {"twenty thousand identities are remembered and one more is refused", identities_ever_each},
        {"a film, an image and a document stand only where their kind belongs", media_each},
        {"a grain in use is not deleted, and a deleted one is not used", deletion_each},
        {"lists are filtered and paged, last edited first", lists_each},
        {"the same content is the same version, and a version never changes", versions_each},
        {"a version covers the bytes of its media, and needs them all", bytes_each},
        {"a media that a draft or a version needs is not deleted", held_each},
        {"of four who save from one version at once one does", editors_each},
        {"of deletion and use at once one wins", use_each},
        {"every failure of the machine leaves nothing half done", faults_each},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
