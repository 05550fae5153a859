/* Where each module stands, for the badges of lists: its review and its distributions in one word. */
#include "domains/distribution/module_state_api.h"

#include "domains/distribution/module_state.h"
#include "kernel/json/member.h"

typedef struct {
    Id module_id;
    int state;
    bool edited, has_submission_id;
    Id submission_id;
    int64_t distribution_count;
} StateShown;

static const Member state_members[] = {
    MEMBER_ID(StateShown, module_id, "Which module"),
    MEMBER_ENUM(StateShown, state, module_state_names,
                "Of the draft as it stands; once that is approved, of its distributions"),
    MEMBER_BOOL(StateShown, edited, "It changed since its last submission"),
    OPTIONAL(StateShown, submission_id, MEMBER_KIND_ID, .doc = "The last submission"),
    MEMBER_INT(StateShown, distribution_count, 0, INT64_MAX, "Of any version, without the archived"),
};
static SHAPE(state_shape, "ModuleState", StateShown, state_members, "Where a module stands");

typedef struct {
    ListOf(StateShown) items;
} StateList;

static const Member list_members[] = {
    MEMBER_LIST(StateList, items, state_shape, DISTRIBUTION_STATES_MAX, "In the order asked for; unknown ones missing"),
};
static SHAPE(list_shape, "ModuleStateList", StateList, list_members, "Where modules stand");

typedef struct {
    Str module_ids;
} StateQuery;

enum { QUERY_MAX = 40 * DISTRIBUTION_STATES_MAX * 2 };
static const Member query_members[] = {
    MEMBER_TEXT(StateQuery, module_ids, TEXT_LINE, 1, QUERY_MAX, "At most 50 identities, a comma between two"),
};
static SHAPE(query_shape, NULL, StateQuery, query_members, "Which modules");

static Rc read_ids(Req *q, Str text, Id ret[DISTRIBUTION_STATES_MAX], size_t *ret_n)
{
    size_t n = 0;
    Str part;
    while (str_cut(&text, ',', &part)) {
        if (n == DISTRIBUTION_STATES_MAX)
            return fail(q->cx, ERR_INVALID, "http.out_of_range", "module_ids");
        if (id_parse(part, &ret[n++]) != OK)
            return fail(q->cx, ERR_INVALID, "http.bad_id", "module_ids");
    }
    *ret_n = n;
    return OK;
}

static Rc list_states(Req *q, Reply *r)
{
    const StateQuery *in = q->query;
    Id modules[DISTRIBUTION_STATES_MAX];
    ModuleState states[DISTRIBUTION_STATES_MAX];
    size_t asked = 0, n = 0;
    TRY(read_ids(q, in->module_ids, modules, &asked));
    TRY(module_states(q->cx, q->db, modules, asked, states, &n));
    StateList *out = arena_get(q->cx->arena, sizeof *out);
    StateShown *items = arena_array(q->cx->arena, n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        items[i] = (StateShown){.module_id = states[i].module,
                                .state = (int)states[i].word,
                                .edited = states[i].edited,
                                .has_submission_id = !id_none(&states[i].submission),
                                .submission_id = states[i].submission,
                                .distribution_count = states[i].distribution_count};
    out->items.at = items;
    out->items.n = n;
    r->object = out;
    r->etag_of_body = true;
    return OK;
}

static const char *const codes[] = {"http.bad_id", "http.out_of_range", NULL};
static const Route routes[] = {
    ROUTE("GET", "/api/v1/module-states", list_states, RIGHT_GRAIN_EDIT, "Read where modules stand",
          .query = &query_shape, .reply = &list_shape, .codes = codes),
    {0},
};

static const ErrorCode errors[] = {{0}};

const Surface module_state_surface = {"module_state", routes, errors, NULL};
