/* Statements of play.sql about answers, what they earned, and targets opened. */
#ifndef DOMAINS_PLAY_PLAY_ANSWER_STORE_H
#define DOMAINS_PLAY_PLAY_ANSWER_STORE_H

#include "domains/play/play_document.h"
#include "domains/play/play_event.h"

/* Where: of whom, in which attempt, by which version. */
typedef struct {
    Id registration;
    int64_t attempt;
    Id module_version;
} PlayScene;

Rc play_store_insert_response(Ctx *cx, Db *space, const PlayScene *scene, const PlayEvent *event, int64_t now) MUST;
Rc play_store_insert_target(Ctx *cx, Db *space, const PlayScene *scene, const PlayEvent *event, int64_t now) MUST;

/* First answers to questions that the version has, in order of identity, and targets opened, whatever version had them.
 */
Rc play_store_list_answers(Ctx *cx, Db *space, const PlayScene *scene, const Id *grain, PlayAnswer **ret,
                           size_t *ret_n) MUST;
Rc play_store_list_targets(Ctx *cx, Db *space, const PlayScene *scene, const Id *grain, Id **ret, size_t *ret_n) MUST;

/* What an attempt earned; of an attempt that was completed, in the version in which it was. */
typedef struct {
    int64_t attempt, points, points_max, pass_percent;
} PlayScore;
Rc play_store_sum_points(Ctx *cx, Db *space, const PlayScene *scene, PlayScore *ret) MUST; /* without the mark */
/* The best share of points of the registration's completed attempts that had points to earn. ERR_MISSING: none. */
Rc play_store_best_score(Ctx *cx, Db *space, const Id *registration, PlayScore *ret) MUST;

#endif
