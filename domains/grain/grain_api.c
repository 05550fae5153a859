/* Handlers and routes of grains. */
#include "domains/grain/grain_api.h"

#include "domains/access/access_api.h"
#include "domains/grain/grain_shape_api.h"
#include "domains/media/media.h"
#include "kernel/http/cursor.h"

enum { LIMIT_STANDARD = 50 };

static Rc show(Req *q, const Grain *g, GrainShown *ret)
{
    return grain_shown(q->cx, q->db, q->api->media_key, &q->who.space, g, ret);
}

static Rc give(Req *q, Reply *r, const Grain *g)
{
    GrainShown *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(show(q, g, out));
    r->object = out;
    r->version = g->version;
    return OK;
}

static Rc list_grains(Req *q, Reply *r)
{
    const GrainListQuery *in = q->query;
    GrainPage page;
    GrainQuery query = {.search = in->has_search ? in->search : STR(""),
                        .from_start = !in->has_cursor,
                        .limit = in->has_limit ? in->limit : LIMIT_STANDARD};
    if (in->has_owner && in->owner == GRAIN_OWNER_ME)
        query.owner = q->who.person;
    if (in->has_media_id)
        query.media = in->media_id;
    if (in->has_cursor)
        TRY(cursor_read_number(q->cx, in->cursor, &query.after_ms, &query.after_id));
    TRY(grain_list(q->cx, q->db, &query, &page));
    GrainList *out = arena_get(q->cx->arena, sizeof *out);
    GrainShown *items = arena_array(q->cx->arena, page.n, sizeof *items);
    if (!out || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < page.n; i++)
        TRY(show(q, &page.at[i], &items[i]));
    out->items.at = items;
    out->items.n = page.n;
    out->total = page.total;
    out->has_next_cursor = page.more;
    if (page.more)
        TRY(cursor_write_number(q->cx, page.at[page.n - 1].edited_ms, &page.at[page.n - 1].id, &out->next_cursor));
    r->object = out;
    return OK;
}

/* An empty document, or one with just its film. */
static Rc begin(Req *q, const GrainSpec *in, GrainDocument *ret)
{
    GrainDocument d = {.schema = GRAIN_SCHEMA,
                       .title = in->has_title ? in->title : STR("Grain"),
                       .language = in->has_language ? in->language : STR("fr"),
                       .has_media_id = in->has_media_id,
                       .media_id = in->media_id};
    if (in->has_media_id && !in->has_title) {
        Media film;
        Rc rc = media_get(q->cx, q->db, &in->media_id, &film);
        if (rc != OK && rc != ERR_MISSING) /* missing: grain_create says so */
            return rc;
        if (rc == OK && film.title.n)
            d.title = film.title;
    }
    *ret = d;
    return OK;
}

static Rc create(Req *q, Reply *r)
{
    const GrainSpec *in = q->body;
    Actor by = access_actor(q);
    GrainDocument document = in->document;
    Grain g;
    if (in->has_document && (in->has_title || in->has_media_id || in->has_language))
        return fail(q->cx, ERR_REFUSED, "grain.document_alone", "document");
    if (!in->has_document)
        TRY(begin(q, in, &document));
    TRY(grain_create(q->cx, q->db, &by, &document, &g));
    TRY(str_format(q->cx->arena, &r->location, "/api/v1/grains/%s", g.id.text));
    return give(q, r, &g);
}

static Rc get(Req *q, Reply *r)
{
    Id id;
    Grain g;
    GrainDraft *out = arena_get(q->cx->arena, sizeof *out);
    if (!out)
        return ERR_NOMEM;
    TRY(req_id(q, 0, &id));
    TRY(grain_get(q->cx, q->db, &id, &g));
    TRY(show(q, &g, &out->grain));
    TRY(grain_document_read(q->cx, g.document, &out->document));
    r->object = out;
    r->version = g.version;
    return OK;
}

static Rc decode_document(Ctx *cx, Str json, void *ret)
{
    return grain_document_decode(cx, json, ret);
}

static Rc save(Req *q, Reply *r)
{
    Id id;
    Grain g;
    TRY(req_id(q, 0, &id));
    TRY(grain_save(q->cx, q->db, &id, q->if_match, q->body, &g));
    return give(q, r, &g);
}

static Rc delete (Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id id;
    (void)r;
    TRY(req_id(q, 0, &id));
    return grain_delete(q->cx, q->db, &by, &id);
}

static Rc restore(Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id id;
    Grain g;
    TRY(req_id(q, 0, &id));
    TRY(grain_restore(q->cx, q->db, &by, &id, &g));
    return give(q, r, &g);
}

static Rc duplicate(Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Id id;
    Grain g;
    TRY(req_id(q, 0, &id));
    TRY(grain_duplicate(q->cx, q->db, &by, &id, &g));
    TRY(str_format(q->cx->arena, &r->location, "/api/v1/grains/%s", g.id.text));
    return give(q, r, &g);
}

#define DOCUMENT_CODES                                                                                           \
    "grain.newer_schema", "grain.document_too_large", "grain.too_many_elements", "grain.duplicate_id",           \
        "grain.time_order", "grain.no_keyframe", "grain.keyframe_outside", "grain.unknown_content",              \
        "grain.no_question", "grain.too_few_choices", "grain.no_key", "grain.many_keys", "grain.unknown_choice", \
        "grain.duplicate_key", "grain.unknown_media"

static const char *const list_codes[] = {"http.bad_cursor", NULL};
static const char *const create_codes[] = {"grain.document_alone", DOCUMENT_CODES, NULL};
static const char *const save_codes[] = {"http.stale", "grain.id_changed_kind", "grain.too_many_identities",
                                         DOCUMENT_CODES, NULL};
static const char *const delete_codes[] = {"grain.in_use", NULL};

static const Route routes[] = {
    ROUTE("GET", "/api/v1/grains", list_grains, RIGHT_GRAIN_EDIT, "List grains, last edited first",
          .query = &grain_list_query_shape, .reply = &grain_list_shape, .codes = list_codes),
    ROUTE("POST", "/api/v1/grains", create, RIGHT_GRAIN_EDIT, "Create a grain", .status = 201,
          .flags = ROUTE_LARGE_BODY, .body = &grain_spec_shape, .decode = grain_spec_decode, .reply = &grain_shape,
          .codes = create_codes),
    ROUTE("GET", "/api/v1/grains/{grain_id}", get, RIGHT_GRAIN_EDIT, "Read a grain with its document",
          .reply = &grain_draft_shape),
    ROUTE("PUT", "/api/v1/grains/{grain_id}", save, RIGHT_GRAIN_EDIT, "Save a grain's document",
          .flags = ROUTE_NEEDS_MATCH | ROUTE_LARGE_BODY, .body = &grain_document_shape, .decode = decode_document,
          .reply = &grain_shape, .codes = save_codes),
    ROUTE("DELETE", "/api/v1/grains/{grain_id}", delete, RIGHT_GRAIN_EDIT, "Delete a grain; it can be restored",
          .codes = delete_codes),
    ROUTE("POST", "/api/v1/grains/{grain_id}/restore", restore, RIGHT_GRAIN_EDIT, "Restore a deleted grain",
          .reply = &grain_shape),
    ROUTE("POST", "/api/v1/grains/{grain_id}/duplicate", duplicate, RIGHT_GRAIN_EDIT,
          "Copy a grain with the identities in it", .status = 201, .reply = &grain_shape),
    {0},
};

static const ErrorCode errors[] = {
    {"grain.newer_schema", ERR_REFUSED, "The document was made by a newer version of the program"},
    {"grain.document_too_large", ERR_LIMIT, "The document is larger than 512 kB"},
    {"grain.too_many_elements", ERR_REFUSED, "More than 500 chapters, targets, quizzes and contents"},
    {"grain.duplicate_id", ERR_REFUSED, "Two elements of the document have this identity"},
    {"grain.time_order", ERR_REFUSED, "This time does not lie behind the one before"},
    {"grain.no_keyframe", ERR_REFUSED, "The target has no place"},
    {"grain.keyframe_outside", ERR_REFUSED, "This keyframe lies outside of its target's time"},
    {"grain.unknown_content", ERR_REFUSED, "No content of the document has this identity"},
    {"grain.no_question", ERR_REFUSED, "The quiz has no question"},
    {"grain.too_few_choices", ERR_REFUSED, "A question needs two choices or more"},
    {"grain.no_key", ERR_REFUSED, "The question has no right choice"},
    {"grain.many_keys", ERR_REFUSED, "The question has several right choices and allows one"},
    {"grain.unknown_choice", ERR_REFUSED, "No choice of the question has this identity"},
    {"grain.duplicate_key", ERR_REFUSED, "This right choice is named twice"},
    {"grain.unknown_media", ERR_REFUSED, "No media of this space and of the right kind has this identity"},
    {"grain.id_changed_kind", ERR_REFUSED, "This identity belonged to an element of another kind"},
    {"grain.too_many_identities", ERR_REFUSED, "The grain has had more than 20 000 elements; go on in a duplicate"},
    {"grain.document_alone", ERR_REFUSED, "A document comes alone: title, film and language are in it"},
    {"grain.in_use", ERR_CONFLICT, "A module uses this grain"},
    {"grain.no_film", ERR_REFUSED, "The grain has no film"},
    {0},
};

const Surface grain_surface = {"grain", routes, errors, NULL};
