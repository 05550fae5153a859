/* An identity is of one kind for ever: measures and answers refer to it when the element is long gone. */
#include "domains/grain/grain_draft.h"
#include "domains/grain/grain_store.h"

typedef struct {
    GrainElement *at;
    size_t n;
} Elements;

static Rc known_ones(Ctx *cx, Db *space, const Id *grain, Elements *ret)
{
    size_t count = 0;
    TRY(grain_store_count_elements(cx, space, grain, &count));
    ret->at = arena_array(cx->arena, count, sizeof *ret->at);
    if (!ret->at)
        return ERR_NOMEM;
    return grain_store_elements(cx, space, grain, count, ret->at, &ret->n);
}

static Rc refuse(Ctx *cx, const GrainElement *element)
{
    Str path;
    TRY(grain_element_path(cx, "", element, &path));
    fail_item(cx, "grain.id_changed_kind", path);
    return OK;
}

/* Both lists are sorted by identity: one walk. Those not known yet come out first in `ret_new`. */
static Rc compare(Ctx *cx, const Elements *known, const Elements *mine, Elements *ret_new)
{
    size_t k = 0;
    for (size_t i = 0; i < mine->n; i++) {
        int order = 1;
        while (k < known->n && (order = memcmp(known->at[k].id.text, mine->at[i].id.text, ID_TEXT)) < 0)
            k++;
        if (k == known->n || order > 0)
            ret_new->at[ret_new->n++] = mine->at[i];
        else if (known->at[k].kind != mine->at[i].kind)
            TRY(refuse(cx, &mine->at[i]));
    }
    return OK;
}

Rc grain_remember(Ctx *cx, Db *space, const Id *grain, const GrainDocument *document)
{
    Elements known = {0}, mine = {0}, new = {0};
    TRY(known_ones(cx, space, grain, &known));
    TRY(grain_elements(cx, document, &mine.at, &mine.n));
    new.at = arena_array(cx->arena, mine.n, sizeof *new.at);
    if (!new.at)
        return ERR_NOMEM;
    TRY(compare(cx, &known, &mine, &new));
    if (cx->problem.item_count)
        return ERR_REFUSED;
    if (known.n + new.n > GRAIN_IDENTITIES_MAX)
        return fail(cx, ERR_REFUSED, "grain.too_many_identities", NULL);
    for (size_t i = 0; i < new.n; i++)
        TRY(grain_store_insert_element(cx, space, grain, &new.at[i]));
    return OK;
}
