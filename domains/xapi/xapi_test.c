/* The record store: once each, in order, whole or not at all, on both engines and from several sessions. */
#include "domains/xapi/xapi.h"

#include "base/fault.h"
#include "tests/database.h"

#include <pthread.h>

static const XapiSource source = {.authority = {"{\"openid\":\"https://e.org\"}", 26}};
static const Id registration = {"0190a0b0-0000-7000-8000-0000000000aa"};

static XapiStatement made(Check *c, Ctx *cx, int number, const char *response)
{
    XapiStatement s = {0};
    Str json;
    CHECK(c,
          str_format(cx->arena, &json,
                     "{\"id\":\"0190a0b0-0000-7000-8000-%012d\",\"actor\":{\"mbox\":\"mailto:a@b.c\"},"
                     "\"verb\":{\"id\":\"https://e.org/v\"},\"object\":{\"id\":\"https://e.org/o\"},"
                     "\"timestamp\":\"2026-01-01T00:00:00Z\",\"result\":{\"response\":\"%s\"},"
                     "\"context\":{\"registration\":\"%s\"}}",
                     number, response, number % 2 ? registration.text : "0190a0b0-0000-7000-8000-0000000000bb") == OK);
    CHECK(c, xapi_statement_read(cx, &source, json, &s) == OK);
    return s;
}

static Rc ingest(Ctx *cx, Db *db, const XapiStatement *at, size_t n, XapiOutcome *ret)
{
    return xapi_ingest_batch(cx, db, &(XapiBatch){.at = at, .n = n}, ret);
}

static size_t count(Check *c, Db *db)
{
    static XapiRecord records[400];
    size_t n = 0;
    CHECK(c, xapi_after(check_ctx(c), db, &(Id){0}, 0, 400, records, &n) == OK);
    return n;
}

static void once(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    XapiStatement s[4] = {made(c, cx, 1, "a"), made(c, cx, 2, "a"), made(c, cx, 1, "a"), made(c, cx, 2, "b")};
    XapiOutcome out[4];
    CHECK(c, ingest(cx, db, s, 4, out) == OK);
    CHECK(c, out[0] == XAPI_STORED && out[1] == XAPI_STORED && out[2] == XAPI_REPEATED && out[3] == XAPI_DIFFERENT);
    CHECK(c, ingest(cx, db, s, 4, out) == OK);
    CHECK(c, out[0] == XAPI_REPEATED && out[1] == XAPI_REPEATED && out[3] == XAPI_DIFFERENT);
    CHECK_INT(c, (int64_t)count(c, db), 2);
    CHECK(c, ingest(cx, db, s, 0, out) == OK);
}

static void together(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    XapiStatement s[3] = {made(c, cx, 1, "a"), made(c, cx, 2, "a"), made(c, cx, 1, "b")};
    XapiOutcome out[3];
    XapiBatch batch = {.at = s, .n = 3, .all_or_none = true};
    CHECK(c, xapi_ingest_batch(cx, db, &batch, out) == ERR_INVALID);
    CHECK(c, strcmp(cx->problem.code, "xapi.repeated") == 0);
    CHECK(c, ingest(cx, db, s, 1, out) == OK);
    batch.at = &s[1];
    batch.n = 2;
    CHECK(c, xapi_ingest_batch(cx, db, &batch, out) == ERR_CONFLICT);
    CHECK(c, strcmp(cx->problem.code, "xapi.conflict") == 0);
    CHECK_INT(c, (int64_t)count(c, db), 1); /* nothing of the batch */
    batch.n = XAPI_BATCH_MAX + 1;
    batch.all_or_none = false;
    CHECK(c, xapi_ingest_batch(cx, db, &batch, out) == ERR_LIMIT);
}

static void in_order(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    XapiOutcome out[2];
    XapiRecord records[8];
    size_t n;
    Str whole;
    check_clock(c, (int64_t)CHECK_NOW_S * 1000);
    for (int i = 1; i <= 5; i += 2) {
        XapiStatement s[2] = {made(c, cx, i, "a"), made(c, cx, i + 1, "a")};
        CHECK(c, ingest(cx, db, s, 2, out) == OK);
        check_clock_add(c, -5000); /* the clock of the machine was set back */
    }
    REQUIRE(c, xapi_after(cx, db, &(Id){0}, 0, 8, records, &n) == OK);
    CHECK_INT(c, (int64_t)n, 6);
    for (size_t i = 1; i < n; i++)
        CHECK(c, records[i].position > records[i - 1].position && records[i].stored_ms >= records[i - 1].stored_ms);
    CHECK(c, xapi_document(cx, &records[0], &whole) == OK);
    static const char end[] = ",\"stored\":\"2026-01-01T00:00:00.000Z\"}";
    CHECK(c, memmem(whole.at, whole.n, end, sizeof end - 1) != NULL);
    int64_t second = records[1].position;
    CHECK(c, xapi_after(cx, db, &(Id){0}, second, 3, records, &n) == OK);
    CHECK(c, n == 3 && records[0].position > second);
    CHECK(c, xapi_after(cx, db, &registration, 0, 8, records, &n) == OK);
    CHECK_INT(c, (int64_t)n, 3);
    CHECK(c, n == 3 && id_equal(&records[2].registration, &registration));
    CHECK_STR(c, records[2].verb, "https://e.org/v");
    CHECK_STR(c, records[2].activity, "https://e.org/o");
}

static Rc write_and_refuse(Ctx *cx, Db *space, const XapiBatch *batch, const XapiOutcome *outcomes, int64_t stored_ms)
{
    const Rc *answer = batch->arg;
    (void)cx, (void)space;
    return outcomes[0] == XAPI_STORED && stored_ms > 0 ? *answer : ERR_BUG;
}

static void inside(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    XapiStatement s = made(c, cx, 1, "a");
    XapiOutcome out;
    XapiBatch batch = {.at = &s, .n = 1, .inside = write_and_refuse, .arg = &(Rc){ERR_REFUSED}};
    CHECK(c, xapi_ingest_batch(cx, db, &batch, &out) == ERR_REFUSED);
    CHECK_INT(c, (int64_t)count(c, db), 0);
    batch.arg = &(Rc){OK};
    CHECK(c, xapi_ingest_batch(cx, db, &batch, &out) == OK);
    CHECK_INT(c, (int64_t)count(c, db), 1);
}

enum { RACERS = 4, ROUNDS = 20, EACH = 5 };
typedef struct {
    StoreThread *stores;
    Id space;
    Check *c;
    Ctx cx;
    int64_t stored, repeated, different, failed;
    bool same; /* all send the same identities, and the odd ones another text */
    int number;
} Racer;

static void *send_all(void *arg)
{
    Racer *r = arg;
    Db *db;
    if (store_space(&r->cx, r->stores, &r->space, &db) != OK) {
        r->failed++;
        return NULL;
    }
    for (int round = 0; round < ROUNDS; round++) {
        XapiStatement s[EACH];
        XapiOutcome out[EACH];
        for (int i = 0; i < EACH; i++)
            s[i] = made(r->c, &r->cx, (r->same ? 0 : r->number * ROUNDS * EACH) + round * EACH + i,
                        r->same && r->number % 2 ? "b" : "a");
        r->failed += ingest(&r->cx, db, s, EACH, out) != OK;
        for (int i = 0; i < EACH; i++) {
            r->stored += out[i] == XAPI_STORED;
            r->repeated += out[i] == XAPI_REPEATED;
            r->different += out[i] == XAPI_DIFFERENT;
        }
    }
    return NULL;
}

static void race(Check *c, TestDatabase *d, bool same, Racer *ret_sum, Db **ret_db)
{
    Racer racers[RACERS];
    pthread_t threads[RACERS];
    Id space = database_space(c, d);
    *ret_sum = (Racer){0};
    *ret_db = database_open(c, d, &space);
    for (int i = 0; i < RACERS; i++) {
        racers[i] = (Racer){.stores = database_thread(c, d), .space = space, .c = c, .same = same, .number = i};
        racers[i].cx = (Ctx){.arena = arena_new(32 << 20), .clock = &clock_system, .random = &random_system};
        REQUIRE(c, pthread_create(&threads[i], NULL, send_all, &racers[i]) == 0);
    }
    for (int i = 0; i < RACERS; i++) {
        pthread_join(threads[i], NULL);
        ret_sum->stored += racers[i].stored;
        ret_sum->repeated += racers[i].repeated;
        ret_sum->different += racers[i].different;
        ret_sum->failed += racers[i].failed;
        arena_free(racers[i].cx.arena);
    }
}

static void same_at_once(Check *c, TestDatabase *d)
{
    Racer sum;
    Db *db;
    race(c, d, true, &sum, &db);
    CHECK_INT(c, sum.failed, 0);
    CHECK_INT(c, sum.stored, ROUNDS * EACH);
    CHECK_INT(c, sum.stored + sum.repeated + sum.different, RACERS * ROUNDS * EACH);
    CHECK_INT(c, sum.different, 2 * ROUNDS * EACH); /* two of four sent another text, or the other two did */
    CHECK_INT(c, (int64_t)count(c, db), ROUNDS * EACH);
}

static void others_at_once(Check *c, TestDatabase *d)
{
    Racer sum;
    Db *db;
    race(c, d, false, &sum, &db);
    CHECK_INT(c, sum.failed, 0);
    CHECK_INT(c, sum.stored, RACERS * ROUNDS * EACH);
    CHECK_INT(c, (int64_t)count(c, db), RACERS * ROUNDS * EACH);
}

static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    XapiStatement s[2] = {made(c, cx, 1, "a"), made(c, cx, 2, "a")};
    Rc rc = ERR_BUG;
    for (long n = 0; n < 500 && rc != OK; n++) {
        XapiOutcome out[2];
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        rc = ingest(cx, db, s, 2, out);
        fault_disarm();
        CHECK(c, rc == OK || rc == ERR_NOMEM || rc == ERR_IO);
        CHECK_INT(c, (int64_t)count(c, db), rc == OK ? 2 : 0);
    }
    CHECK(c, rc == OK);
}

static void frozen(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    Str origin;
    CHECK(c, xapi_origin(cx, db, STR("https://first.example"), &origin) == OK);
    CHECK_STR(c, origin, "https://first.example");
    CHECK(c, xapi_origin(cx, db, STR("https://second.example"), &origin) == OK);
    CHECK_STR(c, origin, "https://first.example");
}

static void a_statement_is_stored_once_and_never_changes(Check *c)
{
    database_each_engine(c, once);
}

static void a_batch_that_stands_as_one_falls_as_one(Check *c)
{
    database_each_engine(c, together);
}

static void positions_and_times_of_storing_rise_whatever_the_clock_does(Check *c)
{
    database_each_engine(c, in_order);
}

static void what_is_done_inside_stands_and_falls_with_the_batch(Check *c)
{
    database_each_engine(c, inside);
}

static void of_four_who_send_the_same_at_once_one_stores_it(Check *c)
{
    database_each_engine(c, same_at_once);
}

static void four_who_send_at_once_all_succeed(Check *c)
{
    database_each_engine(c, others_at_once);
}

static void every_failure_stores_nothing(Check *c)
{
    database_each_engine(c, faults);
}

static void identities_keep_the_origin_they_were_born_with(Check *c)
{
    database_each_engine(c, frozen);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a statement is stored once and never changes", a_statement_is_stored_once_and_never_changes},
        {"a batch that stands as one falls as one", a_batch_that_stands_as_one_falls_as_one},
        {"positions and times of storing rise whatever the clock does",
         positions_and_times_of_storing_rise_whatever_the_clock_does},
        {"what is done inside stands and falls with the batch", what_is_done_inside_stands_and_falls_with_the_batch},
        {"of four who send the same at once one stores it", of_four_who_send_the_same_at_once_one_stores_it},
        {"four who send at once all succeed", four_who_send_at_once_all_succeed},
        {"every failure of the machine stores nothing", every_failure_stores_nothing},
        {"identities keep the origin they were born with", identities_keep_the_origin_they_were_born_with},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
