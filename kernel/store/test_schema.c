/* The sample schema. */
#include "kernel/store/test_schema.h"

static const Sql statements[] = {
    [SQL_parent_put] = {"parent_put", "INSERT INTO parent (id, name) VALUES (?, ?)", DB_OF_SPACE},
    [SQL_parent_names] = {"parent_names", "SELECT name FROM parent ORDER BY name", DB_OF_SPACE},
    [SQL_parent_count] = {"parent_count", "SELECT COUNT(*) FROM parent", DB_OF_SPACE},
    [SQL_child_put] = {"child_put", "INSERT INTO child (id, parent_id) VALUES (?, ?)", DB_OF_SPACE},
    [SQL_child_put_limited] = {"child_put_limited",
                               "INSERT INTO child (id, parent_id) SELECT CAST(? AS TEXT), p.id FROM parent p"
                               " WHERE p.id = ? AND (SELECT COUNT(*) FROM child c WHERE c.parent_id = p.id) < 8",
                               DB_OF_SPACE},
    [SQL_child_count] = {"child_count", "SELECT COUNT(*) FROM child WHERE parent_id = ?", DB_OF_SPACE},
    [SQL_child_count_all] = {"child_count_all", "SELECT COUNT(*) FROM child", DB_OF_SPACE},
    [SQL_thing_put] = {"thing_put", "INSERT INTO thing (id, number, label, data, flag) VALUES (?, ?, ?, ?, ?)",
                       DB_OF_SPACE},
    [SQL_thing_get] = {"thing_get",
                       "SELECT id, number, label, data, flag, '?' /* no ? parameter */ FROM thing"
                       " WHERE id = ? -- nor this one: ?",
                       DB_OF_SPACE},
    [SQL_thing_count] = {"thing_count", "SELECT COUNT(*) FROM thing", DB_OF_SPACE},
    [SQL_thing_labels] = {"thing_labels", "SELECT label FROM thing ORDER BY label", DB_OF_SPACE},
    [SQL_thing_like] = {"thing_like", "SELECT COUNT(*) FROM thing WHERE label LIKE ? ESCAPE '!'", DB_OF_SPACE},
    [SQL_thing_take] = {"thing_take", "DELETE FROM thing WHERE flag = ? RETURNING label, data", DB_OF_SPACE},
    [SQL_thing_relabel] = {"thing_relabel", "UPDATE thing SET label = ? WHERE label = ?", DB_OF_SPACE},
    [SQL_counter_put] = {"counter_put", "INSERT INTO counter (id, value) VALUES (?, ?)", DB_OF_SPACE},
    [SQL_counter_get] = {"counter_get", "SELECT value FROM counter WHERE id = ?", DB_OF_SPACE},
    [SQL_counter_set] = {"counter_set", "UPDATE counter SET value = ? WHERE id = ?", DB_OF_SPACE},
    [SQL_counter_sum] = {"counter_sum", "SELECT SUM(value) FROM counter", DB_OF_SPACE},
    [SQL_counter_add] = {"counter_add", "UPDATE counter SET value = value + 1 WHERE id = ? RETURNING value",
                         DB_OF_SPACE},
    [SQL_registry_put] = {"registry_put", "INSERT INTO registry (id, name) VALUES (?, ?)", DB_OF_PLATFORM},
    [SQL_registry_count] = {"registry_count", "SELECT COUNT(*) FROM registry", DB_OF_PLATFORM},
    [SQL_migration_count] = {"migration_count", "SELECT COUNT(*) FROM schema_migration", DB_OF_BOTH},
};
_Static_assert(sizeof statements / sizeof *statements == TEST_SQL_COUNT, "one row for each number");

static const Migration migrations[] = {
    {"0001_registry", "CREATE TABLE registry (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE);",
     DB_OF_PLATFORM},
    {"0001_family",
     "-- A parent's children; this comment has a BLOB, a TEXT and an apostrophe.\n"
     "CREATE TABLE parent (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL UNIQUE);\n"
     "CREATE TABLE child (id TEXT NOT NULL PRIMARY KEY,\n"
     "    parent_id TEXT NOT NULL REFERENCES parent (id) ON DELETE CASCADE);\n"
     "CREATE INDEX child_by_parent ON child (parent_id);\n",
     DB_OF_SPACE},
    {"0002_thing",
     "CREATE TABLE thing (id TEXT NOT NULL PRIMARY KEY, number BIGINT, label TEXT, data BLOB,\n"
     "    flag BIGINT CHECK (flag IN (0, 1)), word TEXT NOT NULL DEFAULT 'TEXT; BLOB');\n"
     "CREATE TABLE counter (id BIGINT NOT NULL PRIMARY KEY, value BIGINT NOT NULL);\n",
     DB_OF_SPACE},
};

const StoreConf test_conf = {.sql = statements,
                             .sql_count = TEST_SQL_COUNT,
                             .migrations = migrations,
                             .migration_count = sizeof migrations / sizeof *migrations};

Rc test_put_parent(Ctx *cx, Db *db, const char *name, Id *ret)
{
    Id id = id_new(cx);
    AUTO_STMT s = db_stmt(db, SQL_parent_put);
    stmt_put_id(s, &id);
    stmt_put_text(s, str_of(name));
    TRY(stmt_run(cx, s, NULL));
    *ret = id;
    return OK;
}

Rc test_put_child(Ctx *cx, Db *db, const Id *parent)
{
    Id id = id_new(cx);
    AUTO_STMT s = db_stmt(db, SQL_child_put);
    stmt_put_id(s, &id);
    stmt_put_id(s, parent);
    return stmt_run(cx, s, NULL);
}

static Rc one_number(Ctx *cx, Stmt *s, int64_t *ret)
{
    TRY(stmt_row(cx, s));
    int64_t n = stmt_int(s);
    TRY(stmt_read(s));
    *ret = n;
    return OK;
}

Rc test_count_children(Ctx *cx, Db *db, const Id *parent, int64_t *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_child_count);
    stmt_put_id(s, parent);
    return one_number(cx, s, ret);
}

Rc test_put_label(Ctx *cx, Db *db, const char *label)
{
    Id id = id_new(cx);
    AUTO_STMT s = db_stmt(db, SQL_thing_put);
    stmt_put_id(s, &id);
    stmt_put_null(s);
    stmt_put_text(s, str_of(label));
    stmt_put_null(s);
    stmt_put_null(s);
    return stmt_run(cx, s, NULL);
}

Rc test_count(Ctx *cx, Db *db, int sql, int64_t *ret)
{
    AUTO_STMT s = db_stmt(db, sql);
    return one_number(cx, s, ret);
}
