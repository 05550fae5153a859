/* Rows of steps. Knows no rule. Private to this domain. */
#ifndef DOMAINS_MEDIA_STEP_STORE_H
#define DOMAINS_MEDIA_STEP_STORE_H

#include "domains/media/graph.h"
#include "kernel/crypt/crypt.h"
#include "kernel/store/db.h"

typedef enum { STEP_READY, STEP_DONE, STEP_FAILED, STEP_CANCELLED, STEP_STATE_COUNT } StepState;

typedef struct {
    Str name;
    MediaStepKind kind;
    int64_t part;
    StepState state;
    Sha256 key;
    int64_t progress_ppm;
    Id job; /* empty = none yet */
} StepRow;

/* A new step, ready; one that is there stays as it is unless its key is another one: then it is ready again. */
Rc step_store_lay(Ctx *cx, Db *space, const Id *media, const StepRow *step, int64_t weight) MUST;
Rc step_store_get(Ctx *cx, Db *space, const Id *media, Str name, StepRow *ret) MUST; /* ERR_MISSING */
/* From ready to done or failed; 0 = it was not ready. */
Rc step_store_end(Ctx *cx, Db *space, const Id *media, Str name, StepState state, int64_t *ret_changed) MUST;
Rc step_store_set_progress(Ctx *cx, Db *space, const Id *media, Str name, int64_t ppm, int64_t *ret_changed) MUST;
Rc step_store_set_job(Ctx *cx, Db *space, const Id *media, Str name, const Id *job) MUST;
Rc step_store_cancel(Ctx *cx, Db *space, const Id *media) MUST; /* all that are ready */
Rc step_store_again(Ctx *cx, Db *space, const Id *media) MUST;  /* failed and cancelled ones are ready again */
Rc step_store_delete_kind(Ctx *cx, Db *space, const Id *media, MediaStepKind kind) MUST;

typedef struct {
    int64_t rows, done;
} StepCount;
Rc step_store_count(Ctx *cx, Db *space, const Id *media, StepCount ret[MEDIA_STEP_KIND_COUNT]) MUST;
/* Sum of weight × millionths done. */
Rc step_store_progress(Ctx *cx, Db *space, const Id *media, int64_t *ret) MUST;

/* Ready ones, best first. */
Rc step_store_list_due(Ctx *cx, Db *space, const Id *media, size_t max, StepRow *ret, size_t *ret_n) MUST;
/* Ready or cancelled ones that have a job. */
Rc step_store_list_stopped(Ctx *cx, Db *space, const Id *media, size_t max, StepRow *ret, size_t *ret_n) MUST;

#endif
