/* A walk that feeds a hash with a canonical form: members sorted by name, each value with its kind and length, so that
 * no two forms run together. */
#include "domains/xapi/xapi_fingerprint.h"

#include "domains/xapi/xapi_form.h"

#include <stdio.h>

typedef struct {
    Ctx *cx;
    Sha256Stream *out;
} Printer;

typedef Rc (*Print)(Printer *p, const JsonValue *v);
static Rc print_value(Printer *p, const JsonValue *v);
static Rc print_raw(Printer *p, const JsonValue *v);

static void put(Printer *p, char kind, Str s)
{
    char head[32];
    int n = snprintf(head, sizeof head, "%c%zu:", kind, s.n);
    sha256_add(p->out, head, (size_t)n);
    if (s.n)
        sha256_add(p->out, s.at, s.n);
}

static void put_count(Printer *p, char kind, size_t count)
{
    char head[32];
    int n = snprintf(head, sizeof head, "%c%zu;", kind, count);
    sha256_add(p->out, head, (size_t)n);
}

static void put_number(Printer *p, double v)
{
    char text[40];
    int n = snprintf(text, sizeof text, "%.17g", v);
    put(p, 'n', (Str){text, (size_t)n});
}

static Rc lower(Printer *p, Str s, Str *ret)
{
    Str copy;
    TRY(str_copy(p->cx->arena, s, &copy));
    char *at = (char *)(uintptr_t)copy.at;
    for (size_t i = 0; i < copy.n; i++)
        if (at[i] >= 'A' && at[i] <= 'Z')
            at[i] = (char)(at[i] + 'a' - 'A');
    *ret = copy;
    return OK;
}

static Rc print_lower(Printer *p, const JsonValue *v)
{
    Str small;
    TRY(lower(p, value_text(v), &small));
    put(p, 't', small);
    return OK;
}

static Rc print_time(Printer *p, const JsonValue *v)
{
    int64_t ms = 0;
    TRY(form_time(value_text(v), &ms));
    put_number(p, (double)ms);
    return OK;
}

/* Digits of a fraction behind the second one say nothing. */
static Rc print_duration(Printer *p, const JsonValue *v)
{
    Str s = value_text(v);
    Buf b;
    size_t behind = 0;
    bool fraction = false;
    buf_init(&b, p->cx->arena, XAPI_DURATION_MAX);
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.at[i] >= '0' && s.at[i] <= '9';
        fraction = digit ? fraction : s.at[i] == '.' || s.at[i] == ',';
        behind = fraction ? behind + 1 : 0;
        if (behind <= 3) /* the sign and two digits */
            buf_byte(&b, s.at[i] == ',' ? '.' : s.at[i]);
    }
    put(p, 't', buf_str(&b));
    return b.rc;
}

/* An identity is a UUID in any case, or an IRI, which is never of that form. */
static Rc print_identity(Printer *p, const JsonValue *v)
{
    Id id;
    if (form_uuid(value_text(v), &id) == OK)
        put(p, 't', id_str(&id));
    else
        put(p, 't', value_text(v));
    return OK;
}

static int by_bytes(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(Sha256));
}

/* Each item by itself, then their digests in order: a set. */
static Rc print_set(Printer *p, const JsonValue *v)
{
    size_t n = value_count(v);
    Sha256 *digests = arena_array(p->cx->arena, n, sizeof *digests);
    if (!digests)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++) {
        Sha256Stream stream;
        Printer inner = {p->cx, &stream};
        sha256_begin(&stream);
        TRY(print_value(&inner, value_item(v, i)));
        digests[i] = sha256_end(&stream);
    }
    if (n)
        qsort(digests, n, sizeof *digests, by_bytes);
    put_count(p, 's', n);
    sha256_add(p->out, digests, n * sizeof *digests);
    return OK;
}

static Rc print_activities(Printer *p, const JsonValue *v)
{
    if (value_kind(v) == VALUE_LIST)
        return print_value(p, v);
    put_count(p, 'l', 1);
    return print_value(p, v);
}

static Rc skip(Printer *p, const JsonValue *v)
{
    (void)p, (void)v;
    return OK;
}

static Rc print_type(Printer *p, const JsonValue *v)
{
    put(p, 't', value_text(v));
    return OK;
}

static Rc print_verb(Printer *p, const JsonValue *v)
{
    return print_identity(p, value_member(v, "id"));
}

/* Members that are not simply what they look like. Their names mean the same wherever the standard allows them. */
static const struct {
    const char *name;
    Print print;
} special[] = {
    {"stored", skip},
    {"authority", skip},
    {"version", skip},
    {"definition", skip},
    {"timestamp", print_time},
    {"duration", print_duration},
    {"id", print_identity},
    {"registration", print_identity},
    {"member", print_set},
    {"mbox_sha1sum", print_lower},
    {"sha2", print_lower},
    {"language", print_lower},
    {"parent", print_activities},
    {"grouping", print_activities},
    {"category", print_activities},
    {"other", print_activities},
    {"extensions", print_raw},
    {"verb", print_verb},
    {"objectType", print_type},
};

/* "Activity" and "Agent" are what is taken when nothing is said. */
static bool is_default(const ValueMember *m)
{
    Str type = value_text(m->value);
    return str_equal(m->name, STR("objectType")) && (str_equal(type, STR("Activity")) || str_equal(type, STR("Agent")));
}

static Print print_of(const ValueMember *m)
{
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (str_equal(m->name, str_of(special[i].name)))
            return is_default(m) ? skip : special[i].print;
    return print_value;
}

static int by_name(const void *a, const void *b)
{
    return str_compare(((const ValueMember *)a)->name, ((const ValueMember *)b)->name);
}

static Rc print_members(Printer *p, const JsonValue *v, bool raw)
{
    size_t n = 0;
    ValueMember *sorted = arena_array(p->cx->arena, value_count(v), sizeof *sorted), m = {0};
    if (!sorted)
        return ERR_NOMEM;
    while (value_next(v, &m))
        if (raw || print_of(&m) != skip)
            sorted[n++] = m;
    if (n)
        qsort(sorted, n, sizeof *sorted, by_name);
    put_count(p, 'o', n);
    for (size_t i = 0; i < n; i++) {
        put(p, 'm', sorted[i].name);
        TRY((raw ? print_raw : print_of(&sorted[i]))(p, sorted[i].value));
    }
    return OK;
}

static Rc print(Printer *p, const JsonValue *v, bool raw)
{
    switch (value_kind(v)) {
    case VALUE_NULL:
        put(p, 'z', (Str){0});
        return OK;
    case VALUE_BOOL:
        put_count(p, 'b', value_bool(v));
        return OK;
    case VALUE_INT:
    case VALUE_REAL:
        put_number(p, value_number(v));
        return OK;
    case VALUE_TEXT:
        put(p, 't', value_text(v));
        return OK;
    case VALUE_LIST:
        put_count(p, 'l', value_count(v));
        for (size_t i = 0; i < value_count(v); i++)
            TRY((raw ? print_raw : print_value)(p, value_item(v, i)));
        return OK;
    case VALUE_OBJECT:
        return print_members(p, v, raw);
    }
    return ERR_BUG;
}

static Rc print_value(Printer *p, const JsonValue *v)
{
    return print(p, v, false);
}

/* Extensions are not the standard's: nothing in them is made equal. */
static Rc print_raw(Printer *p, const JsonValue *v)
{
    return print(p, v, true);
}

Rc xapi_fingerprint(Ctx *cx, const JsonValue *statement, Sha256 *ret)
{
    Sha256Stream stream;
    Printer p = {cx, &stream};
    size_t parts = 0;
    sha256_begin(&stream);
    /* Its own identity is no part of what it says; those of verb and object are. */
    static const char *const said[] = {"actor",  "attachments", "context", "object",
                                       "result", "timestamp",   "verb",    NULL};
    for (const char *const *name = said; *name; name++) {
        const JsonValue *v = value_member(statement, *name);
        if (!v)
            continue;
        ValueMember m = {.name = str_of(*name), .value = v};
        put(&p, 'm', m.name);
        TRY(print_of(&m)(&p, v));
        parts++;
    }
    put_count(&p, 'o', parts);
    *ret = sha256_end(&stream);
    return OK;
}
