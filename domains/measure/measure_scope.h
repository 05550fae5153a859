/* What a request is about, checked: the module, whether this viewer may see it, its versions that were distributed or
 * played with their grains, the days, and whether small figures are hidden. Internal to domains/measure. */
#ifndef DOMAINS_MEASURE_MEASURE_SCOPE_H
#define DOMAINS_MEASURE_MEASURE_SCOPE_H

#include "domains/measure/measure_read_store.h"

typedef struct {
    const MeasureRequest *rq;
    MeasureSubject subject;
    MeasureDays days;
    bool named;
    MeasureVersion *versions; /* newest first */
    size_t version_count;
    MeasureGrainRow *rows; /* of those versions, in their order */
    size_t row_count;
} MeasureScope;

/* One grain as the newest version of the filter has it; or of all, when none of the filter does. */
typedef struct {
    Id grain, grain_version, film;
    Str title;
    bool current, in_filter;
} MeasureScopeGrain;

/* ERR_MISSING http.missing. Inside the caller's snapshot. */
Rc measure_scope_open(Ctx *cx, Db *space, const MeasureRequest *rq, MeasureScope *ret) MUST;
/* Whose modules this viewer sees: empty = everybody's. */
Id measure_viewer_owner(const MeasureViewer *viewer);

/* All grains of the filter, those of its newest version first; ERR_NOMEM. */
Rc measure_scope_grains(Ctx *cx, const MeasureScope *scope, MeasureScopeGrain **ret, size_t *ret_n) MUST;
Rc measure_scope_grain(Ctx *cx, const MeasureScope *scope, const Id *grain, MeasureScopeGrain *ret) MUST;
/* 0: not one of the scope's. */
int64_t measure_scope_number(const MeasureScope *scope, const Id *module_version);

/* Every version of a grain that the filter has, newest first, each once, its document read. */
typedef struct {
    Id grain_version, media;
    int64_t number; /* of the newest module version that has it */
    const GrainDocument *document;
} MeasureDocument;
Rc measure_scope_documents(Ctx *cx, Db *space, const MeasureScope *scope, const Id *grain, MeasureDocument **ret,
                           size_t *ret_n) MUST;
/* The grain's document in that version; NULL when it has none. */
const MeasureDocument *measure_document_of(const MeasureScope *scope, const MeasureDocument *documents, size_t n,
                                           const Id *grain, const Id *module_version);

/* What a target opens: GrainContentKind; false when the document does not say. */
bool measure_content_kind(const GrainDocument *document, const Id *content, int *ret);

/* Whether a figure of so many people stays hidden from this viewer. */
bool measure_hides(const MeasureScope *scope, int64_t people);
/* Whether an instant lies in the days of the filter. */
bool measure_in_days(const MeasureScope *scope, int64_t ms);

/* The middle of `n` numbers, which it sorts; of two middles their mean. 0 of none. */
int64_t measure_median(int64_t *numbers, size_t n);

#endif
