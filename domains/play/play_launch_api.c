/* What the player calls with its launch: no session, the token says who plays and in which space. Whatever is wrong
 * with it is answered as a launch that never was. */
#include "domains/play/play.h"
#include "domains/play/play_request_api.h"
#include "domains/space/space.h"

typedef struct {
    Db *db;
    PlayPlace place;
    Launch launch;
} LaunchCall;

static Rc missing(Req *q)
{
    return fail(q->cx, ERR_MISSING, "http.missing", NULL);
}

static Rc open_space(Req *q, Str token, Id *ret_space, Db **ret)
{
    Db *platform;
    if (launch_space(token, ret_space) != OK)
        return missing(q);
    TRY(store_platform(q->cx, q->stores, &platform));
    Rc rc = space_check_active(q->cx, platform, ret_space);
    if (rc == OK)
        rc = store_space(q->cx, q->stores, ret_space, ret);
    return rc == ERR_MISSING ? missing(q) : rc;
}

static Rc open_launch(Req *q, Str token, LaunchCall *ret)
{
    Id space, launch;
    TRY(req_id(q, 0, &launch));
    TRY(open_space(q, token, &space, &ret->db));
    ret->place = play_request_place(q, &space);
    return launch_find(q->cx, ret->db, &launch, token, &ret->launch);
}

Rc play_grain_get(Req *q, Reply *r)
{
    const LaunchQuery *in = q->query;
    LaunchCall call;
    PlayDocument *out = arena_get(q->cx->arena, sizeof *out);
    PlayRequest request = {.launch = &call.launch, .token = in->token};
    if (!out)
        return ERR_NOMEM;
    TRY(req_id(q, 1, &request.grain));
    TRY(open_launch(q, in->token, &call));
    TRY(registration_check_open(q->cx, call.db, &call.launch.registration));
    TRY(play_document(q->cx, call.db, &call.place, &request, out));
    r->object = out;
    return OK;
}

Rc play_index_get(Req *q, Reply *r)
{
    const LaunchQuery *in = q->query;
    LaunchCall call;
    MediaPlay *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(open_launch(q, in->token, &call));
    TRY(registration_check_open(q->cx, call.db, &call.launch.registration));
    TRY(play_index(q->cx, call.db, &call.place, &call.launch, &in->grain_id, out));
    r->object = out;
    r->etag_of_body = true;
    return OK;
}

static Rc make_verdicts(Req *q, const PlayOutcome *outcome, size_t n, StatementVerdicts *ret)
{
    ret->accepted.at = arena_array(q->cx->arena, n, sizeof *ret->accepted.at);
    ret->refused.at = arena_array(q->cx->arena, n, sizeof *ret->refused.at);
    if (!ret->accepted.at || !ret->refused.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        const PlayVerdict *v = &outcome->verdicts[i];
        if (v->accepted)
            ret->accepted.at[ret->accepted.n++] = v->id;
        else if (v->code)
            ret->refused.at[ret->refused.n++] = (StatementRefused){
                .index = (int64_t)i, .has_id = !id_none(&v->id), .id = v->id, .code = str_of(v->code)};
    }
    ret->has_state = outcome->has_state;
    ret->state = outcome->state;
    return OK;
}

Rc play_statements_post(Req *q, Reply *r)
{
    const StatementBatch *in = q->body;
    LaunchCall call;
    PlayOutcome outcome;
    StatementVerdicts *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(open_launch(q, in->token, &call));
    TRY(play_ingest(q->cx, call.db, &call.place, &call.launch, in->statements.at, in->statements.n, &outcome));
    TRY(make_verdicts(q, &outcome, in->statements.n, out));
    r->object = out;
    return OK;
}
