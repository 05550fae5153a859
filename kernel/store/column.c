/* Reading the columns of the current row. A wrong kind or a missing column sticks in the statement until stmt_read. */
#include "kernel/store/engine.h"

/* The next column, or false after noting that there is none. */
static bool take(Stmt *s, Cell *ret)
{
    if (s->read_rc != OK)
        return false;
    if (!s->started || s->column >= s->column_count) {
        s->read_rc = ERR_BUG;
        return false;
    }
    s->db->engine->cell(s, s->column++, ret);
    return true;
}

static void refuse(Stmt *s, Rc rc)
{
    s->read_rc = rc;
}

int64_t stmt_int_or(Stmt *s, bool *ret_has)
{
    Cell c = {0};
    *ret_has = false;
    if (!take(s, &c) || c.kind == CELL_NULL)
        return 0;
    if (c.kind != CELL_INT) {
        refuse(s, ERR_BUG);
        return 0;
    }
    *ret_has = true;
    return c.number;
}

int64_t stmt_int(Stmt *s)
{
    bool has;
    return stmt_int_or(s, &has);
}

bool stmt_bool(Stmt *s)
{
    return stmt_int(s) != 0;
}

int stmt_enum(Stmt *s, int count)
{
    bool has;
    int64_t v = stmt_int_or(s, &has);
    if (s->read_rc == OK && (!has || v < 0 || v >= count))
        refuse(s, ERR_BUG);
    return s->read_rc == OK ? (int)v : 0;
}

Id stmt_id(Stmt *s)
{
    Cell c = {0};
    Id id = {0};
    if (!take(s, &c) || c.kind == CELL_NULL)
        return id;
    if (c.kind == CELL_TEXT && c.bytes.n <= ID_TEXT)
        memcpy(id.text, c.bytes.at, c.bytes.n);
    else
        refuse(s, ERR_BUG);
    return id;
}

static Str copied(Ctx *cx, Stmt *s, Str v)
{
    Str copy = {0};
    if (str_copy(cx->arena, v, &copy) != OK)
        refuse(s, ERR_NOMEM);
    return copy;
}

Str stmt_text(Ctx *cx, Stmt *s)
{
    Cell c = {0};
    if (!take(s, &c) || c.kind == CELL_NULL)
        return (Str){0};
    if (c.kind == CELL_TEXT)
        return copied(cx, s, c.bytes);
    refuse(s, ERR_BUG);
    return (Str){0};
}

Str stmt_bytes(Ctx *cx, Stmt *s)
{
    Cell c = {0};
    if (!take(s, &c) || c.kind == CELL_NULL)
        return (Str){0};
    if (c.kind == CELL_BYTES)
        return copied(cx, s, c.bytes);
    if (c.kind != CELL_HEX || c.bytes.n < 2) {
        refuse(s, ERR_BUG);
        return (Str){0};
    }
    Str digits = {c.bytes.at + 2, c.bytes.n - 2};
    char *at = arena_get(cx->arena, digits.n / 2 + 1);
    if (!at || hex_decode(digits, at, digits.n / 2) != OK) {
        refuse(s, at ? ERR_BUG : ERR_NOMEM);
        return (Str){0};
    }
    return (Str){at, digits.n / 2};
}

Rc stmt_read(Stmt *s)
{
    return s->read_rc;
}
