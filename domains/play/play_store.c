/* The statements of play.sql, one function each; those of answers are in play_answer_store.c. */
#include "domains/play/play_store.h"

#include "sql_all.h"

Rc play_store_insert_launch(Ctx *cx, Db *space, const PlayLaunchRow *launch)
{
    AUTO_STMT s = db_stmt(space, SQL_play_insert_launch);
    stmt_put_id(s, &launch->id);
    stmt_put_id(s, &launch->registration);
    stmt_put_id(s, &launch->person);
    stmt_put_id(s, &launch->module_version);
    stmt_put_int(s, launch->attempt);
    stmt_put_bytes(s, launch->token_hash.bytes, sizeof launch->token_hash.bytes);
    stmt_put_int(s, launch->created_ms);
    stmt_put_int(s, launch->expires_ms);
    return stmt_run(cx, s, NULL);
}

Rc play_store_get_launch(Ctx *cx, Db *space, const Id *id, PlayLaunchRow *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_play_get_launch);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    PlayLaunchRow row = {.id = stmt_id(s)};
    row.registration = stmt_id(s);
    row.person = stmt_id(s);
    row.module_version = stmt_id(s);
    row.attempt = stmt_int(s);
    row.created_ms = stmt_int(s);
    row.expires_ms = stmt_int(s);
    row.claimed_s = stmt_int(s);
    Str hash = stmt_bytes(cx, s);
    TRY(stmt_read(s));
    if (hash.n != sizeof row.token_hash.bytes)
        return ERR_BUG;
    memcpy(row.token_hash.bytes, hash.at, hash.n);
    *ret = row;
    return OK;
}

Rc play_store_renew_launch(Ctx *cx, Db *space, const Id *id, int64_t expires_ms)
{
    AUTO_STMT s = db_stmt(space, SQL_play_renew_launch);
    stmt_put_int(s, expires_ms);
    stmt_put_id(s, id);
    stmt_put_int(s, expires_ms);
    return stmt_run(cx, s, NULL);
}

Rc play_store_claim_launch(Ctx *cx, Db *space, const Id *id, int64_t claimed_s)
{
    AUTO_STMT s = db_stmt(space, SQL_play_claim_launch);
    stmt_put_int(s, claimed_s);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

/* Rows of one identity each, as many as there is room for. */
static Rc read_ids(Ctx *cx, Stmt *s, Id *ret, size_t room, size_t *ret_n)
{
    size_t n = 0;
    Rc rc = OK;
    while (n < room && (rc = stmt_row(cx, s)) == OK) {
        ret[n++] = stmt_id(s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc play_store_list_played(Ctx *cx, Db *space, const Id *after, Id *ret, size_t room, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_play_list_played);
    stmt_put_text(s, id_str(after));
    stmt_put_int(s, (int64_t)room);
    return read_ids(cx, s, ret, room, ret_n);
}

Rc play_store_list_unknown_versions(Ctx *cx, Db *space, const Id *registration, const Id *module_version, Id *ret,
                                    size_t room, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_play_list_unknown_versions);
    stmt_put_id(s, module_version);
    stmt_put_id(s, registration);
    stmt_put_int(s, (int64_t)room);
    return read_ids(cx, s, ret, room, ret_n);
}

Rc play_store_get_version(Ctx *cx, Db *space, const Id *module_version, int64_t *ret_pass_percent)
{
    AUTO_STMT s = db_stmt(space, SQL_play_get_version);
    stmt_put_id(s, module_version);
    TRY(stmt_row(cx, s));
    int64_t pass_percent = stmt_int(s);
    TRY(stmt_read(s));
    *ret_pass_percent = pass_percent;
    return OK;
}

Rc play_store_insert_version(Ctx *cx, Db *space, const Id *module_version, int64_t pass_percent)
{
    AUTO_STMT s = db_stmt(space, SQL_play_insert_version);
    stmt_put_id(s, module_version);
    stmt_put_int(s, pass_percent);
    return stmt_run(cx, s, NULL);
}

Rc play_store_insert_version_grain(Ctx *cx, Db *space, const Id *module_version, size_t position, const Id *grain,
                                   const Id *film)
{
    AUTO_STMT s = db_stmt(space, SQL_play_insert_version_grain);
    stmt_put_id(s, module_version);
    stmt_put_int(s, (int64_t)position);
    stmt_put_id(s, grain);
    stmt_put_id(s, film);
    return stmt_run(cx, s, NULL);
}

Rc play_store_insert_version_question(Ctx *cx, Db *space, const Id *module_version, const Id *grain,
                                      const GrainQuestion *question, Str hash)
{
    AUTO_STMT s = db_stmt(space, SQL_play_insert_version_question);
    stmt_put_id(s, module_version);
    stmt_put_id(s, grain);
    stmt_put_id(s, &question->id);
    stmt_put_int(s, question->points);
    stmt_put_text(s, hash);
    return stmt_run(cx, s, NULL);
}

Rc play_store_get_attempt(Ctx *cx, Db *space, const Id *registration, int64_t attempt, PlayAttempt *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_play_get_attempt);
    stmt_put_id(s, registration);
    stmt_put_int(s, attempt);
    TRY(stmt_row(cx, s));
    PlayAttempt row = {.attempt = attempt, .module_version = stmt_id(s)};
    row.first_ms = stmt_int(s);
    row.last_ms = stmt_int(s);
    row.completed_ms = stmt_int(s);
    TRY(stmt_read(s));
    *ret = row;
    return OK;
}

Rc play_store_put_attempt(Ctx *cx, Db *space, const Id *registration, const PlayAttempt *attempt)
{
    AUTO_STMT s = db_stmt(space, SQL_play_put_attempt);
    stmt_put_id(s, registration);
    stmt_put_int(s, attempt->attempt);
    stmt_put_id(s, &attempt->module_version);
    stmt_put_int(s, attempt->first_ms);
    stmt_put_int(s, attempt->last_ms);
    stmt_put_int(s, attempt->completed_ms);
    return stmt_run(cx, s, NULL);
}

Rc play_store_get_grain(Ctx *cx, Db *space, const Id *registration, int64_t attempt, const Id *grain, PlayGrain *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_play_get_grain);
    stmt_put_id(s, registration);
    stmt_put_int(s, attempt);
    stmt_put_id(s, grain);
    TRY(stmt_row(cx, s));
    PlayGrain row = {.attempt = attempt, .grain = *grain, .first_ms = stmt_int(s)};
    row.last_ms = stmt_int(s);
    row.completed_ms = stmt_int(s);
    TRY(stmt_read(s));
    *ret = row;
    return OK;
}

Rc play_store_put_grain(Ctx *cx, Db *space, const Id *registration, const PlayGrain *grain)
{
    AUTO_STMT s = db_stmt(space, SQL_play_put_grain);
    stmt_put_id(s, registration);
    stmt_put_int(s, grain->attempt);
    stmt_put_id(s, &grain->grain);
    stmt_put_int(s, grain->first_ms);
    stmt_put_int(s, grain->last_ms);
    stmt_put_int(s, grain->completed_ms);
    return stmt_run(cx, s, NULL);
}

static void put_film_key(Stmt *s, const Id *registration, const PlayProgress *p)
{
    stmt_put_id(s, registration);
    stmt_put_int(s, p->attempt);
    stmt_put_id(s, &p->grain);
    stmt_put_id(s, &p->film);
}

Rc play_store_get_film(Ctx *cx, Db *space, const Id *registration, PlayProgress *p)
{
    AUTO_STMT s = db_stmt(space, SQL_play_get_film);
    put_film_key(s, registration, p);
    TRY(stmt_row(cx, s));
    PlayProgress row = {.attempt = p->attempt, .grain = p->grain, .film = p->film, .duration_ms = stmt_int(s)};
    row.position_ms = stmt_int(s);
    row.position_launch = stmt_id(s);
    row.position_said_ms = stmt_int(s);
    Str coverage = stmt_bytes(cx, s);
    row.covered_s = stmt_int(s);
    row.tail_start_ms = stmt_int(s);
    row.tail_end_ms = stmt_int(s);
    TRY(stmt_read(s));
    if (coverage.n != progress_bytes(row.duration_ms))
        return ERR_BUG;
    row.coverage = (unsigned char *)(uintptr_t)coverage.at; /* in the arena, ours to change */
    *p = row;
    return OK;
}

Rc play_store_put_film(Ctx *cx, Db *space, const Id *registration, const PlayProgress *p)
{
    AUTO_STMT s = db_stmt(space, SQL_play_put_film);
    put_film_key(s, registration, p);
    stmt_put_int(s, p->duration_ms);
    stmt_put_int(s, p->position_ms);
    stmt_put_id(s, &p->position_launch);
    stmt_put_int(s, p->position_said_ms);
    stmt_put_bytes(s, p->coverage, progress_bytes(p->duration_ms));
    stmt_put_int(s, p->covered_s);
    stmt_put_int(s, p->tail_start_ms);
    stmt_put_int(s, p->tail_end_ms);
    return stmt_run(cx, s, NULL);
}

void *play_store_room(Ctx *cx, void *rows, size_t n, size_t *room, size_t size)
{
    enum { FIRST = 16 }; /* most grains have a handful of anything */
    if (n < *room)
        return rows;
    size_t more = *room ? *room * 2 : FIRST;
    void *at = arena_array(cx->arena, more, size);
    if (!at)
        return NULL;
    if (n)
        memcpy(at, rows, n * size);
    *room = more;
    return at;
}

Rc play_store_list_durations(Ctx *cx, Db *space, const Id *registration, PlayProgress **ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_play_list_durations);
    size_t n = 0, room = 0;
    PlayProgress *rows = NULL;
    Rc rc;
    stmt_put_id(s, registration);
    while ((rc = stmt_row(cx, s)) == OK) {
        rows = play_store_room(cx, rows, n, &room, sizeof *rows);
        if (!rows)
            return ERR_NOMEM;
        PlayProgress *p = &rows[n++];
        *p = (PlayProgress){.attempt = stmt_int(s)};
        p->grain = stmt_id(s);
        p->film = stmt_id(s);
        p->duration_ms = stmt_int(s);
        TRY(stmt_read(s));
    }
    if (rc != ERR_MISSING)
        return rc;
    *ret = rows;
    *ret_n = n;
    return OK;
}

static Rc row_to_standing(Stmt *s, PlayStanding *ret)
{
    PlayStanding row = {.grain = stmt_id(s)};
    int64_t film_ms = stmt_int(s), kept_ms = stmt_int(s);
    row.duration_ms = kept_ms ? kept_ms : film_ms;
    row.covered_s = stmt_int(s);
    row.position_ms = stmt_int(s);
    row.first_ms = stmt_int(s);
    row.last_ms = stmt_int(s);
    row.completed_ms = stmt_int(s);
    TRY(stmt_read(s));
    *ret = row;
    return OK;
}

Rc play_store_list_parts(Ctx *cx, Db *space, const Id *registration, int64_t attempt, const Id *module_version,
                         PlayStanding *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_play_list_parts);
    size_t n = 0;
    Rc rc = OK;
    for (int of = 0; of < 2; of++) { /* its films, its grains */
        stmt_put_id(s, registration);
        stmt_put_int(s, attempt);
    }
    stmt_put_id(s, module_version);
    while (n < MODULE_GRAINS_MAX && (rc = stmt_row(cx, s)) == OK)
        TRY(row_to_standing(s, &ret[n++]));
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc play_store_sum_watched(Ctx *cx, Db *space, const Id *registration, int64_t attempt, int64_t *ret_s)
{
    AUTO_STMT s = db_stmt(space, SQL_play_sum_watched);
    stmt_put_id(s, registration);
    stmt_put_int(s, attempt);
    TRY(stmt_row(cx, s));
    int64_t sum = stmt_int(s);
    TRY(stmt_read(s));
    *ret_s = sum;
    return OK;
}

Rc play_store_forget(Ctx *cx, Db *space, const Id *registration)
{
    static const int statements[] = {SQL_play_delete_attempts,  SQL_play_delete_grains,  SQL_play_delete_films,
                                     SQL_play_delete_responses, SQL_play_delete_targets, SQL_play_reset_launches};
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        AUTO_STMT s = db_stmt(space, statements[i]);
        stmt_put_id(s, registration);
        TRY(stmt_run(cx, s, NULL));
    }
    return OK;
}

typedef struct {
    int statement;
    bool bytes; /* beside the text of each row */
} RowText;

static Rc hash_rows(Ctx *cx, Db *space, const RowText *rows, const Id *registration, Buf *out)
{
    AUTO_STMT s = db_stmt(space, rows->statement);
    Rc rc;
    stmt_put_id(s, registration);
    while ((rc = stmt_row(cx, s)) == OK) {
        Str text = stmt_text(cx, s), bytes = rows->bytes ? stmt_bytes(cx, s) : STR("");
        TRY(stmt_read(s));
        Sha256 hash = sha256(bytes);
        buf_put(out, text);
        buf_hex(out, hash.bytes, sizeof hash.bytes);
        buf_byte(out, '\n');
    }
    return rc == ERR_MISSING ? out->rc : rc;
}

Rc play_store_digest(Ctx *cx, Db *space, const Id *registration, Sha256 *ret)
{
    enum { ROWS_BYTES = 64 << 20 };
    static const RowText rows[] = {{SQL_play_text_attempts, false}, {SQL_play_text_grains, false},
                                   {SQL_play_text_films, true},     {SQL_play_text_responses, false},
                                   {SQL_play_text_targets, false},  {SQL_play_text_launches, false}};
    Buf all;
    buf_init(&all, cx->arena, ROWS_BYTES);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        TRY(hash_rows(cx, space, &rows[i], registration, &all));
    *ret = sha256(buf_str(&all));
    return OK;
}
