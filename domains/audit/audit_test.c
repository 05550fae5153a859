/* The chain: published values, sealing by several processes, and every way to tamper. */
#include "base/fault.h"
#include "domains/audit/audit.h"
#include "domains/audit/audit_chain.h"
#include "domains/audit/test_tamper.h"
#include "tests/database.h"

#include <pthread.h>

#define ON_EACH_ENGINE(name)                   \
    static void name(Check *c)                 \
    {                                          \
        database_each_engine(c, name##_there); \
    }

static void hex_is(Check *c, Sha256 h, const char *expected)
{
    Str hex = STR("");
    CHECK(c, sha256_hex(check_ctx(c), &h, &hex) == OK);
    CHECK_STR(c, hex, expected);
}

static void chain_vectors(Check *c)
{
    Sha256 h = {0};
    h = audit_chain(&h, STR("{\"a\":\"login.ok\",\"id\":1,\"t\":\"2026-03-01T08:00:00Z\"}"));
    hex_is(c, h, "d9fa3acc0ee659a81019f62ee72c392b5cd93ee8bbad5a5a8cad1b31f5f4ef02");
    h = audit_chain(&h, STR("{\"a\":\"module.publish\",\"id\":2,\"t\":\"2026-03-01T08:01:00Z\"}"));
    hex_is(c, h, "a934a6ce4105be5dc13098d752c555df52142bd027573a672ac18e6e459f58e6");
}

static void merkle_vectors(Check *c)
{
    static const char *const roots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                        "022a6979e6dab7aa5ae4c3e5e45f7e977112a7e63593820dbec1ec738a24f93c",
                                        "b137985ff484fb600db93107c77b0365c80d78f5b429ded0fd97361d077999eb",
                                        "36642e73c2540ab121e3a6bf9545b0a24982cd830eb13d3cd19de3ce6c021ec1",
                                        "33376a3bd63e9993708a84ddfe6c28ae58b83505dd1fed711bd924ec5a6239f0",
                                        "fe14a5426fbd70c0fa73f52342afed0da0bd23c4838662ccf6b88a3070ead97b"};
    MerkleTree t = {0};
    for (size_t i = 0; i < 6; i++) {
        hex_is(c, merkle_root(&t), roots[i]);
        merkle_add(&t, (Str){&"abcde"[i], 1});
    }
}

static void canonical_golden(Check *c)
{
    AuditRecord r = {.row = {.id = {"01939c2e-0000-7000-8000-000000000001"},
                             .at_ms = INT64_C(1772352000123),
                             .times = 2,
                             .action = STR("person.changed"),
                             .person = {"01939c2e-0000-7000-8000-000000000002"},
                             .target_kind = STR("person"),
                             .target_id = STR("x\"y\\\n\x01é"),
                             .target_name = STR("Zoé"),
                             .address = STR("::1")},
                     .salt = STR("00"),
                     .number = 7};
    Str entry, bare;
    REQUIRE(c, audit_personal_hash(check_ctx(c), &r, &r.personal_hash) == OK);
    Sha256 expected = sha256(STR("00{\"ip\":\"::1\",\"n\":\"Zoé\"}"));
    hex_is(c, expected, r.personal_hash.at);
    r.personal_hash = STR("ab");
    REQUIRE(c, audit_canonical(check_ctx(c), &r, &entry) == OK);
    CHECK_STR(c, entry,
              "{\"a\":\"person.changed\",\"id\":7,\"k\":\"person\",\"p\":\"01939c2e-0000-7000-8000-000000000002\","
              "\"r\":\"x\\\"y\\\\\\n\\u0001é\",\"s\":\"ab\",\"t\":\"2026-03-01T08:00:00.123Z\","
              "\"u\":\"01939c2e-0000-7000-8000-000000000001\",\"x\":2}");
    AuditRecord least = {.row = {.id = r.row.id, .times = 1, .action = STR("space.changed")}, .number = 1};
    least.personal_hash = STR("cd");
    REQUIRE(c, audit_canonical(check_ctx(c), &least, &bare) == OK);
    CHECK_STR(c, bare,
              "{\"a\":\"space.changed\",\"id\":1,\"s\":\"cd\",\"t\":\"1970-01-01T00:00:00.000Z\","
              "\"u\":\"01939c2e-0000-7000-8000-000000000001\",\"x\":1}");
}

typedef struct {
    int from, to;
} Range;

static Rc append_range(Ctx *cx, Db *db, void *arg)
{
    const Range *range = arg;
    for (int i = range->from; i < range->to; i++) {
        Str name;
        TRY(str_format(cx->arena, &name, "Groupe n° %d", i));
        AuditEntry e = {.action = AUDIT_GROUP_CREATED, .by = {.person = id_new(cx), .address = STR("192.0.2.1")}};
        e.target_kind = STR("group");
        e.target_id = STR("g");
        e.target_name = name;
        TRY(audit_append(cx, db, &e));
    }
    return OK;
}

static Db *space_with(Check *c, TestDatabase *d, int rows)
{
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    if (db_write(check_ctx(c), db, append_range, &(Range){0, rows}) != OK)
        abort();
    return db;
}

static AuditVerdict verdict(Check *c, Db *db)
{
    AuditVerdict v = {.first_bad = -1};
    CHECK_INT(c, audit_verify(check_ctx(c), db, &v), OK);
    return v;
}

static void seal_there(Check *c, TestDatabase *d)
{
    Db *db = space_with(c, d, 450); /* more than two batches */
    int64_t sealed = 0;
    CHECK_INT(c, verdict(c, db).sealed, 0);
    CHECK_INT(c, audit_seal(check_ctx(c), db, &sealed), OK);
    CHECK_INT(c, sealed, 450);
    AuditVerdict first = verdict(c, db);
    CHECK_INT(c, first.rows, 450);
    CHECK_INT(c, first.sealed, 450);
    CHECK_INT(c, first.first_bad, 0);
    CHECK_INT(c, audit_seal(check_ctx(c), db, &sealed), OK);
    CHECK_INT(c, sealed, 0);
    REQUIRE(c, db_write(check_ctx(c), db, append_range, &(Range){450, 451}) == OK);
    CHECK_INT(c, verdict(c, db).first_bad, 0); /* not sealed yet is not wrong */
    CHECK_INT(c, audit_seal(check_ctx(c), db, &sealed), OK);
    AuditVerdict second = verdict(c, db);
    CHECK_INT(c, second.sealed, 451);
    CHECK_INT(c, second.first_bad, 0);
    CHECK(c, memcmp(&first.head, &second.head, SHA256_SIZE) != 0);
    CHECK(c, memcmp(&first.root, &second.root, SHA256_SIZE) != 0);
}
ON_EACH_ENGINE(seal)

static void append_rolls_back_there(Check *c, TestDatabase *d)
{
    Db *db = space_with(c, d, 1);
    fault_after(FAULT_STATEMENT, 2);
    CHECK_INT(c, db_write(check_ctx(c), db, append_range, &(Range){1, 5}), ERR_IO);
    fault_disarm();
    CHECK_INT(c, verdict(c, db).rows, 1);
}
ON_EACH_ENGINE(append_rolls_back)

enum { SEALERS = 4 };

typedef struct {
    StoreThread *session;
    Ctx cx;
    Id space;
    int64_t sealed;
    Rc rc;
} Sealer;

static void *seal_many(void *arg)
{
    Sealer *s = arg;
    Db *db = NULL;
    s->rc = store_space(&s->cx, s->session, &s->space, &db);
    for (int i = 0; s->rc == OK && i < 20; i++) {
        int64_t sealed = 0;
        s->rc = db_write(&s->cx, db, append_range, &(Range){i, i + 1});
        if (s->rc == OK)
            s->rc = audit_seal(&s->cx, db, &sealed);
        if (s->rc == ERR_BUSY) /* the others were faster ten times: the next flush will do it */
            s->rc = OK;
        s->sealed += sealed;
        arena_clear(s->cx.arena);
    }
    return NULL;
}

static void sealers_race_there(Check *c, TestDatabase *d)
{
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    Sealer sealers[SEALERS];
    pthread_t threads[SEALERS];
    int64_t left = 0, total = 0;
    for (int i = 0; i < SEALERS; i++) {
        sealers[i] = (Sealer){.session = database_thread(c, d), .cx = *check_ctx(c), .space = space};
        sealers[i].cx.arena = arena_new(8 << 20);
        sealers[i].cx.random = &random_system;
        REQUIRE(c, sealers[i].cx.arena);
    }
    for (int i = 0; i < SEALERS; i++)
        REQUIRE(c, pthread_create(&threads[i], NULL, seal_many, &sealers[i]) == 0);
    for (int i = 0; i < SEALERS; i++) {
        pthread_join(threads[i], NULL);
        arena_free(sealers[i].cx.arena);
        CHECK_INT(c, sealers[i].rc, OK);
        total += sealers[i].sealed;
    }
    CHECK_INT(c, audit_seal(check_ctx(c), db, &left), OK);
    AuditVerdict v = verdict(c, db);
    CHECK_INT(c, v.first_bad, 0);
    CHECK_INT(c, v.sealed, v.rows);
    CHECK_INT(c, total + left, v.sealed); /* no row was sealed twice */
}
ON_EACH_ENGINE(sealers_race)

/* Each way to tamper with ten sealed rows, and the first row that must be named. */
static void tampering_there(Check *c, TestDatabase *d)
{
    static const struct {
        const char *what;
        Tamper tamper;
        int64_t first_bad;
    } rows[] = {
        {"a changed action", TAMPER_ACTION, 4},
        {"a changed name", TAMPER_NAME, 4},
        {"a changed address with its hash", TAMPER_PERSONAL_HASH, 4},
        {"an erased address without the rest", TAMPER_HALF_ERASED, 4},
        {"a changed hash", TAMPER_HASH, 4},
        {"a deleted row", TAMPER_DELETE, 4},
        {"two rows swapped", TAMPER_SWAP, 4},
        {"an inserted row", TAMPER_INSERT, 11},
        {"a tail cut off", TAMPER_TRUNCATE, 9},
        {"everything cut off", TAMPER_TRUNCATE_ALL, 1},
        {"a changed head", TAMPER_HEAD, 10},
        {"a row erased as the law asks", TAMPER_ERASED, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Db *db = space_with(c, d, 10);
        int64_t sealed = 0;
        REQUIRE(c, audit_seal(check_ctx(c), db, &sealed) == OK && sealed == 10);
        REQUIRE(c, test_tamper(check_ctx(c), db, rows[i].tamper) == OK);
        if (!CHECK_INT(c, verdict(c, db).first_bad, rows[i].first_bad))
            check_say(c, "%s", rows[i].what);
    }
}
ON_EACH_ENGINE(tampering)

static void long_texts_there(Check *c, TestDatabase *d)
{
    static char text[AUDIT_DETAIL_MAX + 3];
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    AuditPage page;
    AuditSearch all = {.to_ms = INT64_MAX, .after_ms = -1, .limit = 10};
    int64_t sealed;
    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "\xC3\xA9", 2);
    AuditEntry e = {.action = AUDIT_PERSON_CHANGED, .detail = {text, AUDIT_DETAIL_MAX}};
    REQUIRE(c, audit_append(check_ctx(c), db, &e) == OK);
    e.detail.n += 2;
    e.target_id = (Str){text, AUDIT_TARGET_MAX + 2};
    check_clock_add(c, 1);
    e.target_name = (Str){text, AUDIT_NAME_MAX + 2};
    REQUIRE(c, audit_append(check_ctx(c), db, &e) == OK);
    REQUIRE(c, audit_seal(check_ctx(c), db, &sealed) == OK);
    REQUIRE(c, audit_list(check_ctx(c), db, &all, &page) == OK && page.n == 2);
    for (size_t i = 0; i < 2; i++)
        CHECK_INT(c, (int64_t)page.at[i].detail.n, AUDIT_DETAIL_MAX);
    CHECK_INT(c, (int64_t)page.at[0].target_name.n, AUDIT_NAME_MAX);
    CHECK_INT(c, (int64_t)page.at[0].target_id.n, AUDIT_TARGET_MAX);
    CHECK(c, utf8_valid(page.at[0].target_name) && page.at[1].target_name.at == NULL);
    CHECK_INT(c, verdict(c, db).first_bad, 0);
}
ON_EACH_ENGINE(long_texts)

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"the chain gives the published hashes", chain_vectors},
        {"the Merkle tree gives the published roots", merkle_vectors},
        {"an entry has one canonical form", canonical_golden},
        {"sealing takes every row once and goes on from its head", seal},
        {"an entry goes when its act is rolled back", append_rolls_back},
        {"four sealers at once make one chain", sealers_race},
        {"verifying names the first row that was tampered with", tampering},
        {"texts are cut between characters at their limit", long_texts},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
