/* What requests for measures say, and how handlers turn it into what rules take. Internal to domains/measure. */
#ifndef DOMAINS_MEASURE_MEASURE_REQUEST_API_H
#define DOMAINS_MEASURE_MEASURE_REQUEST_API_H

#include "domains/measure/measure.h"
#include "kernel/http/api.h"

/* Every query begins with these. */
typedef struct {
    bool has_distribution_id, has_group_id, has_version, has_from_ms, has_to_ms;
    Id distribution_id, group_id, version;
    int64_t from_ms, to_ms;
} MeasureFilterQuery;

typedef struct {
    MeasureFilterQuery filter;
    bool has_grain_id;
    Id grain_id;
} MeasureGrainQuery;

typedef struct {
    MeasureFilterQuery filter;
    bool has_search, has_sort, has_descending, has_cursor, has_limit;
    Str search, cursor;
    int sort; /* MeasureSort */
    bool descending;
    int64_t limit;
} MeasureLearnersQuery;

typedef struct {
    bool has_search, has_cursor, has_limit;
    Str search, cursor;
    int64_t limit;
} MeasureModulesQuery;

extern const Shape measure_filter_query_shape, measure_grain_query_shape, measure_learners_query_shape,
    measure_modules_query_shape;

/* Lives in the arena: `ret` points to viewer and filter of its own. The module is the path's first part. */
Rc measure_request(Req *q, const MeasureFilterQuery *in, const MeasureRequest **ret) MUST;

#define MEASURE_CSV_TYPE "text/csv; charset=utf-8"
/* Tables as files: UTF-8 with a byte order mark, semicolons, RFC 4180 quoting (measure_csv_api.c). */
Rc measure_learners_csv(Req *q, Reply *r) MUST;
Rc measure_attention_csv(Req *q, Reply *r) MUST;
Rc measure_answers_csv(Req *q, Reply *r) MUST;
Rc measure_questions_csv(Req *q, Reply *r) MUST;
Rc measure_targets_csv(Req *q, Reply *r) MUST;

#endif
