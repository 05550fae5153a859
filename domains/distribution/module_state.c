/* The word of a module, from its review and its distributions. */
#include "domains/distribution/module_state.h"

#include "domains/distribution/distribution_store.h"
#include "domains/review/review.h"

const char *const module_state_names[MODULE_STATE_COUNT + 1] = {
    "draft", "submitted", "returned", "refused", "approved", "scheduled", "distributed", "suspended", "archived", NULL};

static const ModuleWord words_of_review[REVIEW_STATE_COUNT] = {
    [REVIEW_DRAFT] = MODULE_DRAFT,     [REVIEW_SUBMITTED] = MODULE_SUBMITTED, [REVIEW_RETURNED] = MODULE_RETURNED,
    [REVIEW_REFUSED] = MODULE_REFUSED, [REVIEW_APPROVED] = MODULE_APPROVED,
};

/* Of several distributions of one version the first in this order says the word. One that has closed by its date was
 * distributed. */
static const struct {
    DistributionState state;
    ModuleWord word;
} order[] = {{DISTRIBUTION_OPEN, MODULE_DISTRIBUTED},
             {DISTRIBUTION_SCHEDULED, MODULE_SCHEDULED},
             {DISTRIBUTION_SUSPENDED, MODULE_SUSPENDED},
             {DISTRIBUTION_CLOSED, MODULE_DISTRIBUTED},
             {DISTRIBUTION_ARCHIVED, MODULE_ARCHIVED}};

typedef struct {
    const Id *version; /* the approved one */
    bool met[DISTRIBUTION_STATE_COUNT];
    int64_t live;
} Met;

static Rc meet(const Id *module_version, DistributionState state, void *arg)
{
    Met *met = arg;
    met->live += state != DISTRIBUTION_ARCHIVED;
    if (id_equal(module_version, met->version))
        met->met[state] = true;
    return OK;
}

static ModuleWord word_of(const Met *met)
{
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (met->met[order[i].state])
            return order[i].word;
    return MODULE_APPROVED;
}

static Rc state_of(Ctx *cx, Db *space, const Id *module, ModuleState *ret)
{
    ReviewStanding standing;
    TRY(review_state(cx, space, module, &standing));
    Met met = {.version = &standing.module_version};
    TRY(distribution_store_of_module(cx, space, module, meet, &met));
    *ret = (ModuleState){.module = *module,
                         .word = words_of_review[standing.state],
                         .edited = standing.edited,
                         .submission = standing.submission,
                         .distribution_count = met.live};
    if (standing.state == REVIEW_APPROVED)
        ret->word = word_of(&met);
    return OK;
}

Rc module_states(Ctx *cx, Db *space, const Id *modules, size_t n, ModuleState *ret, size_t *ret_n)
{
    size_t found = 0;
    for (size_t i = 0; i < n; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        Rc rc = state_of(cx, space, &modules[i], &ret[found]);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        found += rc == OK;
        fail_clear(cx);
        arena_rewind(cx->arena, mark);
    }
    *ret_n = found;
    return OK;
}
