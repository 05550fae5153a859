/* Handlers and routes of distributions. */
#include "domains/distribution/distribution_api.h"

#include "domains/access/access_api.h"
#include "base/log.h"
#include "domains/distribution/distribution_shape_api.h"
#include "domains/notify/notify.h"
#include "kernel/conf/conf.h"

enum { LIMIT_STANDARD = 50 };

static Rc give(Req *q, Reply *r, const Distribution *d)
{
    DistributionShown *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(distribution_shown(q, d, true, out));
    r->object = out;
    r->version = d->version;
    return OK;
}

/* Who is new is told now rather than at the next round of the sweep, which does whatever fails here. */
static void tell(Req *q, const Id *distribution)
{
    Db *platform;
    Space space;
    DistributionSync done;
    int64_t enqueued;
    Rc rc = store_platform(q->cx, q->stores, &platform);
    if (rc == OK)
        rc = space_get(q->cx, platform, &q->who.space, &space);
    if (rc == OK) {
        AccountPlace place = {
            .space = space.id, .space_name = space.name, .origin = q->api->conf ? conf_origin(q->api->conf) : STR("")};
        rc = distribution_sync(q->cx, q->db, &place, distribution, &done);
    }
    if (rc == OK)
        rc = notify_sweep(q->cx, platform, q->db, &q->who.space, &enqueued);
    if (rc != OK)
        log_fault(q->cx, "distribution", "learners are not told yet; ignoring, the sweep does it", "outcome=%s",
                  rc_name(rc));
    fail_clear(q->cx);
}

static Rc list_distributions(Req *q, Reply *r)
{
    const DistributionListQuery *in = q->query;
    DistributionPage page;
    Actor by = access_actor(q);
    DistributionQuery query = {.state = in->has_state ? in->state : -1,
                               .from_start = !in->has_cursor,
                               .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    if (in->has_module_id)
        query.module = in->module_id;
    if (in->has_cursor)
        TRY(cursor_read_number(q->cx, in->cursor, &query.after_ms, &query.after_id));
    TRY(distribution_list_managed(q->cx, q->db, &by, &query, &page));
    DistributionList *out = arena_get(q->cx->arena, sizeof *out);
    DistributionShown *items = arena_array(q->cx->arena, page.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < page.n; i++)
        TRY(distribution_shown(q, &page.at[i], false, &items[i]));
    out->items.at = items;
    out->items.n = page.n;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more)
        TRY(cursor_write_number(q->cx, page.at[page.n - 1].created_ms, &page.at[page.n - 1].id, &out->next_cursor));
    r->object = out;
    return OK;
}

static DistributionTerms terms_of(const DistributionRequest *in)
{
    return (DistributionTerms){.opens_ms = in->has_opens_ms ? in->opens_ms : 0,
                               .closes_ms = in->has_closes_ms ? in->closes_ms : 0,
                               .due_ms = in->has_due_ms ? in->due_ms : 0,
                               .attempts_max = in->has_attempts_max ? in->attempts_max : 0,
                               .pass_percent = in->has_pass_percent ? in->pass_percent : 0,
                               .message = in->has_message ? in->message : STR("")};
}

static DistributionTargets targets_of(const DistributionRequest *in)
{
    return (DistributionTargets){.persons = in->person_ids.at,
                                 .groups = in->group_ids.at,
                                 .person_count = in->has_person_ids ? in->person_ids.n : 0,
                                 .group_count = in->has_group_ids ? in->group_ids.n : 0};
}

static Rc create(Req *q, Reply *r)
{
    const DistributionRequest *in = q->body;
    Actor by = access_actor(q);
    DistributionSpec spec = {
        .module = in->module_id, .to = targets_of(in), .terms = terms_of(in), .notify = !in->has_notify || in->notify};
    Distribution d;
    TRY(distribution_create(q->cx, q->db, &by, &spec, &d));
    tell(q, &d.id);
    TRY(distribution_get(q->cx, q->db, &d.id, &d));
    TRY(str_format(q->cx->arena, &r->location, "/api/v1/distributions/%s", d.id.text));
    return give(q, r, &d);
}

static Rc get(Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id id;
    Distribution d;
    TRY(req_id(q, 0, &id));
    TRY(distribution_managed(q->cx, q->db, &by, &id, &d));
    return give(q, r, &d);
}

static Rc change(Req *q, Reply *r)
{
    const DistributionRequest *in = q->body;
    Actor by = access_actor(q);
    DistributionPatch patch = {.has_opens_ms = in->has_opens_ms,
                               .has_closes_ms = in->has_closes_ms,
                               .has_due_ms = in->has_due_ms,
                               .has_attempts_max = in->has_attempts_max,
                               .has_pass_percent = in->has_pass_percent,
                               .has_message = in->has_message,
                               .has_persons = in->has_person_ids,
                               .has_groups = in->has_group_ids,
                               .terms = terms_of(in),
                               .to = targets_of(in)};
    DistributionEdit edit = {.version = q->if_match, .by = &by, .patch = &patch};
    Distribution d;
    TRY(req_id(q, 0, &edit.distribution));
    TRY(distribution_change(q->cx, q->db, &edit, &d));
    tell(q, &d.id);
    TRY(distribution_get(q->cx, q->db, &d.id, &d));
    return give(q, r, &d);
}

static Rc suspend(Req *q, Reply *r)
{
    const SuspendRequest *in = q->body;
    Actor by = access_actor(q);
    Id id;
    Distribution d;
    TRY(req_id(q, 0, &id));
    TRY(distribution_suspend(q->cx, q->db, &by, &id, in->has_reason ? in->reason : STR(""), &d));
    return give(q, r, &d);
}

static Rc resume(Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id id;
    Distribution d;
    TRY(req_id(q, 0, &id));
    TRY(distribution_resume(q->cx, q->db, &by, &id, &d));
    tell(q, &d.id);
    return give(q, r, &d);
}

static Rc archive(Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id id;
    Distribution d;
    TRY(req_id(q, 0, &id));
    TRY(distribution_archive(q->cx, q->db, &by, &id, &d));
    return give(q, r, &d);
}

static Rc go_over(Req *q, Reply *r)
{
    const VersionRequest *in = q->body;
    Actor by = access_actor(q);
    Id id;
    Distribution d;
    TRY(req_id(q, 0, &id));
    TRY(distribution_go_over(q->cx, q->db, &by, &id, in->learners == LEARNERS_ALL, &d));
    return give(q, r, &d);
}

static RegistrationShown registration_shown(const AudienceRow *row)
{
    return (RegistrationShown){.registration_id = row->registration,
                               .person = {row->person, row->name, row->email},
                               .via = row->named ? 0 : 1,
                               .version_number = row->version_number,
                               .attempt = row->attempt,
                               .has_started_ms = row->started_ms != 0,
                               .has_finished_ms = row->finished_ms != 0,
                               .has_withdrawn_ms = row->withdrawn_ms != 0,
                               .started_ms = row->started_ms,
                               .finished_ms = row->finished_ms,
                               .withdrawn_ms = row->withdrawn_ms};
}

static Rc list_registrations(Req *q, Reply *r)
{
    const PageQuery *in = q->query;
    Actor by = access_actor(q);
    Distribution d;
    Cursor after = {0};
    AudiencePage page;
    AudienceQuery query = {.from_start = !in->has_cursor, .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    TRY(req_id(q, 0, &query.distribution));
    if (in->has_cursor)
        TRY(cursor_read(q->cx, in->cursor, &after));
    query.after_key = after.value;
    query.after_id = after.id;
    TRY(distribution_managed(q->cx, q->db, &by, &query.distribution, &d));
    TRY(audience_list(q->cx, q->db, &query, &page));
    RegistrationPageShown *out = arena_get(q->cx->arena, sizeof *out);
    RegistrationShown *items = arena_array(q->cx->arena, page.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < page.n; i++)
        items[i] = registration_shown(&page.at[i]);
    out->items.at = items;
    out->items.n = page.n;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more)
        TRY(cursor_write(q->cx, &(Cursor){page.at[page.n - 1].sort_key, page.at[page.n - 1].registration},
                         &out->next_cursor));
    r->object = out;
    return OK;
}

#define TARGET_CODES                                                                       \
    "distribution.nobody", "distribution.too_many_people", "distribution.too_many_groups", \
        "distribution.unknown_person", "distribution.unknown_group", "distribution.bad_window"
static const char *const list_codes[] = {"http.bad_cursor", NULL};
static const char *const create_codes[] = {"review.not_approved", "distribution.unknown_module", TARGET_CODES, NULL};
static const char *const change_codes[] = {"http.stale", "distribution.archived", TARGET_CODES, NULL};
static const char *const act_codes[] = {"distribution.archived", NULL};
static const char *const version_codes[] = {"distribution.archived", "distribution.no_newer_version", NULL};

#define ONE "/api/v1/distributions/{distribution_id}"
static const Route routes[] = {
    ROUTE("GET", "/api/v1/distributions", list_distributions, RIGHT_DISTRIBUTION_MANAGE,
          "List distributions, newest first", .query = &distribution_list_query_shape,
          .reply = &distribution_list_shape, .codes = list_codes),
    ROUTE("POST", "/api/v1/distributions", create, RIGHT_DISTRIBUTION_MANAGE,
          "Distribute the approved version of a module to people and groups", .status = 201, .flags = ROUTE_LARGE_BODY,
          .body = &distribution_request_shape, .reply = &distribution_shape, .codes = create_codes),
    ROUTE("GET", ONE, get, RIGHT_DISTRIBUTION_MANAGE, "Read a distribution with the names of whom it is for",
          .flags = ROUTE_PERSONAL, .reply = &distribution_shape),
    ROUTE("PATCH", ONE, change, RIGHT_DISTRIBUTION_MANAGE, "Change whom it is for, when, and how often",
          .flags = ROUTE_NEEDS_MATCH | ROUTE_LARGE_BODY, .body = &distribution_patch_shape,
          .reply = &distribution_shape, .codes = change_codes),
    ROUTE("POST", ONE "/suspend", suspend, RIGHT_DISTRIBUTION_MANAGE, "Stop everybody at once; nothing is lost",
          .body = &suspend_request_shape, .reply = &distribution_shape, .codes = act_codes),
    ROUTE("POST", ONE "/resume", resume, RIGHT_DISTRIBUTION_MANAGE, "Let everybody go on where they were",
          .reply = &distribution_shape, .codes = act_codes),
    ROUTE("POST", ONE "/archive", archive, RIGHT_DISTRIBUTION_MANAGE, "End it for good; its history stays",
          .reply = &distribution_shape),
    ROUTE("POST", ONE "/version", go_over, RIGHT_DISTRIBUTION_MANAGE, "Go over to the newest approved version",
          .body = &version_request_shape, .reply = &distribution_shape, .codes = version_codes),
    ROUTE("GET", ONE "/registrations", list_registrations, RIGHT_DISTRIBUTION_MANAGE, "List who is registered, by name",
          .flags = ROUTE_PERSONAL, .query = &registration_query_shape, .reply = &registration_list_shape,
          .codes = list_codes),
    {0},
};

static const ErrorCode errors[] = {
    {"distribution.nobody", ERR_REFUSED, "A distribution has one person or group, or more"},
    {"distribution.too_many_people", ERR_REFUSED, "At most 200 people; groups hold more"},
    {"distribution.too_many_groups", ERR_REFUSED, "At most 50 groups"},
    {"distribution.unknown_module", ERR_REFUSED, "No module of this space has this identity"},
    {"distribution.unknown_person", ERR_REFUSED, "Nobody of this space who may sign in has this identity"},
    {"distribution.unknown_group", ERR_REFUSED, "No group of this space has this identity"},
    {"distribution.bad_window", ERR_REFUSED, "It must open before it closes, and be due in between"},
    {"distribution.archived", ERR_CONFLICT, "It is archived: nothing of it changes any more"},
    {"distribution.no_newer_version", ERR_CONFLICT, "There is no approved version after its own"},
    {"distribution.not_open_yet", ERR_DENIED, "It opens later"},
    {"distribution.closed", ERR_DENIED, "It is closed"},
    {"distribution.suspended", ERR_DENIED, "It is suspended: what was done is kept"},
    {"distribution.withdrawn", ERR_DENIED, "This person is not among the learners any more"},
    {"distribution.no_attempt_left", ERR_DENIED, "Every attempt was made"},
    {0},
};

const Surface distribution_surface = {"distribution", routes, errors, NULL};
