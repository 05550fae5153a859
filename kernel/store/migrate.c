/* The table schema_migration is the memory of what has run: number, name, SHA-256 of the text. */
#include "kernel/store/migrate.h"

#include "base/log.h"
#include "kernel/crypt/crypt.h"

enum { NUMBER_DIGITS = 4 };

/* store_check is what store_write_check writes to; both stay out of store_digest. */
static const char tables[] = "CREATE TABLE schema_migration (number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL,"
                             " checksum TEXT NOT NULL, applied_ms BIGINT NOT NULL);"
                             "CREATE TABLE store_check (id BIGINT NOT NULL PRIMARY KEY, written BIGINT NOT NULL);";

typedef struct {
    const Migration *at;
    size_t count;
} Migrations;

static Rc number_of(const Migration *m, int64_t *ret)
{
    Str name = str_of(m->name);
    return name.n > NUMBER_DIGITS ? str_i64((Str){name.at, NUMBER_DIGITS}, ret) : ERR_INVALID;
}

/* The next migration for this database at or after *i. NULL at the end. */
static const Migration *next_for(const Db *db, const Migrations *all, size_t *i)
{
    for (; *i < all->count; ++*i)
        if (all->at[*i].of & db->of)
            return &all->at[(*i)++];
    return NULL;
}

static Rc refused(Ctx *cx, const char *message, const Migration *m, int64_t number)
{
    log_fault(cx, "store", message, "migration=%s number=%lld", m ? m->name : "-", (long long)number);
    return fail(cx, ERR_BUG, "http.fault", NULL);
}

static Rc table_there(Ctx *cx, Db *db, bool *ret)
{
    AUTO_STMT s = NULL;
    TRY(db_own_stmt(cx, db, "store_tables", db->engine->tables, &s));
    bool there = false;
    Rc rc;
    while ((rc = stmt_row(cx, s)) == OK) {
        there = there || str_equal(stmt_text(cx, s), STR("schema_migration"));
        TRY(stmt_read(s));
    }
    *ret = there;
    return rc == ERR_MISSING ? OK : rc;
}

/* One row of schema_migration against the migration that should be it. */
static Rc compare(Ctx *cx, Stmt *row, const Migration *m)
{
    int64_t applied = stmt_int(row), number;
    Str checksum = stmt_text(cx, row), expected;
    TRY(stmt_read(row));
    if (!m) {
        log_fault(cx, "store", "the schema is newer than this program", "number=%lld", (long long)applied);
        return fail(cx, ERR_BUSY, "http.newer_schema", NULL);
    }
    Sha256 hash = sha256(str_of(m->text));
    TRY(sha256_hex(cx, &hash, &expected));
    TRY(number_of(m, &number));
    if (applied > number)
        return refused(cx, "a migration was slipped in before one that has run", m, applied);
    if (applied != number || !str_equal(checksum, expected))
        return refused(cx, "a migration was edited after it ran", m, applied);
    return OK;
}

/* Checks what has run; *ret = place of the first one that has not. */
static Rc check(Ctx *cx, Db *db, const Migrations *all, size_t *ret)
{
    AUTO_STMT s = NULL;
    size_t place = 0;
    Rc rc;
    TRY(db_own_stmt(cx, db, "store_migrations", "SELECT number, checksum FROM schema_migration ORDER BY number", &s));
    while ((rc = stmt_row(cx, s)) == OK)
        TRY(compare(cx, s, next_for(db, all, &place)));
    if (rc != ERR_MISSING)
        return rc;
    *ret = place;
    return OK;
}

static Rc record(Ctx *cx, Db *db, const Migration *m)
{
    static const char *const texts[] = {
        [DB_SQLITE] = "INSERT INTO schema_migration (number, name, checksum, applied_ms) VALUES (?, ?, ?, ?)",
        [DB_POSTGRES] = "INSERT INTO schema_migration (number, name, checksum, applied_ms) VALUES ($1, $2, $3, $4)",
    };
    AUTO_STMT s = NULL;
    int64_t number;
    Str checksum;
    Sha256 hash = sha256(str_of(m->text));
    if (number_of(m, &number) != OK)
        return refused(cx, "the name of a migration starts with four digits", m, 0);
    TRY(sha256_hex(cx, &hash, &checksum));
    TRY(db_own_stmt(cx, db, m->name, texts[db->engine->kind], &s));
    stmt_put_int(s, number);
    stmt_put_text(s, str_of(m->name));
    stmt_put_text(s, checksum);
    stmt_put_int(s, now_ms(cx));
    return stmt_run(cx, s, NULL);
}

/* Inside the lock: what another thread or process has done meanwhile is seen here. */
static Rc run_missing(Ctx *cx, Db *db, void *arg)
{
    const Migrations *all = arg;
    bool there;
    size_t place = 0;
    TRY(table_there(cx, db, &there));
    if (there)
        TRY(check(cx, db, all, &place));
    else
        TRY(db->engine->script(cx, db, "schema_migration", tables));
    for (const Migration *m; (m = next_for(db, all, &place));) {
        TRY(db->engine->script(cx, db, m->name, m->text));
        TRY(record(cx, db, m));
    }
    return OK;
}

Rc migrate(Ctx *cx, Db *db, const Migration *migrations, size_t count)
{
    Migrations all = {migrations, count};
    bool there;
    size_t place = 0;
    TRY(table_there(cx, db, &there));
    if (there) {
        TRY(check(cx, db, &all, &place));
        if (!next_for(db, &all, &place))
            return OK;
    }
    return tx_run(cx, db, TX_MIGRATION, run_missing, &all);
}

Rc migrate_scratch(Ctx *cx, Db *db, const Migration *migrations, size_t count)
{
    Migrations all = {migrations, count};
    size_t place = 0;
    TRY(db->engine->script(cx, db, "schema_migration", tables));
    for (const Migration *m; (m = next_for(db, &all, &place));)
        TRY(db->engine->script(cx, db, m->name, m->text));
    return OK;
}
