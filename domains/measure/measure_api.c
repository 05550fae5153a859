/* Handlers and routes of measures. Every reading has a tag of its content: a screen that asks again each second gets
 * 304 until a figure moves. */
#include "domains/measure/measure_api.h"

#include "domains/measure/measure_request_api.h"
#include "kernel/http/cursor.h"

enum { LIMIT_STANDARD = 50 };

/* `rq` of a route below a module, and memory for what it answers. */
static void *prepare(Req *q, Reply *r, size_t size, const MeasureRequest **rq, Rc *rc)
{
    void *out = arena_get(q->cx->arena, size);
    *rc = out ? measure_request(q, q->query, rq) : ERR_NOMEM;
    r->etag_of_body = true;
    r->object = out;
    return out;
}

static Rc list_modules(Req *q, Reply *r)
{
    const MeasureModulesQuery *in = q->query;
    const MeasureRequest *rq;
    MeasureModuleQuery query = {.search = in->has_search ? in->search : STR(""),
                                .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    MeasureModuleList *out = arena_get(q->cx->arena, sizeof *out);
    Cursor after = {0};
    if (!out)
        return ERR_NOMEM;
    TRY(measure_request(q, NULL, &rq));
    if (in->has_cursor)
        TRY(cursor_read(q->cx, in->cursor, &after));
    query.after = after.id;
    TRY(measure_modules(q->cx, q->db, rq, &query, out));
    if (out->has_next_cursor)
        TRY(cursor_write(q->cx, &(Cursor){.value = STR(""), .id = out->items.at[out->items.n - 1].module_id},
                         &out->next_cursor));
    r->etag_of_body = true;
    r->object = out;
    return OK;
}

static Rc overview(Req *q, Reply *r)
{
    const MeasureRequest *rq;
    Rc rc;
    MeasureOverview *out = prepare(q, r, sizeof *out, &rq, &rc);
    TRY(rc);
    return measure_overview(q->cx, q->db, rq, out);
}

static Rc attention(Req *q, Reply *r)
{
    const MeasureRequest *rq;
    Id grain;
    Rc rc;
    MeasureAttention *out = prepare(q, r, sizeof *out, &rq, &rc);
    TRY(rc);
    TRY(req_id(q, 1, &grain));
    return measure_attention(q->cx, q->db, rq, &grain, out);
}

static Rc film(Req *q, Reply *r)
{
    const MeasureRequest *rq;
    Id grain, media;
    Rc rc;
    MediaPlay *out = prepare(q, r, sizeof *out, &rq, &rc);
    TRY(rc);
    TRY(req_id(q, 1, &grain));
    TRY(measure_film(q->cx, q->db, rq, &grain, &media));
    return media_play(q->cx, q->db, q->api->media_key, &q->who.space, &media, out);
}

static Rc questions(Req *q, Reply *r)
{
    const MeasureRequest *rq;
    Id grain;
    Rc rc;
    MeasureQuestionList *out = prepare(q, r, sizeof *out, &rq, &rc);
    TRY(rc);
    TRY(req_id(q, 1, &grain));
    return measure_questions(q->cx, q->db, rq, &grain, out);
}

static Rc targets(Req *q, Reply *r)
{
    const MeasureRequest *rq;
    Id grain;
    Rc rc;
    MeasureTargetList *out = prepare(q, r, sizeof *out, &rq, &rc);
    TRY(rc);
    TRY(req_id(q, 1, &grain));
    return measure_targets(q->cx, q->db, rq, &grain, out);
}

/* Figures move while somebody pages: the cursor says how many rows went before, not which. */
static Rc list_learners(Req *q, Reply *r)
{
    const MeasureLearnersQuery *in = q->query;
    const MeasureRequest *rq;
    int64_t skip = 0;
    Id last;
    Rc rc;
    MeasureLearnerQuery query = {.search = in->has_search ? in->search : STR(""),
                                 .sort = in->has_sort ? (MeasureSort)in->sort : MEASURE_BY_NAME,
                                 .descending = in->descending,
                                 .limit = in->has_limit ? (size_t)in->limit : LIMIT_STANDARD};
    MeasureLearnerList *out = prepare(q, r, sizeof *out, &rq, &rc);
    TRY(rc);
    if (in->has_cursor)
        TRY(cursor_read_number(q->cx, in->cursor, &skip, &last));
    if (skip < 0)
        return fail(q->cx, ERR_INVALID, "http.bad_cursor", "cursor");
    query.skip = (size_t)skip;
    TRY(measure_learners(q->cx, q->db, rq, &query, out));
    if (!out->has_next_cursor)
        return OK;
    last = out->items.at[out->items.n - 1].registration_id;
    return cursor_write_number(q->cx, skip + (int64_t)out->items.n, &last, &out->next_cursor);
}

static Rc learner(Req *q, Reply *r)
{
    const MeasureRequest *rq;
    Id registration;
    Rc rc;
    MeasureLearnerDetail *out = prepare(q, r, sizeof *out, &rq, &rc);
    TRY(rc);
    TRY(req_id(q, 1, &registration));
    return measure_learner(q->cx, q->db, rq, &registration, out);
}

#define MODULE "/api/v1/measures/{module_id}"
#define GRAIN MODULE "/grains/{grain_id}"
static const char *const list_codes[] = {"http.bad_cursor", NULL};
static const char *const csv_codes[] = {"measure.too_large", NULL};

static const Route routes[] = {
    ROUTE("GET", "/api/v1/measures", list_modules, RIGHT_MEASURE_READ, "List modules that were distributed",
          .query = &measure_modules_query_shape, .reply = &measure_module_list_shape, .codes = list_codes),
    ROUTE("GET", MODULE, overview, RIGHT_MEASURE_READ, "Read the figures of a module",
          .query = &measure_filter_query_shape, .reply = &measure_overview_shape),
    ROUTE("GET", GRAIN "/attention", attention, RIGHT_MEASURE_READ, "Read attention to a film by the second",
          .query = &measure_filter_query_shape, .reply = &measure_attention_shape),
    ROUTE("GET", GRAIN "/film", film, RIGHT_MEASURE_READ, "Read what a player needs of the film behind the attention",
          .query = &measure_filter_query_shape, .reply = &media_play_shape),
    ROUTE("GET", GRAIN "/questions", questions, RIGHT_MEASURE_READ, "Read the answers to the questions of a grain",
          .query = &measure_filter_query_shape, .reply = &measure_question_list_shape),
    ROUTE("GET", GRAIN "/targets", targets, RIGHT_MEASURE_READ, "Read what became of the targets of a grain",
          .query = &measure_filter_query_shape, .reply = &measure_target_list_shape),
    ROUTE("GET", MODULE "/learners", list_learners, RIGHT_MEASURE_READ_NAMED, "List the learners of a module",
          .flags = ROUTE_PERSONAL, .query = &measure_learners_query_shape, .reply = &measure_learner_list_shape,
          .codes = list_codes),
    ROUTE("GET", MODULE "/learners/{registration_id}", learner, RIGHT_MEASURE_READ_NAMED,
          "Read all that one learner did in a module", .flags = ROUTE_PERSONAL, .query = &measure_filter_query_shape,
          .reply = &measure_learner_detail_shape),
    ROUTE("GET", MODULE "/learners.csv", measure_learners_csv, RIGHT_MEASURE_READ_NAMED,
          "Read the learners of a module as a table", .flags = ROUTE_PERSONAL, .query = &measure_filter_query_shape,
          .reply_type = MEASURE_CSV_TYPE, .codes = csv_codes),
    ROUTE("GET", MODULE "/answers.csv", measure_answers_csv, RIGHT_MEASURE_READ_NAMED,
          "Read each answer given in a module as a table", .flags = ROUTE_PERSONAL,
          .query = &measure_filter_query_shape, .reply_type = MEASURE_CSV_TYPE, .codes = csv_codes),
    ROUTE("GET", MODULE "/attention.csv", measure_attention_csv, RIGHT_MEASURE_READ,
          "Read attention to a film by the second as a table", .query = &measure_grain_query_shape,
          .reply_type = MEASURE_CSV_TYPE, .codes = csv_codes),
    ROUTE("GET", MODULE "/questions.csv", measure_questions_csv, RIGHT_MEASURE_READ,
          "Read the answers to all questions of a module as a table", .query = &measure_grain_query_shape,
          .reply_type = MEASURE_CSV_TYPE, .codes = csv_codes),
    ROUTE("GET", MODULE "/targets.csv", measure_targets_csv, RIGHT_MEASURE_READ,
          "Read what became of all targets of a module as a table", .query = &measure_grain_query_shape,
          .reply_type = MEASURE_CSV_TYPE, .codes = csv_codes),
    {0},
};

static const ErrorCode errors[] = {
    {"measure.too_large", ERR_REFUSED, "The table is too large for one file; narrow the filter"},
    {0},
};

const Surface measure_surface = {"measure", routes, errors, NULL};
