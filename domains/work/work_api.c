/* Four calls of a worker machine. A lease answers at once: the worker waits, not we. */
#include "domains/work/work_api.h"

#include "domains/work/work.h"
#include "kernel/blob/blob.h"
#include "kernel/http/headers.h"
#include "kernel/json/member.h"

#include <stddef.h>

enum {
    KIND_MAX_CHARACTERS = 64,
    KINDS_ASKED_MAX = 16,
    RESULT_MAX = 2 << 20,
    ERROR_MAX_CHARACTERS = 500,
    DIGEST_TEXT = 64
};
#define OUTPUT_MAX (INT64_C(64) << 30)
_Static_assert(ERROR_MAX_CHARACTERS * 4 <= JOB_ERROR_MAX, "an error that the shape lets through fits");
_Static_assert(WORK_NAME_MAX * 5 + 1 <= JOB_WORKER_MAX, "token name, slash, worker's name");

Rc work_authenticate(Req *q, Principal *ret)
{
    Str token = header_bearer(q->in->authorization), name = {0};
    Db *platform;
    if (token.n == 0)
        return ERR_UNKNOWN;
    TRY(store_platform(q->cx, q->stores, &platform));
    TRY(work_token_name(q->cx, platform, token, &name));
    *ret = (Principal){.rights = RIGHT_BIT(RIGHT_WORKER), .name = name};
    return OK;
}

ITEM_TEXT(kind_item, TEXT_TOKEN, 1, KIND_MAX_CHARACTERS);

typedef struct {
    Str worker;
    ListOf(Str) kinds;
    int64_t max;
} LeaseBody;

static const Member lease_members[] = {
    MEMBER_TEXT(LeaseBody, worker, TEXT_LINE, 1, WORK_NAME_MAX, "How this worker calls itself, for the operator"),
    MEMBER_LIST_OF(LeaseBody, kinds, kind_item, 1, KINDS_ASKED_MAX, "Kinds it can do; unknown ones are passed over"),
    MEMBER_INT(LeaseBody, max, 1, JOB_BATCH_MAX, "Jobs at most"),
};
static SHAPE(lease_shape, "WorkLeaseRequest", LeaseBody, lease_members, "Asks for jobs");

typedef struct {
    Id job_id, lease;
    Str kind, payload;
} Item;

static const Member item_members[] = {
    MEMBER_ID(Item, job_id, "The job"),
    MEMBER_TEXT(Item, kind, TEXT_TOKEN, 1, KIND_MAX_CHARACTERS, "What is to be done"),
    MEMBER_ID(Item, lease, "Shown with every word about this job; good for a minute from the last one"),
    MEMBER_JSON(Item, payload, WORK_PAYLOAD_MAX, "All that is needed for it"),
};
static SHAPE(item_shape, "WorkItem", Item, item_members, "A leased job");

typedef struct {
    ListOf(Item) items;
} Items;

static const Member items_members[] = {
    MEMBER_LIST(Items, items, item_shape, JOB_BATCH_MAX, "Best first; may be empty"),
};
static SHAPE(items_shape, "WorkItems", Items, items_members, "Jobs for this worker");

typedef struct {
    Id lease;
    double progress;
} BeatBody;

static const Member beat_members[] = {
    MEMBER_ID(BeatBody, lease, "The lease of the job"),
    MEMBER_NUMBER(BeatBody, progress, 0, 1, "Share done"),
};
static SHAPE(beat_shape, "WorkHeartbeat", BeatBody, beat_members, "The worker is alive");

typedef struct {
    Id lease;
    bool has_result;
    Str result;
} CompleteBody;

static const Member complete_members[] = {
    MEMBER_ID(CompleteBody, lease, "The lease of the job"),
    OPTIONAL(CompleteBody, result, MEMBER_KIND_JSON, .max = RESULT_MAX, .doc = "What came out, by kind"),
};
static SHAPE(complete_shape, "WorkCompletion", CompleteBody, complete_members, "The job is done");

typedef struct {
    Id lease;
    Str error;
    bool has_final, final;
} FailBody;

static const Member fail_members[] = {
    MEMBER_ID(FailBody, lease, "The lease of the job"),
    MEMBER_TEXT(FailBody, error, TEXT_LINE, 1, ERROR_MAX_CHARACTERS, "Why, for the operator"),
    OPTIONAL(FailBody, final, MEMBER_KIND_BOOL, .doc = "Another attempt would fail as well"),
};
static SHAPE(fail_shape, "WorkFailure", FailBody, fail_members, "The job failed");

typedef struct {
    Id lease;
} LeaseGiven;

static const Member given_members[] = {MEMBER_ID(LeaseGiven, lease, "The lease of the job")};
static SHAPE(given_shape, "WorkLeaseGiven", LeaseGiven, given_members, "Who asks about the job");

typedef struct {
    Id lease;
    int64_t offset, total;
    Str sha256;
} OutputQuery;

static const Member output_members[] = {
    MEMBER_ID(OutputQuery, lease, "The lease of the job"),
    MEMBER_INT(OutputQuery, offset, 0, OUTPUT_MAX, "Where these bytes belong in the output"),
    MEMBER_INT(OutputQuery, total, 1, OUTPUT_MAX, "Size of the whole output"),
    MEMBER_TEXT(OutputQuery, sha256, TEXT_TOKEN, DIGEST_TEXT, DIGEST_TEXT, "Digest of the whole output, hexadecimal"),
};
static SHAPE(output_shape, NULL, OutputQuery, output_members, "Which part of an output comes");

static WorkPlace place(const Req *q)
{
    return (WorkPlace){
        .stores = q->stores, .blobs = q->api->blobs, .development = q->api->development, .program = q->api->program};
}

static Rc lease(Req *q, Reply *r)
{
    const LeaseBody *in = q->body;
    WorkPlace at = place(q);
    WorkItem items[JOB_BATCH_MAX];
    size_t n = 0;
    Str worker;
    Items *out = arena_get(q->cx->arena, sizeof *out);
    Item *rows = arena_array(q->cx->arena, JOB_BATCH_MAX, sizeof *rows);
    if (!out || !rows)
        return ERR_NOMEM;
    TRY(str_format(q->cx->arena, &worker, "%.*s/%.*s", STR_ARG(q->who.name), STR_ARG(in->worker)));
    TRY(work_lease(q->cx, &at, worker, in->kinds.at, in->kinds.n, (size_t)in->max, items, &n));
    for (size_t i = 0; i < n; i++)
        rows[i] = (Item){items[i].hold.job, items[i].hold.lease, items[i].kind, items[i].payload};
    out->items.at = rows;
    out->items.n = n;
    r->object = out;
    return OK;
}

static Rc hold_of(Req *q, const Id *lease_id, JobHold *ret)
{
    JobHold hold = {.lease = *lease_id};
    TRY(req_id(q, 0, &hold.job));
    *ret = hold;
    return OK;
}

static Rc heartbeat(Req *q, Reply *r)
{
    const BeatBody *in = q->body;
    WorkPlace at = place(q);
    JobHold hold;
    (void)r;
    TRY(hold_of(q, &in->lease, &hold));
    return work_heartbeat(q->cx, &at, &hold, in->progress);
}

static Rc complete(Req *q, Reply *r)
{
    const CompleteBody *in = q->body;
    WorkPlace at = place(q);
    JobHold hold;
    (void)r;
    TRY(hold_of(q, &in->lease, &hold));
    return work_complete(q->cx, &at, &hold, in->has_result ? in->result : (Str){0});
}

static Rc give_up(Req *q, Reply *r)
{
    const FailBody *in = q->body;
    WorkPlace at = place(q);
    JobHold hold;
    (void)r;
    TRY(hold_of(q, &in->lease, &hold));
    return work_fail(q->cx, &at, &hold, in->error, in->has_final && in->final);
}

static Rc release(Req *q, Reply *r)
{
    const LeaseGiven *in = q->body;
    WorkPlace at = place(q);
    JobHold hold;
    (void)r;
    TRY(hold_of(q, &in->lease, &hold));
    return work_release(q->cx, &at, &hold);
}

static Rc send_input(Req *q, Reply *r)
{
    const LeaseGiven *in = q->query;
    WorkPlace at = place(q);
    JobHold hold;
    Str key;
    TRY(hold_of(q, &in->lease, &hold));
    TRY(work_input(q->cx, &at, &hold, q->parts[1], &key));
    r->content_type = "application/octet-stream";
    return blob_accel_path(q->cx, at.blobs, key, &r->accel_redirect);
}

static Rc take_output(Req *q, Reply *r)
{
    const OutputQuery *in = q->query;
    WorkPlace at = place(q);
    JobHold hold;
    (void)r;
    TRY(hold_of(q, &in->lease, &hold));
    WorkOutput part = {.name = q->parts[1],
                       .sha256 = in->sha256,
                       .offset = in->offset,
                       .n = q->in->body_file_size,
                       .total = in->total,
                       .path = q->in->body_file.at};
    return work_output(q->cx, &at, &hold, &part);
}

static const char *const output_codes[] = {"queue.lease_lost", "work.gap", "work.bad_digest", "blob.full", NULL};
static const char *const held_codes[] = {"queue.lease_lost", NULL};

static const Route routes[] = {
    ROUTE("POST", "/api/v1/work/lease", lease, RIGHT_WORKER, "Lease jobs", .flags = ROUTE_NO_CSRF, .body = &lease_shape,
          .reply = &items_shape),
    ROUTE("POST", "/api/v1/work/{job_id}/heartbeat", heartbeat, RIGHT_WORKER, "Keep a lease and tell the progress",
          .flags = ROUTE_NO_CSRF, .body = &beat_shape, .codes = held_codes),
    ROUTE("POST", "/api/v1/work/{job_id}/complete", complete, RIGHT_WORKER, "End a job as done",
          .flags = ROUTE_NO_CSRF | ROUTE_LARGE_BODY, .body = &complete_shape, .codes = held_codes),
    ROUTE("POST", "/api/v1/work/{job_id}/fail", give_up, RIGHT_WORKER, "Tell that an attempt failed",
          .flags = ROUTE_NO_CSRF, .body = &fail_shape, .codes = held_codes),
    ROUTE("POST", "/api/v1/work/{job_id}/release", release, RIGHT_WORKER, "Give a job back unfinished",
          .flags = ROUTE_NO_CSRF, .body = &given_shape, .codes = held_codes),
    ROUTE("GET", "/api/v1/work/{job_id}/inputs/{sha256}", send_input, RIGHT_WORKER, "Fetch a file that the job needs",
          .reply_type = "application/octet-stream", .query = &given_shape, .codes = held_codes),
    ROUTE("PUT", "/api/v1/work/{job_id}/outputs/{name}", take_output, RIGHT_WORKER, "Hand in a part of an output",
          .flags = ROUTE_NO_CSRF | ROUTE_FILE_BODY, .query = &output_shape, .codes = output_codes),
    {0},
};

static const ErrorCode errors[] = {
    {"queue.lease_lost", ERR_CONFLICT, "The job is no longer this worker's: its lease ran out or it has ended"},
    {"work.gap", ERR_CONFLICT, "The part does not follow what is there: begin the output again"},
    {"work.bad_digest", ERR_INVALID, "The output is not what its digest says"},
    {"work.bad_name", ERR_INVALID, "A machine's name is 1 to 80 of A-Z a-z 0-9 - _ ."},
    {"work.name_taken", ERR_CONFLICT, "Another machine has this name"},
    {0},
};

const Surface work_surface = {.name = "work", .routes = routes, .errors = errors};
