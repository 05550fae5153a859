/* Queries of measures. */
#include "domains/measure/measure_request_api.h"

#include "kernel/http/cursor.h"

enum { SEARCH_MAX = 120 };
#define TIME_MAX INT64_C(253402300799999)

#define FILTER_ID(S, m, sentence)                                                                  \
    {                                                                                              \
        .name = #m, .kind = MEMBER_KIND_ID, .flags = MEMBER_OPTIONAL, .at = offsetof(S, filter.m), \
        .has_at = offsetof(S, filter.has_##m), .doc = sentence                                     \
    }
#define FILTER_TIME(S, m, sentence)                                                                 \
    {                                                                                               \
        .name = #m, .kind = MEMBER_KIND_INT, .flags = MEMBER_OPTIONAL, .at = offsetof(S, filter.m), \
        .has_at = offsetof(S, filter.has_##m), .min = 0, .max = TIME_MAX, .doc = sentence           \
    }
#define FILTER(S)                                                                                   \
    FILTER_ID(S, distribution_id, "Only this distribution"),                                        \
        FILTER_ID(S, group_id, "Only people who are in this group now"),                            \
        FILTER_TIME(S, from_ms, "From the day of this instant on, in Paris"),                       \
        FILTER_TIME(S, to_ms, "Before this instant: its day is in unless it is midnight in Paris"), \
        FILTER_ID(S, version, "Only what was played in this module_version_id")

typedef struct {
    MeasureFilterQuery filter;
} FilterOnly;
static const Member filter_members[] = {FILTER(FilterOnly)};
SHAPE(measure_filter_query_shape, NULL, FilterOnly, filter_members, "Which learners and days");

static const Member grain_members[] = {
    FILTER(MeasureGrainQuery),
    OPTIONAL(MeasureGrainQuery, grain_id, MEMBER_KIND_ID, .doc = "Only this grain"),
};
SHAPE(measure_grain_query_shape, NULL, MeasureGrainQuery, grain_members, "Which grain, learners and days");

static const Member learners_members[] = {
    FILTER(MeasureLearnersQuery),
    OPTIONAL(MeasureLearnersQuery, search, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 0, .max = SEARCH_MAX,
             .doc = "Part of the name"),
    OPTIONAL(MeasureLearnersQuery, sort, MEMBER_KIND_ENUM, .names = measure_sort_names, .doc = "Default name"),
    OPTIONAL(MeasureLearnersQuery, descending, MEMBER_KIND_BOOL, .doc = "Default false"),
    OPTIONAL(MeasureLearnersQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(MeasureLearnersQuery, limit, MEMBER_KIND_INT, .min = 1, .max = MEASURE_LEARNERS_MAX,
             .doc = "Rows of a page"),
};
SHAPE(measure_learners_query_shape, NULL, MeasureLearnersQuery, learners_members, "Which learners, in which order");

static const Member modules_members[] = {
    OPTIONAL(MeasureModulesQuery, search, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 0, .max = SEARCH_MAX,
             .doc = "Part of the title"),
    OPTIONAL(MeasureModulesQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(MeasureModulesQuery, limit, MEMBER_KIND_INT, .min = 1, .max = MEASURE_LIST_MAX, .doc = "Rows of a page"),
};
SHAPE(measure_modules_query_shape, NULL, MeasureModulesQuery, modules_members, "Which modules");

Rc measure_request(Req *q, const MeasureFilterQuery *in, const MeasureRequest **ret)
{
    MeasureRequest *rq = arena_get(q->cx->arena, sizeof *rq);
    MeasureViewer *viewer = arena_get(q->cx->arena, sizeof *viewer);
    MeasureFilter *filter = arena_get(q->cx->arena, sizeof *filter);
    if (!rq || !viewer || !filter)
        return ERR_NOMEM;
    *viewer = (MeasureViewer){.person = q->who.person, .rights = q->who.rights};
    if (in)
        *filter = (MeasureFilter){.distribution = in->distribution_id,
                                  .group = in->group_id,
                                  .version = in->version,
                                  .from_ms = in->from_ms,
                                  .to_ms = in->to_ms};
    if (in)
        TRY(req_id(q, 0, &filter->module));
    *rq = (MeasureRequest){.key = q->api->media_key, .space = q->who.space, .viewer = viewer, .filter = filter};
    *ret = rq;
    return OK;
}
