/* Rules of drafts: making, saving, deleting and its undoing, lists. Versions: grain_version.c. */
#include "domains/grain/grain.h"

#include "domains/audit/audit.h"
#include "domains/grain/grain_draft.h"
#include "domains/grain/grain_store.h"
#include "kernel/crypt/crypt.h"
#include "kernel/json/canonical.h"
#include "kernel/json/codec.h"
#include "kernel/text/fold.h"

/* What is written may be longer than what came in: numbers and escapes have one form. */
enum { STORED_MAX = 2 * GRAIN_DOCUMENT_MAX };

static Rc missing(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

static Rc note(Ctx *cx, Db *space, const Actor *by, AuditAction action, const Grain *g)
{
    AuditEntry entry = {
        .action = action, .by = *by, .target_kind = STR("grain"), .target_id = id_str(&g->id), .target_name = g->title};
    return audit_append(cx, space, &entry);
}

static Rc get_live(Ctx *cx, Db *space, const Id *grain, Grain *ret, Str *ret_hash)
{
    Grain g;
    Rc rc = grain_store_get(cx, space, grain, &g, ret_hash);
    if (rc == ERR_MISSING || (rc == OK && g.deleted_ms))
        return missing(cx);
    if (rc == OK)
        *ret = g;
    return rc;
}

Rc grain_get(Ctx *cx, Db *space, const Id *grain, Grain *ret)
{
    Str hash;
    return get_live(cx, space, grain, ret, &hash);
}

Rc grain_content_row(Ctx *cx, const GrainDocument *document, GrainContentRow *ret)
{
    GrainContentRow row = {.document = document};
    Buf text, canonical;
    if (document->has_media_id)
        row.media = document->media_id;
    buf_init(&text, cx->arena, STORED_MAX);
    buf_init(&canonical, cx->arena, STORED_MAX);
    TRY(shape_encode(cx, &grain_document_shape, document, &text));
    TRY(json_canonical(cx, buf_str(&text), &canonical));
    row.json = buf_str(&canonical);
    Sha256 h = sha256(row.json);
    TRY(sha256_hex(cx, &h, &row.hash));
    TRY(text_fold(cx, document->title, &row.folded));
    *ret = row;
    return OK;
}

static void take(Grain *g, const GrainContentRow *row)
{
    g->media = row->media;
    g->title = row->document->title;
    g->document = row->json;
    g->target_count = (int64_t)row->document->targets.n;
    g->quiz_count = (int64_t)row->document->quizzes.n;
    g->content_count = (int64_t)row->document->contents.n;
    g->chapter_count = (int64_t)row->document->chapters.n;
}

typedef struct {
    const Actor *by;
    Grain grain;
    GrainContentRow row;
    int64_t version;
} Change;

static Rc hold_media(Ctx *cx, Db *space, const Id *grain, const GrainDocument *document)
{
    GrainMedia *media;
    size_t n;
    TRY(grain_media(cx, space, document, &media, &n));
    return grain_hold(cx, space, grain, media, n);
}

static Rc create(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    TRY(hold_media(cx, space, &c->grain.id, c->row.document));
    TRY(grain_store_insert(cx, space, &c->grain, c->row.folded, c->row.hash));
    TRY(grain_remember(cx, space, &c->grain.id, c->row.document));
    return note(cx, space, c->by, AUDIT_GRAIN_CREATED, &c->grain);
}

Rc grain_create(Ctx *cx, Db *space, const Actor *by, const GrainDocument *document, Grain *ret)
{
    Change c = {.by = by, .grain = {.id = id_new(cx), .owner = by->person, .version = 1}};
    c.grain.created_ms = c.grain.edited_ms = now_ms(cx);
    TRY(grain_content_row(cx, document, &c.row));
    take(&c.grain, &c.row);
    TRY(db_write(cx, space, create, &c));
    *ret = c.grain;
    return OK;
}

/* "Title" → "Title (2)", "Title (2)" → "Title (3)"; cut so that it fits. */
static Rc next_title(Ctx *cx, Str title, Str *ret)
{
    int64_t number = 1;
    size_t open = title.n;
    while (open && title.at[open - 1] != '(')
        open--;
    if (open > 1 && title.at[title.n - 1] == ')' &&
        str_i64((Str){title.at + open, title.n - open - 1}, &number) == OK && number > 0 && number < INT32_MAX)
        title = str_trim((Str){title.at, open - 1});
    else
        number = 1;
    while (utf8_length(title) > GRAIN_TITLE_MAX - sizeof " (2147483647)") {
        do
            title.n--;
        while (((unsigned char)title.at[title.n] & 0xC0) == 0x80);
    }
    return str_format(cx->arena, ret, "%.*s (%lld)", STR_ARG(title), (long long)number + 1);
}

Rc grain_duplicate(Ctx *cx, Db *space, const Actor *by, const Id *grain, Grain *ret)
{
    Grain g;
    GrainDocument d;
    TRY(grain_get(cx, space, grain, &g));
    TRY(grain_document_read(cx, g.document, &d));
    TRY(next_title(cx, g.title, &d.title));
    return grain_create(cx, space, by, &d, ret);
}

static Rc save(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    Grain g;
    Str hash;
    int64_t changed = 0;
    TRY(get_live(cx, space, &c->grain.id, &g, &hash));
    if (str_equal(hash, c->row.hash)) { /* saved before: the answer was lost, or nothing changed */
        c->grain = g;
        return OK;
    }
    if (g.version != c->version) {
        cx->problem.current_version = g.version;
        return fail(cx, ERR_STALE, "http.stale", NULL);
    }
    TRY(hold_media(cx, space, &g.id, c->row.document));
    TRY(grain_remember(cx, space, &g.id, c->row.document));
    take(&g, &c->row);
    g.edited_ms = now_ms(cx);
    TRY(grain_store_update(cx, space, &g, c->row.folded, c->row.hash, &changed));
    if (!changed)
        return ERR_BUSY; /* changed by another transaction since it was read here */
    g.version++;
    c->grain = g;
    return OK;
}

Rc grain_save(Ctx *cx, Db *space, const Id *grain, int64_t version, const GrainDocument *document, Grain *ret)
{
    Change c = {.grain = {.id = *grain}, .version = version};
    TRY(grain_content_row(cx, document, &c.row));
    TRY(db_write(cx, space, save, &c));
    *ret = c.grain;
    return OK;
}

static Rc delete (Ctx *cx, Db *space, void *arg)
{
    const Change *c = arg;
    Grain g;
    int64_t changed = 0;
    TRY(grain_get(cx, space, &c->grain.id, &g));
    TRY(grain_store_mark_deleted(cx, space, &g.id, &changed));
    if (!changed)
        return fail(cx, ERR_CONFLICT, "grain.in_use", NULL);
    TRY(grain_hold(cx, space, &g.id, NULL, 0));
    return note(cx, space, c->by, AUDIT_GRAIN_DELETED, &g);
}

Rc grain_delete(Ctx *cx, Db *space, const Actor *by, const Id *grain)
{
    Change c = {.by = by, .grain = {.id = *grain}};
    return db_write(cx, space, delete, &c);
}

/* A media may have been deleted meanwhile: the draft comes back without it, and says so when it is next saved. */
static Rc hold_what_is_left(Ctx *cx, Db *space, const Id *grain, const GrainDocument *document)
{
    Rc rc = hold_media(cx, space, grain, document);
    if (rc != ERR_REFUSED)
        return rc;
    fail_clear(cx);
    return OK;
}

static Rc restore(Ctx *cx, Db *space, void *arg)
{
    Change *c = arg;
    Id id = c->grain.id;
    Grain g;
    GrainDocument d;
    int64_t changed = 0;
    TRY(grain_store_mark_live(cx, space, &id, &changed));
    if (!changed)
        return missing(cx);
    TRY(grain_get(cx, space, &id, &g));
    TRY(grain_document_read(cx, g.document, &d));
    TRY(hold_what_is_left(cx, space, &id, &d));
    TRY(note(cx, space, c->by, AUDIT_GRAIN_RESTORED, &g));
    c->grain = g;
    return OK;
}

Rc grain_restore(Ctx *cx, Db *space, const Actor *by, const Id *grain, Grain *ret)
{
    Change c = {.by = by, .grain = {.id = *grain}};
    TRY(db_write(cx, space, restore, &c));
    *ret = c.grain;
    return OK;
}

Rc grain_list(Ctx *cx, Db *space, const GrainQuery *query, GrainPage *ret)
{
    GrainPage page = {0};
    Str like;
    size_t max = (size_t)query->limit + 1;
    page.at = arena_array(cx->arena, max, sizeof *page.at);
    if (!page.at)
        return ERR_NOMEM;
    TRY(text_like(cx, query->search, &like));
    TRY(grain_store_list(cx, space, query, like, max, page.at, &page.n));
    TRY(grain_store_count(cx, space, query, like, &page.total));
    page.more = page.n == max;
    page.n -= page.more;
    *ret = page;
    return OK;
}

Rc grain_use(Ctx *cx, Db *space, const Id *user, const Id *grains, size_t n, size_t *ret_at)
{
    TRY(grain_store_clear_use(cx, space, user));
    for (size_t i = 0; i < n; i++) {
        int64_t changed = 0;
        TRY(grain_store_insert_use(cx, space, user, &grains[i], &changed));
        if (!changed) {
            *ret_at = i;
            return missing(cx);
        }
    }
    return OK;
}
