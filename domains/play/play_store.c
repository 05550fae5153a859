/* The statements of play.sql, one function each. */
#include "domains/play/play_store.h"

#include "sql_all.h"

enum { CHOICES_TEXT = GRAIN_CHOICES_MAX * (ID_TEXT + 1) };

Rc play_store_insert_launch(Ctx *cx, Db *space, const PlayLaunchRow *launch)
{
    AUTO_STMT s = db_stmt(space, SQL_play_insert_launch);
    stmt_put_id(s, &launch->id);
    stmt_put_id(s, &launch->registration);
    stmt_put_id(s, &launch->person);
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

static Rc row_to_progress(Ctx *cx, Stmt *s, PlayProgress *ret)
{
    PlayProgress p = {.grain = stmt_id(s)};
    p.duration_ms = stmt_int(s);
    p.position_ms = stmt_int(s);
    p.position_launch = stmt_id(s);
    p.position_said_ms = stmt_int(s);
    Str coverage = stmt_bytes(cx, s);
    p.covered_s = stmt_int(s);
    p.tail_start_ms = stmt_int(s);
    p.tail_end_ms = stmt_int(s);
    p.points = stmt_int(s);
    p.points_max = stmt_int(s);
    p.pass_percent = stmt_int(s);
    p.completed_ms = stmt_int(s);
    p.first_ms = stmt_int(s);
    p.last_ms = stmt_int(s);
    TRY(stmt_read(s));
    if (coverage.n != progress_bytes(p.duration_ms))
        return ERR_BUG;
    p.coverage = (unsigned char *)(uintptr_t)coverage.at; /* in the arena, ours to change */
    *ret = p;
    return OK;
}

Rc play_store_get_state(Ctx *cx, Db *space, const Id *registration, const Id *grain, PlayProgress *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_play_get_state);
    stmt_put_id(s, registration);
    stmt_put_id(s, grain);
    TRY(stmt_row(cx, s));
    return row_to_progress(cx, s, ret);
}

Rc play_store_list_state(Ctx *cx, Db *space, const Id *registration, PlayProgress *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_play_list_state);
    size_t n = 0;
    Rc rc = OK;
    stmt_put_id(s, registration);
    while (n < MODULE_GRAINS_MAX && (rc = stmt_row(cx, s)) == OK)
        TRY(row_to_progress(cx, s, &ret[n++]));
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}

Rc play_store_put_state(Ctx *cx, Db *space, const Id *registration, const PlayProgress *p)
{
    AUTO_STMT s = db_stmt(space, SQL_play_put_state);
    stmt_put_id(s, registration);
    stmt_put_id(s, &p->grain);
    stmt_put_int(s, p->duration_ms);
    stmt_put_int(s, p->position_ms);
    stmt_put_id(s, &p->position_launch);
    stmt_put_int(s, p->position_said_ms);
    stmt_put_bytes(s, p->coverage, progress_bytes(p->duration_ms));
    stmt_put_int(s, p->covered_s);
    stmt_put_int(s, p->tail_start_ms);
    stmt_put_int(s, p->tail_end_ms);
    stmt_put_int(s, p->points);
    stmt_put_int(s, p->points_max);
    stmt_put_int(s, p->pass_percent);
    stmt_put_int(s, p->completed_ms);
    stmt_put_int(s, p->first_ms);
    stmt_put_int(s, p->last_ms);
    return stmt_run(cx, s, NULL);
}

static Rc choices_text(Ctx *cx, const PlayEvent *e, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, CHOICES_TEXT);
    for (size_t i = 0; i < e->choice_count; i++) {
        if (i)
            buf_byte(&b, ' ');
        buf_put(&b, id_str(&e->choices[i]));
    }
    *ret = b.n ? buf_str(&b) : STR("");
    return b.rc;
}

static Rc read_choices(Ctx *cx, Str text, PlayAnswer *ret)
{
    Str rest = text, part;
    ret->choice_ids.at = arena_array(cx->arena, GRAIN_CHOICES_MAX, sizeof(Id));
    if (!ret->choice_ids.at)
        return ERR_NOMEM;
    while (text.n > 0 && str_cut(&rest, ' ', &part) && ret->choice_ids.n < GRAIN_CHOICES_MAX)
        TRY(id_parse(part, &ret->choice_ids.at[ret->choice_ids.n++]));
    return OK;
}

Rc play_store_insert_answer(Ctx *cx, Db *space, const Id *registration, const PlayEvent *e, int64_t now,
                            int64_t *ret_attempt)
{
    AUTO_STMT s = db_stmt(space, SQL_play_insert_answer);
    Str choices;
    TRY(choices_text(cx, e, &choices));
    stmt_put_id(s, registration);
    stmt_put_id(s, &e->grain);
    stmt_put_id(s, &e->question->id);
    stmt_put_id(s, &e->statement);
    stmt_put_text(s, choices);
    stmt_put_bool(s, e->correct);
    stmt_put_int(s, e->points);
    stmt_put_int(s, e->latency_ms);
    stmt_put_int(s, now);
    stmt_put_id(s, registration);
    stmt_put_id(s, &e->grain);
    stmt_put_id(s, &e->question->id);
    TRY(stmt_row(cx, s));
    int64_t attempt = stmt_int(s);
    TRY(stmt_read(s));
    *ret_attempt = attempt;
    return OK;
}

Rc play_store_insert_opened(Ctx *cx, Db *space, const Id *registration, const PlayEvent *e, int64_t now)
{
    AUTO_STMT s = db_stmt(space, SQL_play_insert_opened);
    stmt_put_id(s, registration);
    stmt_put_id(s, &e->grain);
    stmt_put_id(s, &e->opened);
    stmt_put_int(s, now);
    return stmt_run(cx, s, NULL);
}

Rc play_store_list_answers(Ctx *cx, Db *space, const Id *registration, const Id *grain, PlayAnswer **ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_play_list_answer);
    size_t n = 0, room = 0;
    PlayAnswer *answers = NULL;
    Rc rc;
    stmt_put_id(s, registration);
    stmt_put_id(s, grain);
    while ((rc = stmt_row(cx, s)) == OK && n < PLAY_ANSWERS_MAX) {
        if (n == room) { /* twice the room each time: most grains have a handful */
            PlayAnswer *more = arena_array(cx->arena, room = room ? room * 2 : 16, sizeof *more);
            if (!more)
                return ERR_NOMEM;
            if (n)
                memcpy(more, answers, n * sizeof *more);
            answers = more;
        }
        PlayAnswer a = {.question_id = stmt_id(s)};
        Str choices = stmt_text(cx, s);
        a.correct = stmt_bool(s);
        a.points = stmt_int(s);
        TRY(stmt_read(s));
        TRY(read_choices(cx, choices, &a));
        answers[n++] = a;
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret = answers;
    *ret_n = n;
    return OK;
}

Rc play_store_list_opened(Ctx *cx, Db *space, const Id *registration, const Id *grain, Id **ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_play_list_opened);
    Id *ids = arena_array(cx->arena, GRAIN_ELEMENTS_MAX, sizeof *ids);
    size_t n = 0;
    Rc rc = OK;
    if (!ids)
        return ERR_NOMEM;
    stmt_put_id(s, registration);
    stmt_put_id(s, grain);
    while (n < GRAIN_ELEMENTS_MAX && (rc = stmt_row(cx, s)) == OK) {
        ids[n++] = stmt_id(s);
        TRY(stmt_read(s));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret = ids;
    *ret_n = n;
    return OK;
}

Rc play_store_forget(Ctx *cx, Db *space, const Id *registration)
{
    static const int statements[] = {SQL_play_delete_state, SQL_play_delete_answer, SQL_play_delete_opened,
                                     SQL_play_reset_launches};
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        AUTO_STMT s = db_stmt(space, statements[i]);
        stmt_put_id(s, registration);
        TRY(stmt_run(cx, s, NULL));
    }
    return OK;
}
