/* Rows that the projector writes. */
#include "domains/measure/measure_store.h"

#include "kernel/crypt/crypt.h"
#include "sql_all.h"

Rc measure_store_take_turn(Ctx *cx, Db *space, int64_t *ret_position)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_take_turn);
    TRY(stmt_row(cx, s));
    int64_t position = stmt_int(s);
    TRY(stmt_read(s));
    *ret_position = position;
    return OK;
}

Rc measure_store_set_position(Ctx *cx, Db *space, int64_t position)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_set_position);
    stmt_put_int(s, position);
    return stmt_run(cx, s, NULL);
}

Rc measure_store_put_module(Ctx *cx, Db *space, const Id *module, int64_t stored_ms, int64_t last_ms)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_put_module);
    stmt_put_id(s, module);
    stmt_put_int(s, stored_ms);
    stmt_put_int(s, last_ms);
    return stmt_run(cx, s, NULL);
}

static void put_watch_key(Stmt *s, const MeasureKey *key)
{
    stmt_put_id(s, &key->module);
    stmt_put_id(s, &key->grain);
    stmt_put_id(s, &key->registration);
    stmt_put_int(s, key->attempt);
    stmt_put_id(s, &key->module_version);
    stmt_put_int(s, key->day);
}

Rc measure_store_get_watch(Ctx *cx, Db *space, const MeasureKey *key, MeasureWatchRow *row)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_get_watch);
    put_watch_key(s, key);
    TRY(stmt_row(cx, s));
    int64_t watched_ms = stmt_int(s), first_ms = stmt_int(s), last_ms = stmt_int(s);
    ArenaMark mark = arena_mark(cx->arena);
    Str views = stmt_bytes(cx, s);
    TRY(stmt_read(s));
    views_load(row->views, views);
    arena_rewind(cx->arena, mark);
    row->watched_ms = watched_ms;
    row->first_ms = first_ms;
    row->last_ms = last_ms;
    return OK;
}

Rc measure_store_put_watch(Ctx *cx, Db *space, const MeasureKey *key, const MeasureWatchRow *row)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_put_watch);
    put_watch_key(s, key);
    stmt_put_id(s, &key->distribution);
    stmt_put_id(s, &key->person);
    stmt_put_id(s, &row->film);
    stmt_put_int(s, row->watched_ms);
    stmt_put_int(s, row->first_ms);
    stmt_put_int(s, row->last_ms);
    stmt_put_bytes(s, row->views->at, row->views->n);
    return stmt_run(cx, s, NULL);
}

Rc measure_store_take_watched(Ctx *cx, Db *space, const MeasureKey *key, int64_t watched_ms)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_take_watched);
    stmt_put_int(s, watched_ms);
    put_watch_key(s, key);
    return stmt_run(cx, s, NULL);
}

Rc measure_store_get_launch(Ctx *cx, Db *space, const Id *launch, const Id *grain, MeasureLaunchRow *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_get_launch);
    stmt_put_id(s, launch);
    stmt_put_id(s, grain);
    TRY(stmt_row(cx, s));
    MeasureLaunchRow row = {.exact_ms = stmt_int(s)};
    row.pending_ms = stmt_int(s);
    row.pending_day = stmt_int(s);
    row.tail.start_ms = stmt_int(s);
    row.tail.end_ms = stmt_int(s);
    row.tail.counted = stmt_bool(s);
    TRY(stmt_read(s));
    *ret = row;
    return OK;
}

Rc measure_store_launch_claimed(Ctx *cx, Db *space, const Id *launch, int64_t *ret_ms)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_launch_claimed);
    stmt_put_id(s, launch);
    TRY(stmt_row(cx, s));
    int64_t claimed_ms = stmt_int(s);
    TRY(stmt_read(s));
    *ret_ms = claimed_ms;
    return OK;
}

Rc measure_store_put_launch(Ctx *cx, Db *space, const Id *launch, const Id *grain, const MeasureLaunchRow *row)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_put_launch);
    stmt_put_id(s, launch);
    stmt_put_id(s, grain);
    stmt_put_int(s, row->exact_ms);
    stmt_put_int(s, row->pending_ms);
    stmt_put_int(s, row->pending_day);
    stmt_put_int(s, row->tail.start_ms);
    stmt_put_int(s, row->tail.end_ms);
    stmt_put_bool(s, row->tail.counted);
    return stmt_run(cx, s, NULL);
}

Rc measure_store_add_target(Ctx *cx, Db *space, const MeasureKey *key, const PlayEvent *event)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_add_target);
    stmt_put_id(s, &key->module);
    stmt_put_id(s, &key->grain);
    stmt_put_id(s, &event->target);
    stmt_put_id(s, &key->registration);
    stmt_put_int(s, key->attempt);
    stmt_put_id(s, &key->module_version);
    stmt_put_int(s, key->day);
    stmt_put_id(s, &key->distribution);
    stmt_put_id(s, &key->person);
    stmt_put_int(s, event->kind == PLAY_SHOWN);
    stmt_put_int(s, event->kind == PLAY_OPENED);
    stmt_put_int(s, event->kind == PLAY_CLOSED);
    stmt_put_int(s, event->kind == PLAY_CLOSED ? event->dwell_ms : 0);
    return stmt_run(cx, s, NULL);
}

static Rc count_answers(Ctx *cx, Db *space, const MeasureKey *key, const Id *question, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_count_answers);
    stmt_put_id(s, &key->module);
    stmt_put_id(s, &key->grain);
    stmt_put_id(s, question);
    stmt_put_id(s, &key->registration);
    stmt_put_int(s, key->attempt);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count;
    return OK;
}

static Rc join_choices(Ctx *cx, const MeasureAnswerRow *row, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, GRAIN_CHOICES_MAX * (ID_TEXT + 1));
    for (size_t i = 0; i < row->choice_count; i++) {
        if (i)
            buf_byte(&b, ' ');
        buf_put(&b, id_str(&row->choices[i]));
    }
    *ret = b.n ? buf_str(&b) : STR("");
    return b.rc;
}

Rc measure_store_insert_answer(Ctx *cx, Db *space, const MeasureKey *key, const MeasureAnswerRow *row)
{
    int64_t before;
    Str choices;
    TRY(count_answers(cx, space, key, &row->question, &before));
    TRY(join_choices(cx, row, &choices));
    AUTO_STMT s = db_stmt(space, SQL_measure_insert_answer);
    stmt_put_id(s, &key->module);
    stmt_put_id(s, &key->grain);
    stmt_put_id(s, &row->question);
    stmt_put_id(s, &key->registration);
    stmt_put_int(s, key->attempt);
    stmt_put_int(s, before + 1);
    stmt_put_id(s, &key->module_version);
    stmt_put_int(s, key->day);
    stmt_put_id(s, &key->distribution);
    stmt_put_id(s, &key->person);
    stmt_put_text(s, choices);
    stmt_put_bool(s, row->correct);
    stmt_put_int(s, row->points);
    stmt_put_int(s, row->points_max);
    stmt_put_int(s, row->answered_ms);
    stmt_put_int(s, row->latency_ms);
    return stmt_run(cx, s, NULL);
}

Rc measure_store_put_attempt(Ctx *cx, Db *space, const MeasureAttemptKey *key, const PlaySummary *summary)
{
    enum { PPM = 1000000 };
    AUTO_STMT s = db_stmt(space, SQL_measure_put_attempt);
    stmt_put_id(s, &key->module);
    stmt_put_id(s, &key->registration);
    stmt_put_int(s, key->attempt);
    stmt_put_id(s, &key->distribution);
    stmt_put_id(s, &key->person);
    stmt_put_id(s, &summary->module_version);
    stmt_put_int(s, summary->state);
    stmt_put_int(s, summary->points);
    stmt_put_int(s, summary->points_max);
    stmt_put_int(s, summary->has_success ? summary->success : -1);
    stmt_put_int(s, (int64_t)(summary->progress * PPM));
    stmt_put_int(s, summary->first_ms);
    stmt_put_int(s, summary->completed_ms);
    stmt_put_id(s, &key->asked_version);
    stmt_put_int(s, key->asked_percent);
    return stmt_run(cx, s, NULL);
}

Rc measure_store_list_stale(Ctx *cx, Db *space, size_t room, MeasureStale *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_measure_list_stale);
    size_t n = 0;
    Rc rc = OK;
    stmt_put_int(s, (int64_t)room);
    while (n < room && (rc = stmt_row(cx, s)) == OK) {
        ret[n].registration = stmt_id(s);
        ret[n++].attempt = stmt_int(s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc measure_store_clear(Ctx *cx, Db *space)
{
    static const int all[] = {SQL_measure_clear_module, SQL_measure_clear_watch,  SQL_measure_clear_launch,
                              SQL_measure_clear_target, SQL_measure_clear_answer, SQL_measure_clear_attempt};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        AUTO_STMT s = db_stmt(space, all[i]);
        TRY(stmt_run(cx, s, NULL));
    }
    return OK;
}

/* The length before each value: no two different lists of rows have the same bytes. */
static void add(Sha256Stream *hash, Str value)
{
    char head[24];
    int n = snprintf(head, sizeof head, "%zu:", value.n);
    sha256_add(hash, head, (size_t)n);
    sha256_add(hash, value.at, value.n);
}

static Rc add_rows(Ctx *cx, Db *space, int sql, bool bytes, Sha256Stream *hash)
{
    AUTO_STMT s = db_stmt(space, sql);
    Rc rc;
    while ((rc = stmt_row(cx, s)) == OK) {
        ArenaMark mark = arena_mark(cx->arena);
        add(hash, stmt_text(cx, s));
        if (bytes)
            add(hash, stmt_bytes(cx, s));
        TRY(stmt_read(s));
        arena_rewind(cx->arena, mark);
    }
    return rc == ERR_MISSING ? OK : rc;
}

Rc measure_store_digest(Ctx *cx, Db *space, Str *ret)
{
    static const struct {
        int sql;
        bool bytes;
    } all[] = {{SQL_measure_digest_module, false}, {SQL_measure_digest_watch, true},
               {SQL_measure_digest_launch, false}, {SQL_measure_digest_target, false},
               {SQL_measure_digest_answer, false}, {SQL_measure_digest_attempt, false}};
    Sha256Stream hash;
    sha256_begin(&hash);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        TRY(add_rows(cx, space, all[i].sql, all[i].bytes, &hash));
        add(&hash, STR("."));
    }
    Sha256 sum = sha256_end(&hash);
    return sha256_hex(cx, &sum, ret);
}
