/* measure: figures of who watched and answered what, computed from statements (ARCHITECTURE §7, R3, U32). The projector
 * reads each stored statement once, in order, through play's own reader; rows and cursor move in one transaction, so a
 * crash anywhere leaves them right, and a rebuild by the same code comes to the same. Previews of authors have no
 * launch, store nothing and so are never counted. What the figures mean is said in measure_report.h. */
#ifndef DOMAINS_MEASURE_MEASURE_H
#define DOMAINS_MEASURE_MEASURE_H

#include "domains/access/access.h"
#include "domains/measure/measure_report.h"
#include "domains/play/play.h"

enum { MEASURE_BATCH = 200 };

/* One step of the projector: the next MEASURE_BATCH statements behind the cursor, or fewer when they are of many large
 * modules, in the turn of the cursor's row, so that two processes follow one another. `more`: there may be more. */
typedef struct {
    int64_t read;
    bool more;
} MeasureStep;
Rc measure_project(Ctx *cx, Db *space, const PlayPlace *place, MeasureStep *ret) MUST;
/* Reads again what play says of attempts whose registration went over to another version or whose pass mark changed
 * without a statement. `*ret_n`: how many. */
Rc measure_refresh(Ctx *cx, Db *space, int64_t *ret_n) MUST;

/* A rebuild: drops all rows; the projector begins again at the first statement. Figures are incomplete until it has
 * caught up, and say so (lag_ms). */
Rc measure_forget(Ctx *cx, Db *space) MUST;
/* Brings the projection up to date, then holds it against a rebuild that is undone again: SHA-256 over all rows of
 * each, hexadecimal. One transaction: on SQLite nobody else writes to the space meanwhile. */
typedef struct {
    int64_t statements;
    Str kept, rebuilt;
} MeasureVerdict;
Rc measure_verify(Ctx *cx, Db *space, const PlayPlace *place, MeasureVerdict *ret) MUST;

/* Who looks. Whoever only writes modules (a trainer) sees their own and nothing of others, and whoever lacks
 * measure.read_named sees no figure of fewer than MEASURE_PEOPLE_MIN people. */
typedef struct {
    Id person;
    RightSet rights;
} MeasureViewer;

/* Which registrations and days. Empty identities and times do not filter. A period counts whole days of Europe/Paris:
 * those of from_ms and of the moment before to_ms are in. A version holds what was played in it, whatever version the
 * learner went over to since. */
typedef struct {
    Id module, distribution, group, version;
    int64_t from_ms, to_ms; /* 0 = no end on that side */
} MeasureFilter;

/* All of the module or of a grain of it: ERR_MISSING http.missing when it was never distributed, is not of this viewer,
 * or has no such grain in any version that was. Each reads one snapshot. */
typedef struct {
    const MediaKey *key; /* signs posters; NULL = none */
    Id space;
    const MeasureViewer *viewer;
    const MeasureFilter *filter;
} MeasureRequest;
typedef struct {
    Str search; /* part of the title, without case and accents */
    Id after;   /* the last module of the page before; empty: from the start */
    int64_t limit;
} MeasureModuleQuery;
Rc measure_modules(Ctx *cx, Db *space, const MeasureRequest *rq, const MeasureModuleQuery *query,
                   MeasureModuleList *ret) MUST;
Rc measure_overview(Ctx *cx, Db *space, const MeasureRequest *rq, MeasureOverview *ret) MUST;
Rc measure_attention(Ctx *cx, Db *space, const MeasureRequest *rq, const Id *grain, MeasureAttention *ret) MUST;
Rc measure_questions(Ctx *cx, Db *space, const MeasureRequest *rq, const Id *grain, MeasureQuestionList *ret) MUST;
Rc measure_targets(Ctx *cx, Db *space, const MeasureRequest *rq, const Id *grain, MeasureTargetList *ret) MUST;
/* The grains that have figures in the filter, in order. */
Rc measure_grains(Ctx *cx, Db *space, const MeasureRequest *rq, MeasureNamed **ret, size_t *ret_n) MUST;
/* The film whose seconds measure_attention counts. */
Rc measure_film(Ctx *cx, Db *space, const MeasureRequest *rq, const Id *grain, Id *ret_media) MUST;

/* Named: the caller checks measure.read_named. */
typedef struct {
    Str search; /* part of the name, without case and accents */
    MeasureSort sort;
    bool descending;
    size_t skip; /* rows of pages before */
    size_t limit;
} MeasureLearnerQuery;
Rc measure_learners(Ctx *cx, Db *space, const MeasureRequest *rq, const MeasureLearnerQuery *query,
                    MeasureLearnerList *ret) MUST;
Rc measure_learner(Ctx *cx, Db *space, const MeasureRequest *rq, const Id *registration,
                   MeasureLearnerDetail *ret) MUST;
/* Every answer of the filter, in order of grain, question, learner, attempt. First the taker is called without a
 * learner: from the start, perhaps again, for the transaction may run twice. What it gets, and what it takes from the
 * arena of its `cx`, lives until it returns. */
typedef Rc (*MeasureAnswerSink)(Ctx *cx, const MeasureLearner *learner, Str grain_title, const MeasureAnswer *answer,
                                void *arg);
Rc measure_each_answer(Ctx *cx, Db *space, const MeasureRequest *rq, MeasureAnswerSink take, void *arg) MUST;

#endif
