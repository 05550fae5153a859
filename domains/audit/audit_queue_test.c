/* Reads and refusals from many threads to the log: counted, limited, never lost while there is memory. */
#include "base/fault.h"
#include "domains/audit/audit.h"
#include "tests/database.h"

#include <pthread.h>

#define ON_EACH_ENGINE(name)                   \
    static void name(Check *c)                 \
    {                                          \
        database_each_engine(c, name##_there); \
    }

static AuditEntry refusal(const char *address, const char *route)
{
    return (AuditEntry){.action = AUDIT_REFUSED,
                        .by = {.address = str_of(address)},
                        .target_kind = STR("route"),
                        .target_id = str_of(route)};
}

static AuditQueue *new_queue(void)
{
    AuditQueue *q = NULL;
    if (audit_queue_new(&q) != OK)
        abort();
    return q;
}

static AuditPage rows_of(Check *c, TestDatabase *d, const Id *space)
{
    AuditPage page = {0};
    AuditSearch all = {.to_ms = INT64_MAX, .after_ms = -1, .limit = 200};
    CHECK_INT(c, audit_list(check_ctx(c), database_open(c, d, space), &all, &page), OK);
    return page;
}

static void observed_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    AuditQueue *q = new_queue();
    Id space = database_space(c, d), other = database_space(c, d), person = id_new(cx);
    char route[] = "/api/v1/persons";
    AuditEntry read = {.action = AUDIT_READ, .by = {.person = person, .address = STR("192.0.2.1")}};
    AuditVerdict v;
    read.target_kind = STR("route");
    read.target_id = str_of(route);
    audit_observe(cx, q, &space, &read);
    audit_observe(cx, q, &space, &read);
    audit_observe(cx, q, &other, &read);
    memset(route, 'x', sizeof route - 1); /* the request's arena is gone */
    CHECK_INT(c, audit_queue_load(q).pending, 2);
    check_clock_add(c, 900);
    CHECK_INT(c, audit_flush(cx, q, d->thread), OK);
    CHECK_INT(c, audit_queue_load(q).pending, 0);
    AuditPage page = rows_of(c, d, &space);
    REQUIRE(c, page.n == 1);
    CHECK_INT(c, page.at[0].times, 2);
    CHECK_INT(c, page.at[0].at_ms, now_ms(cx) - 900);
    CHECK_STR(c, page.at[0].target_id, "/api/v1/persons");
    CHECK_STR(c, page.at[0].action, "audit.read");
    CHECK(c, id_equal(&page.at[0].person, &person));
    CHECK_INT(c, (int64_t)rows_of(c, d, &other).n, 1);
    CHECK_INT(c, audit_verify(cx, database_open(c, d, &space), &v), OK);
    CHECK_INT(c, v.sealed, 1);
    audit_observe(cx, q, &space, &read); /* the next second: a row of its own */
    CHECK_INT(c, audit_flush(cx, q, d->thread), OK);
    CHECK_INT(c, (int64_t)rows_of(c, d, &space).n, 2);
    audit_queue_free(q);
}
ON_EACH_ENGINE(observed)

static void refusals_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    AuditQueue *q = new_queue();
    Id space = database_space(c, d);
    AuditEntry e = refusal("192.0.2.9", "/api/v1/groups"), elsewhere = refusal("192.0.2.9", "/api/v1/roles");
    int64_t times = 0;
    for (int second = 0; second < 30; second++) {
        audit_observe(cx, q, &space, &e);
        REQUIRE(c, audit_flush(cx, q, d->thread) == OK);
        check_clock_add(c, 1000);
    }
    CHECK_INT(c, (int64_t)rows_of(c, d, &space).n, AUDIT_REFUSALS_A_MINUTE);
    audit_observe(cx, q, &space, &elsewhere); /* another route counts for itself */
    REQUIRE(c, audit_flush(cx, q, d->thread) == OK);
    CHECK_INT(c, (int64_t)rows_of(c, d, &space).n, AUDIT_REFUSALS_A_MINUTE + 1);
    check_clock_add(c, 30000);
    REQUIRE(c, audit_flush(cx, q, d->thread) == OK);
    AuditPage page = rows_of(c, d, &space);
    REQUIRE(c, page.n == AUDIT_REFUSALS_A_MINUTE + 2);
    for (size_t i = 0; i < page.n; i++)
        times += page.at[i].times;
    CHECK_INT(c, times, 31);          /* none is lost: those beyond the limit are one row */
    audit_observe(cx, q, &space, &e); /* a new minute */
    REQUIRE(c, audit_flush(cx, q, d->thread) == OK);
    CHECK_INT(c, (int64_t)rows_of(c, d, &space).n, AUDIT_REFUSALS_A_MINUTE + 3);
    audit_queue_free(q);
}
ON_EACH_ENGINE(refusals)

static void kept_while_away_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    AuditQueue *q = new_queue();
    Id space = database_space(c, d), gone = database_space(c, d);
    AuditEntry e = refusal("192.0.2.9", "/api/v1/groups");
    database_open(c, d, &space);
    audit_observe(cx, q, &space, &e);
    fault_after(FAULT_STATEMENT, 0);
    CHECK_INT(c, audit_flush(cx, q, d->thread), ERR_IO);
    fault_disarm();
    CHECK_INT(c, audit_queue_load(q).pending, 1);
    CHECK_INT(c, audit_flush(cx, q, d->thread), OK);
    CHECK_INT(c, (int64_t)rows_of(c, d, &space).n, 1);
    REQUIRE(c, store_space_drop(cx, d->thread, &gone) == OK);
    audit_observe(cx, q, &gone, &e);
    CHECK_INT(c, audit_flush(cx, q, d->thread), OK);
    CHECK_INT(c, audit_queue_load(q).pending, 0);
    audit_queue_free(q);
}
ON_EACH_ENGINE(kept_while_away)

static Rc append_one(Ctx *cx, Db *db, void *arg)
{
    return audit_append(cx, db, arg);
}

static void touched_there(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    AuditQueue *q = new_queue();
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    AuditEntry e = {.action = AUDIT_GROUP_CREATED};
    AuditVerdict v;
    REQUIRE(c, db_write(cx, db, append_one, &e) == OK);
    audit_touch(q, &space);
    CHECK_INT(c, audit_flush(cx, q, d->thread), OK);
    CHECK_INT(c, audit_verify(cx, db, &v), OK);
    CHECK_INT(c, v.sealed, 1);
    audit_queue_free(q);
}
ON_EACH_ENGINE(touched)

static void bounded(Check *c)
{
    Ctx *cx = check_ctx(c);
    AuditQueue *q = new_queue();
    Id space = id_new(cx);
    for (int i = 0; i <= AUDIT_PENDING_MAX; i++) {
        char address[32];
        snprintf(address, sizeof address, "2001:db8::%x", i);
        AuditEntry e = refusal(address, "/api/v1/groups");
        if (i == AUDIT_PENDING_MAX) {
            CHECK_INT(c, audit_queue_load(q).pending, AUDIT_PENDING_MAX);
            CHECK_INT(c, audit_queue_load(q).dropped, 0);
        }
        audit_observe(cx, q, &space, &e);
    }
    CHECK_INT(c, audit_queue_load(q).pending, AUDIT_PENDING_MAX);
    CHECK_INT(c, audit_queue_load(q).dropped, 1);
    audit_queue_free(q);
}

typedef struct {
    AuditQueue *q;
    Ctx cx;
    Id space;
} Observer;

static void *observe_many(void *arg)
{
    Observer *o = arg;
    AuditEntry shared = refusal("192.0.2.1", "/shared");
    for (int i = 0; i < 1000; i++) {
        audit_observe(&o->cx, o->q, &o->space, &shared);
        audit_touch(o->q, &o->space);
    }
    return NULL;
}

static void threads_there(Check *c, TestDatabase *d)
{
    enum { THREADS = 4 };
    Observer o = {.q = new_queue(), .cx = *check_ctx(c), .space = database_space(c, d)};
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        REQUIRE(c, pthread_create(&threads[i], NULL, observe_many, &o) == 0);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
    CHECK_INT(c, audit_flush(check_ctx(c), o.q, d->thread), OK);
    AuditPage page = rows_of(c, d, &o.space);
    REQUIRE(c, page.n == 1);
    CHECK_INT(c, page.at[0].times, 4000);
    audit_queue_free(o.q);
}
ON_EACH_ENGINE(threads)

static void without_memory(Check *c)
{
    Ctx *cx = check_ctx(c);
    AuditQueue *q = NULL;
    AuditEntry e = refusal("192.0.2.1", "/r");
    Id space = id_new(cx);
    fault_after(FAULT_MEMORY, 0);
    CHECK_INT(c, audit_queue_new(&q), ERR_NOMEM);
    fault_disarm();
    q = new_queue();
    fault_after(FAULT_MEMORY, 0);
    audit_observe(cx, q, &space, &e);
    fault_disarm();
    CHECK_INT(c, audit_queue_load(q).dropped, 1);
    audit_queue_free(q);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"reads are written within the flush, like ones as one row with their number", observed},
        {"refusals beyond ten rows a minute become one row with their number", refusals},
        {"what cannot be written now is written later, unless its space is gone", kept_while_away},
        {"a touched space is sealed", touched},
        {"the queue keeps 10000 rows and counts what it drops beyond", bounded},
        {"four threads observe and every time is counted", threads},
        {"without memory an entry is dropped and counted, and the request goes on", without_memory},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
