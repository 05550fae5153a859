/* Databases for tests: the same body once on SQLite and once on PostgreSQL, each time with an empty installation.
 *
 *     static void a_slug_is_taken_once(Check *c, TestDatabase *d) { Db *p = database_platform(c, d); … }
 *     static void slug(Check *c) { database_each_engine(c, a_slug_is_taken_once); }
 *
 * PostgreSQL is the server of KAIR_TEST_POSTGRES (tools/test/postgres COMMAND starts one); without it that half is
 * skipped, or fails when KAIR_TEST_REQUIRE_POSTGRES=1. Each body gets a database of its own there, dropped afterwards.
 */
#ifndef TESTS_DATABASE_H
#define TESTS_DATABASE_H

#include "kernel/store/store.h"
#include "tests/check.h"

enum { DATABASE_THREADS_MAX = 16 };

typedef struct {
    DbEngine engine;
    Store *store;
    StoreThread *thread;  /* of the test itself */
    const char *data_dir; /* an empty folder at first, on both engines */
    Str url;              /* "" or the PostgreSQL database of this body */
    StoreThread *others[DATABASE_THREADS_MAX];
    size_t other_count;
} TestDatabase;

typedef void (*DatabaseTest)(Check *c, TestDatabase *d);

/* With all statements and migrations of the product. The context's arena is cleared between the halves. */
void database_each_engine(Check *c, DatabaseTest run);
/* With those of `conf` (its url and data_dir are not read): for the store's own tests. */
void database_each_engine_with(Check *c, const StoreConf *conf, DatabaseTest run);

/* These end the test program when they fail: nothing after them could make sense. */
Db *database_platform(Check *c, TestDatabase *d);
Id database_space(Check *c, TestDatabase *d); /* makes a new, empty space */
Db *database_open(Check *c, TestDatabase *d, const Id *space);

/* One more session, for another thread or to interleave with the first; freed after the body. Each thread needs its own
 * Ctx too. */
StoreThread *database_thread(Check *c, TestDatabase *d);

/* Closes the store with all its sessions, and opens it again on the same data: as a restart of the program. */
void database_reopen(Check *c, TestDatabase *d);
/* The same with other statements and migrations, which may be refused: then d->store is NULL until a later one is not.
 */
Rc database_reopen_with(Check *c, TestDatabase *d, const StoreConf *conf) MUST;
/* As a release before wrote it: the product's migrations whose space ones end before number `first` ("0018"), with these
 * statements; and the product again, which carries the data over. */
Rc database_reopen_before(Check *c, TestDatabase *d, const char *first, const Sql *sql, size_t sql_count) MUST;
Rc database_reopen_product(Check *c, TestDatabase *d) MUST;
Id database_id(const char *text); /* of 36 characters, as those statements wrote it */

#endif
