/* The statements of play.sql about answers and targets, one function each. */
#include "domains/play/play_answer_store.h"

#include "domains/play/play_store.h"
#include "sql_all.h"

enum { CHOICES_TEXT = GRAIN_CHOICES_MAX * (ID_TEXT + 1) };

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

static void put_scene(Stmt *s, const PlayScene *scene)
{
    stmt_put_id(s, &scene->registration);
    stmt_put_int(s, scene->attempt);
}

Rc play_store_insert_response(Ctx *cx, Db *space, const PlayScene *scene, const PlayEvent *e, int64_t now)
{
    AUTO_STMT s = db_stmt(space, SQL_play_insert_response);
    Str choices;
    TRY(choices_text(cx, e, &choices));
    put_scene(s, scene);
    stmt_put_id(s, &e->grain);
    stmt_put_id(s, &e->question->id);
    stmt_put_id(s, &scene->module_version);
    stmt_put_id(s, &e->statement);
    stmt_put_text(s, choices);
    stmt_put_bool(s, e->correct);
    stmt_put_int(s, e->points);
    stmt_put_int(s, e->latency_ms);
    stmt_put_int(s, now);
    put_scene(s, scene);
    stmt_put_id(s, &e->grain);
    stmt_put_id(s, &e->question->id);
    return stmt_run(cx, s, NULL);
}

Rc play_store_insert_target(Ctx *cx, Db *space, const PlayScene *scene, const PlayEvent *e, int64_t now)
{
    AUTO_STMT s = db_stmt(space, SQL_play_insert_target);
    put_scene(s, scene);
    stmt_put_id(s, &e->grain);
    stmt_put_id(s, &e->target);
    stmt_put_int(s, now);
    return stmt_run(cx, s, NULL);
}

static Rc row_to_answer(Ctx *cx, Stmt *s, PlayAnswer *ret)
{
    PlayAnswer a = {.question_id = stmt_id(s)};
    Str choices = stmt_text(cx, s);
    a.correct = stmt_bool(s);
    a.points = stmt_int(s);
    a.points_max = stmt_int(s);
    a.to_review = stmt_bool(s);
    TRY(stmt_read(s));
    TRY(read_choices(cx, choices, &a));
    *ret = a;
    return OK;
}

Rc play_store_list_answers(Ctx *cx, Db *space, const PlayScene *scene, const Id *grain, PlayAnswer **ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_play_list_answers);
    size_t n = 0, room = 0;
    PlayAnswer *answers = NULL;
    Rc rc = OK;
    stmt_put_id(s, &scene->module_version);
    put_scene(s, scene);
    stmt_put_id(s, grain);
    while (n < PLAY_ANSWERS_MAX && (rc = stmt_row(cx, s)) == OK) {
        answers = play_store_room(cx, answers, n, &room, sizeof *answers);
        if (!answers)
            return ERR_NOMEM;
        TRY(row_to_answer(cx, s, &answers[n++]));
    }
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret = answers;
    *ret_n = n;
    return OK;
}

Rc play_store_list_targets(Ctx *cx, Db *space, const PlayScene *scene, const Id *grain, Id **ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_play_list_targets);
    size_t n = 0, room = 0;
    Id *ids = NULL;
    Rc rc;
    put_scene(s, scene);
    stmt_put_id(s, grain);
    while ((rc = stmt_row(cx, s)) == OK) {
        ids = play_store_room(cx, ids, n, &room, sizeof *ids);
        if (!ids)
            return ERR_NOMEM;
        ids[n++] = stmt_id(s);
        TRY(stmt_read(s));
    }
    if (rc != ERR_MISSING)
        return rc;
    *ret = ids;
    *ret_n = n;
    return OK;
}

Rc play_store_sum_points(Ctx *cx, Db *space, const PlayScene *scene, PlayScore *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_play_sum_points);
    put_scene(s, scene);
    stmt_put_id(s, &scene->module_version);
    TRY(stmt_row(cx, s));
    PlayScore score = {.attempt = scene->attempt, .points = stmt_int(s)};
    score.points_max = stmt_int(s);
    TRY(stmt_read(s));
    *ret = score;
    return OK;
}

static bool is_better(const PlayScore *a, const PlayScore *b)
{
    return a->points_max > 0 && (b->points_max == 0 || a->points * b->points_max > b->points * a->points_max);
}

Rc play_store_best_score(Ctx *cx, Db *space, const Id *registration, PlayScore *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_play_list_scores);
    PlayScore best = {0};
    Rc rc;
    stmt_put_id(s, registration);
    while ((rc = stmt_row(cx, s)) == OK) {
        PlayScore score = {.attempt = stmt_int(s)};
        score.pass_percent = stmt_int(s);
        score.points = stmt_int(s);
        score.points_max = stmt_int(s);
        TRY(stmt_read(s));
        if (is_better(&score, &best))
            best = score;
    }
    if (rc != ERR_MISSING || best.points_max == 0)
        return rc;
    *ret = best;
    return OK;
}
