/* SHA-256 over all rows, tables by name and rows by all their columns: the same for equal content on both engines. On
 * PostgreSQL a table is fetched whole, so this is for tests and drills, not for a table of millions of rows. */
#include "kernel/store/engine.h"
#include "kernel/store/store.h"

#include "kernel/crypt/crypt.h"

enum { TABLES_MAX = 500, SQL_MAX = 8192 };

typedef struct {
    Sha256Stream hash;
    Str names[TABLES_MAX];
    size_t count;
} Digest;

/* Kind and length before each value: no two different rows have the same bytes. */
static void add(Digest *d, char kind, Str v)
{
    char head[24];
    int n = snprintf(head, sizeof head, "%c%zu:", kind, v.n);
    sha256_add(&d->hash, head, (size_t)n);
    sha256_add(&d->hash, v.at, v.n);
}

static Rc add_cell(Ctx *cx, Digest *d, Stmt *s, int column)
{
    Cell c;
    char digits[24];
    s->db->engine->cell(s, column, &c);
    s->column = column;
    switch (c.kind) {
    case CELL_NULL:
        add(d, 'n', STR(""));
        return OK;
    case CELL_INT:
        add(d, 'i', (Str){digits, (size_t)snprintf(digits, sizeof digits, "%lld", (long long)c.number)});
        return OK;
    case CELL_TEXT:
        add(d, 't', c.bytes);
        return OK;
    default: {
        ArenaMark mark = arena_mark(cx->arena);
        add(d, 'b', stmt_bytes(cx, s));
        arena_rewind(cx->arena, mark);
        return stmt_read(s);
    }
    }
}

static Rc list_tables(Ctx *cx, Db *db, Digest *d)
{
    AUTO_STMT s = NULL;
    Rc rc;
    TRY(db_own_stmt(cx, db, "store_tables", db->engine->tables, &s));
    while ((rc = stmt_row(cx, s)) == OK) {
        Str name = stmt_text(cx, s);
        TRY(stmt_read(s));
        if (str_equal(name, STR("schema_migration")) || str_equal(name, STR("store_check")))
            continue; /* when and how often, not what */
        if (d->count == TABLES_MAX)
            return ERR_LIMIT;
        d->names[d->count++] = name;
    }
    return rc == ERR_MISSING ? OK : rc;
}

static Rc column_count(Ctx *cx, Db *db, Str table, int *ret)
{
    AUTO_STMT s = NULL;
    Str text;
    TRY(str_format(cx->arena, &text, "SELECT * FROM \"%.*s\" WHERE 1 = 0", STR_ARG(table)));
    TRY(db_own_stmt(cx, db, "store_digest", text.at, &s));
    TRY(db->engine->start(cx, s));
    *ret = s->column_count;
    return OK;
}

static Rc add_table(Ctx *cx, Db *db, Str table, Digest *d)
{
    AUTO_STMT s = NULL;
    int columns;
    Rc rc;
    Buf b;
    TRY(column_count(cx, db, table, &columns));
    buf_init(&b, cx->arena, SQL_MAX);
    buf_format(&b, "SELECT * FROM \"%.*s\" ORDER BY 1 NULLS FIRST", STR_ARG(table));
    for (int i = 2; i <= columns; i++)
        buf_format(&b, ", %d NULLS FIRST", i);
    buf_byte(&b, 0);
    TRY(b.rc);
    TRY(db_own_stmt(cx, db, "store_digest", b.at, &s));
    add(d, 'T', table);
    while ((rc = stmt_row(cx, s)) == OK) {
        add(d, 'r', STR(""));
        for (int i = 0; i < columns; i++)
            TRY(add_cell(cx, d, s, i));
    }
    return rc == ERR_MISSING ? OK : rc;
}

static Rc digest(Ctx *cx, Db *db, void *arg)
{
    Str *ret = arg;
    Digest *d = arena_get(cx->arena, sizeof *d);
    if (!d)
        return ERR_NOMEM;
    sha256_begin(&d->hash);
    TRY(list_tables(cx, db, d));
    for (size_t i = 0; i < d->count; i++)
        TRY(add_table(cx, db, d->names[i], d));
    Sha256 all = sha256_end(&d->hash);
    return sha256_hex(cx, &all, ret);
}

Rc store_digest(Ctx *cx, Db *db, Str *ret)
{
    return db_read(cx, db, digest, ret);
}
