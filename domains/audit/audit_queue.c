/* Reads and refusals on their way to the log. They come from every request thread, so noting one takes a short lock and
 * no database; one thread writes them out. */
#include "domains/audit/audit.h"
#include "domains/audit/audit_record.h"
#include "domains/audit/audit_store.h"

#include "base/mem.h"

#include <pthread.h>
#include <stdlib.h>

enum { SLOTS = 4096, TOUCHED_MAX = 1024, MINUTE_MS = 60000, KEY_BYTES = 16 };

/* One row to be, with its own copies of the texts behind it. */
typedef struct Pending Pending;
struct Pending {
    Pending *next;
    Id space;
    int64_t at_ms, times;
    AuditEntry entry;
    char texts[];
};

/* What is known of one (space, action, who, target) during its minute. */
typedef struct {
    unsigned char key[KEY_BYTES];
    bool used;
    int64_t since_ms; /* start of its minute */
    int rows;         /* begun in this minute */
    Pending *pending; /* of this second, in the list: like ones are counted there */
    Pending *held;    /* beyond the limit: waits for the minute to end */
} Slot;

struct AuditQueue {
    pthread_mutex_t lock;
    Pending *first, **last;
    AuditLoad load;
    Id touched[TOUCHED_MAX];
    size_t touched_count;
    Slot slots[SLOTS];
};

Rc audit_queue_new(AuditQueue **ret)
{
    AuditQueue *q = mem_get(sizeof *q);
    if (!q)
        return ERR_NOMEM;
    pthread_mutex_init(&q->lock, NULL);
    q->last = &q->first;
    *ret = q;
    return OK;
}

static void free_list(Pending *p)
{
    while (p) {
        Pending *next = p->next;
        mem_free(p);
        p = next;
    }
}

void audit_queue_free(AuditQueue *q)
{
    if (!q)
        return;
    free_list(q->first);
    for (size_t i = 0; i < SLOTS; i++)
        mem_free(q->slots[i].held);
    pthread_mutex_destroy(&q->lock);
    mem_free(q);
}

AuditLoad audit_queue_load(AuditQueue *q)
{
    pthread_mutex_lock(&q->lock);
    AuditLoad load = q->load;
    pthread_mutex_unlock(&q->lock);
    return load;
}

static void keep(char **room, Str *text)
{
    if (text->n == 0)
        return;
    memcpy(*room, text->at, text->n);
    text->at = *room;
    *room += text->n;
}

static Pending *copy(const Id *space, const AuditEntry *entry, int64_t at_ms)
{
    AuditEntry e = *entry;
    Str *texts[] = {&e.by.address, &e.target_kind, &e.target_id, &e.target_name, &e.detail};
    size_t n = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (texts[i]->n > AUDIT_DETAIL_MAX)
            texts[i]->n = 0; /* no reader of requests lets this through */
        n += texts[i]->n;
    }
    Pending *p = mem_get(sizeof *p + n);
    if (!p)
        return NULL;
    char *room = p->texts;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        keep(&room, texts[i]);
    *p = (Pending){.space = *space, .at_ms = at_ms, .times = 1, .entry = e};
    return p;
}

static void add_part(Sha256Stream *s, Str part)
{
    sha256_add(s, &part.n, sizeof part.n);
    sha256_add(s, part.at ? part.at : "", part.n);
}

/* Who and what, as one key; a refused stranger is known by address. */
static Sha256 key_of(const Id *space, const AuditEntry *e)
{
    Sha256Stream s;
    int action = (int)e->action;
    sha256_begin(&s);
    sha256_add(&s, &action, sizeof action);
    add_part(&s, id_str(space));
    add_part(&s, id_none(&e->by.person) ? e->by.address : id_str(&e->by.person));
    add_part(&s, e->target_kind);
    add_part(&s, e->target_id);
    if (e->action != AUDIT_REFUSED) {
        add_part(&s, e->target_name);
        add_part(&s, e->detail);
        add_part(&s, e->by.address);
    }
    return sha256_end(&s);
}

/* The slot of this key, or an unused one, or NULL when its neighbourhood is full: then nothing is counted together. */
static Slot *slot_of(AuditQueue *q, const Sha256 *key)
{
    size_t start = ((size_t)key->bytes[0] << 8 | key->bytes[1]) % SLOTS;
    Slot *unused = NULL;
    for (size_t i = 0; i < 32; i++) {
        Slot *s = &q->slots[(start + i) % SLOTS];
        if (s->used && memcmp(s->key, key->bytes, KEY_BYTES) == 0)
            return s;
        if (!s->used && !unused)
            unused = s;
    }
    if (unused) {
        *unused = (Slot){.used = true};
        memcpy(unused->key, key->bytes, KEY_BYTES);
    }
    return unused;
}

static void append(AuditQueue *q, Pending *p)
{
    *q->last = p;
    q->last = &p->next;
    q->load.pending++;
}

static void note(AuditQueue *q, const Id *space, const AuditEntry *entry, int64_t now)
{
    Sha256 key = key_of(space, entry);
    Slot *slot = slot_of(q, &key);
    if (slot && (slot->rows == 0 || now - slot->since_ms >= MINUTE_MS) && !slot->held) {
        slot->since_ms = now;
        slot->rows = 0;
    }
    Pending *known = slot ? slot->pending ? slot->pending : slot->held : NULL;
    if (known) {
        known->times++;
        return;
    }
    Pending *p = q->load.pending < AUDIT_PENDING_MAX ? copy(space, entry, now) : NULL;
    if (!p) {
        q->load.dropped++;
        return;
    }
    bool hold = slot && entry->action == AUDIT_REFUSED && slot->rows >= AUDIT_REFUSALS_A_MINUTE;
    if (hold) {
        slot->held = p;
        q->load.pending++;
        return;
    }
    if (slot) {
        slot->pending = p;
        slot->rows++;
    }
    append(q, p);
}

static void touch(AuditQueue *q, const Id *space)
{
    for (size_t i = 0; i < q->touched_count; i++)
        if (id_equal(&q->touched[i], space))
            return;
    if (q->touched_count < TOUCHED_MAX) /* beyond, the sweep over all spaces seals */
        q->touched[q->touched_count++] = *space;
}

void audit_observe(Ctx *cx, AuditQueue *q, const Id *space, const AuditEntry *entry)
{
    int64_t now = now_ms(cx);
    pthread_mutex_lock(&q->lock);
    note(q, space, entry, now);
    pthread_mutex_unlock(&q->lock);
}

void audit_touch(AuditQueue *q, const Id *space)
{
    pthread_mutex_lock(&q->lock);
    touch(q, space);
    pthread_mutex_unlock(&q->lock);
}

/* Ends this second: what is held beyond its minute joins the list, slots without news are free again. A clock that was
 * set back ends the minute too. */
static Pending *take(AuditQueue *q, int64_t now, Id *touched, size_t *touched_count)
{
    pthread_mutex_lock(&q->lock);
    for (size_t i = 0; i < SLOTS; i++) {
        Slot *s = &q->slots[i];
        bool over = now - s->since_ms >= MINUTE_MS || now < s->since_ms;
        s->pending = NULL;
        if (s->held && over) {
            q->load.pending--;
            append(q, s->held);
            s->held = NULL;
        }
        if (s->used && over)
            *s = (Slot){0};
    }
    Pending *list = q->first;
    for (Pending *p = list; p; p = p->next)
        q->load.pending--;
    q->first = NULL;
    q->last = &q->first;
    *touched_count = q->touched_count;
    memcpy(touched, q->touched, q->touched_count * sizeof *touched);
    q->touched_count = 0;
    pthread_mutex_unlock(&q->lock);
    return list;
}

static void put_back(AuditQueue *q, Pending *list, const Id *space)
{
    pthread_mutex_lock(&q->lock);
    for (Pending *p = list, *next; p; p = next) {
        next = p->next;
        p->next = NULL;
        append(q, p);
    }
    touch(q, space);
    pthread_mutex_unlock(&q->lock);
}

static Rc write_list(Ctx *cx, Db *space, void *arg)
{
    for (const Pending *p = arg; p; p = p->next) {
        ArenaMark mark = arena_mark(cx->arena);
        AuditRecord record;
        TRY(audit_record(cx, &p->entry, p->at_ms, p->times, &record));
        TRY(audit_store_insert(cx, space, &record));
        arena_rewind(cx->arena, mark);
    }
    return OK;
}

/* Moves those of one space out of *list, in their order. */
static Pending *of_space(Pending **list, const Id *space)
{
    Pending *mine = NULL, **end = &mine;
    for (Pending **at = list; *at;) {
        Pending *p = *at;
        if (!id_equal(&p->space, space)) {
            at = &p->next;
            continue;
        }
        *at = p->next;
        p->next = NULL;
        *end = p;
        end = &p->next;
    }
    return mine;
}

/* One space: writes, then seals. The list is written or put back whole; a space that is no more takes its own along. */
static Rc flush_space(Ctx *cx, AuditQueue *q, StoreThread *stores, const Id *space, Pending *list)
{
    Db *db;
    int64_t sealed;
    ArenaMark mark = arena_mark(cx->arena);
    Rc rc = store_space(cx, stores, space, &db);
    if (rc == OK && list)
        rc = db_write(cx, db, write_list, list);
    if (rc == OK || rc == ERR_MISSING)
        free_list(list);
    else
        put_back(q, list, space);
    if (rc == OK)
        rc = audit_seal(cx, db, &sealed);
    arena_rewind(cx->arena, mark);
    return rc == ERR_MISSING ? OK : rc;
}

Rc audit_flush(Ctx *cx, AuditQueue *q, StoreThread *stores)
{
    Id *touched = arena_array(cx->arena, TOUCHED_MAX, sizeof *touched);
    size_t n = 0;
    Rc first = OK;
    if (!touched)
        return ERR_NOMEM;
    Pending *list = take(q, now_ms(cx), touched, &n);
    for (size_t i = 0; i < n || list; i++) {
        Id space = i < n ? touched[i] : list->space;
        Rc rc = flush_space(cx, q, stores, &space, of_space(&list, &space));
        first = first == OK ? rc : first;
    }
    return first;
}
