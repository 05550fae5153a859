/* Comparing two documents, and two versions of a module. */
#include "domains/review/difference.h"

#include "domains/grain/grain.h"
#include "domains/review/part.h"
#include "domains/review/review_store.h"

#include <stdlib.h>
#include <string.h>

const char *const change_kind_names[CHANGE_COUNT + 1] = {"same", "added", "removed", "changed", "moved", NULL};
const char *const part_kind_names[PART_KIND_COUNT + 1] = {"grain", "chapter", "target", "quiz", "question",
                                                          "image", "slides",  "text",   NULL};

/* Two documents with their parts, no longer than they are compared. */
enum { COMPARING_ARENA = 64 << 20 };

typedef struct {
    Part *at;
    size_t n;
    const Part **by_id; /* the same, sorted by identity */
} Parts;

static int by_id(const void *a, const void *b)
{
    const Part *const *l = a, *const *r = b;
    return memcmp((*l)->id.text, (*r)->id.text, ID_TEXT);
}

static Rc take_apart(Ctx *cx, const Id *grain, const GrainDocument *d, Parts *ret)
{
    TRY(parts_of(cx, grain, d, &ret->at, &ret->n));
    ret->by_id = arena_array(cx->arena, ret->n, sizeof(Part *));
    if (!ret->by_id)
        return ERR_NOMEM;
    for (size_t i = 0; i < ret->n; i++)
        ret->by_id[i] = &ret->at[i];
    qsort(ret->by_id, ret->n, sizeof(Part *), by_id);
    return OK;
}

static const Part *find(const Parts *p, const Part *like)
{
    const Part *const *found = bsearch(&like, p->by_id, p->n, sizeof(Part *), by_id);
    return found ? *found : NULL;
}

static const PartField *find_field(const Part *p, const PartField *like)
{
    for (size_t i = 0; i < p->n; i++)
        if (str_equal(p->fields[i].name, like->name) && id_equal(&p->fields[i].key, &like->key))
            return &p->fields[i];
    return NULL;
}

/* At most DIFFERENCE_TEXT_MAX bytes, whole characters. */
static Str cut(Str s)
{
    size_t n = DIFFERENCE_TEXT_MAX;
    if (s.n <= n)
        return s.at ? s : STR("");
    while (n && ((unsigned char)s.at[n] & 0xC0) == 0x80)
        n--;
    return (Str){s.at, n};
}

/* Choices that came or went show in the list of them; here only what both sides have is compared. */
static Rc compare_fields(Ctx *cx, const Part *before, const Part *after, ElementChange *change)
{
    change->fields.at = arena_array(cx->arena, after->n, sizeof *change->fields.at);
    if (!change->fields.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < after->n; i++) {
        const PartField *now = &after->fields[i], *then = find_field(before, now);
        if (!then || (str_equal(then->raw, now->raw) && !then->raw.at == !now->raw.at))
            continue;
        change->fields.at[change->fields.n++] = (FieldChange){.field = now->name,
                                                              .has_before = then->raw.at,
                                                              .has_after = now->raw.at,
                                                              .before = cut(then->shown),
                                                              .after = cut(now->shown)};
    }
    return OK;
}

static void add(ElementChanges *to, const ElementChange *change)
{
    if (to->n < DIFFERENCE_ELEMENTS_MAX)
        to->at[to->n++] = *change;
    else
        to->omitted++;
}

static ElementChange change_of(const Part *p, ChangeKind kind)
{
    return (ElementChange){.element_id = p->id,
                           .kind = (int)p->kind,
                           .label = p->label,
                           .change = (int)kind,
                           .has_at_ms = p->has_at,
                           .at_ms = p->at_ms};
}

Rc difference_documents(Ctx *cx, const Id *grain, const GrainDocument *before, const GrainDocument *after,
                        ElementChanges *ret)
{
    Parts then, now;
    ElementChanges changes = {.at = arena_array(cx->arena, DIFFERENCE_ELEMENTS_MAX, sizeof *changes.at)};
    if (!changes.at)
        return ERR_NOMEM;
    TRY(take_apart(cx, grain, before, &then));
    TRY(take_apart(cx, grain, after, &now));
    for (size_t i = 0; i < now.n; i++) {
        const Part *was = find(&then, &now.at[i]);
        ElementChange change = change_of(&now.at[i], was ? CHANGE_CHANGED : CHANGE_ADDED);
        if (was)
            TRY(compare_fields(cx, was, &now.at[i], &change));
        if (!was || change.fields.n)
            add(&changes, &change);
    }
    for (size_t i = 0; i < then.n; i++) {
        ElementChange change = change_of(&then.at[i], CHANGE_REMOVED);
        if (!find(&now, &then.at[i]))
            add(&changes, &change);
    }
    *ret = changes;
    return OK;
}

static Rc keep_fields(Ctx *cx, const ElementChange *from, ElementChange *to)
{
    to->fields.at = arena_array(cx->arena, from->fields.n, sizeof *to->fields.at);
    if (!to->fields.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < from->fields.n; i++) {
        FieldChange *f = &to->fields.at[i];
        *f = from->fields.at[i]; /* its name is a literal */
        TRY(str_copy(cx->arena, f->before, &f->before));
        TRY(str_copy(cx->arena, f->after, &f->after));
    }
    return OK;
}

/* Out of the arena of the comparison. */
static Rc keep(Ctx *cx, const ElementChanges *from, ElementChanges *ret)
{
    ElementChanges to = {.at = arena_array(cx->arena, from->n, sizeof *to.at), .omitted = from->omitted};
    if (!to.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < from->n; i++) {
        to.at[i] = from->at[i];
        TRY(str_copy(cx->arena, from->at[i].label, &to.at[i].label));
        TRY(keep_fields(cx, &from->at[i], &to.at[i]));
    }
    to.n = from->n;
    *ret = to;
    return OK;
}

static Rc read_version(Ctx *cx, Db *space, const Id *version, GrainVersion *ret, GrainDocument *ret_document)
{
    TRY(grain_version_get(cx, space, version, ret));
    return grain_document_read(cx, ret->document, ret_document);
}

static Rc compare_versions(Ctx *cx, Db *space, const ReviewFrozen *before, const ReviewFrozen *after,
                           ElementChanges *ret)
{
    AUTO_ARENA arena = arena_new(COMPARING_ARENA);
    Ctx inner = *cx;
    GrainVersion v;
    GrainDocument then, now;
    ElementChanges changes;
    inner.arena = arena;
    if (!arena)
        return ERR_NOMEM;
    TRY(read_version(&inner, space, &before->version, &v, &then));
    TRY(read_version(&inner, space, &after->version, &v, &now));
    TRY(difference_documents(&inner, &after->grain, &then, &now, &changes));
    return keep(cx, &changes, ret);
}

static const ReviewFrozen *frozen_of(const ReviewFrozenList *list, const Id *grain)
{
    for (size_t i = 0; i < list->n; i++)
        if (id_equal(&list->at[i].grain, grain))
            return &list->at[i];
    return NULL;
}

/* The place of a grain among those that both versions have. */
static size_t place_of(const ReviewFrozenList *list, const ReviewFrozenList *other, const Id *grain)
{
    size_t place = 0;
    for (size_t i = 0; i < list->n && !id_equal(&list->at[i].grain, grain); i++)
        place += frozen_of(other, &list->at[i].grain) != NULL;
    return place;
}

static Rc compare_grain(Ctx *cx, Db *space, const ReviewFrozenList *before, const ReviewFrozenList *after,
                        const ReviewFrozen *now, GrainChange *ret)
{
    const ReviewFrozen *then = frozen_of(before, &now->grain);
    *ret = (GrainChange){.grain = now->grain, .title = now->title, .change = CHANGE_ADDED};
    if (!then)
        return OK;
    if (!str_equal(then->hash, now->hash)) {
        ret->change = CHANGE_CHANGED;
        return compare_versions(cx, space, then, now, &ret->elements);
    }
    bool moved = place_of(before, after, &now->grain) != place_of(after, before, &now->grain);
    ret->change = moved ? CHANGE_MOVED : CHANGE_SAME;
    return OK;
}

Rc difference_of(Ctx *cx, Db *space, const Submission *submission, Difference *ret)
{
    ReviewFrozenList before = {0}, after;
    ReviewApproval against;
    Difference d = {.at = arena_array(cx->arena, 2 * MODULE_GRAINS_MAX, sizeof *d.at)};
    if (!d.at)
        return ERR_NOMEM;
    TRY(review_store_frozen(cx, space, &submission->module_version, &after));
    Rc rc = review_store_approved(cx, space, &submission->module, &submission->id, &against);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    if (rc == OK) {
        d.has_against = true;
        d.module_version = against.module_version;
        d.number = against.number;
        d.approved_ms = against.approved_ms;
        TRY(review_store_frozen(cx, space, &against.module_version, &before));
    }
    for (size_t i = 0; i < after.n; i++)
        TRY(compare_grain(cx, space, &before, &after, &after.at[i], &d.at[d.n++]));
    for (size_t i = 0; i < before.n; i++)
        if (!frozen_of(&after, &before.at[i].grain))
            d.at[d.n++] =
                (GrainChange){.grain = before.at[i].grain, .title = before.at[i].title, .change = CHANGE_REMOVED};
    *ret = d;
    return OK;
}
