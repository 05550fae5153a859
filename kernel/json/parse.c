/* jansson, held to our limits: UTF-8, depth and number of values are checked before it sees the text, and all it
 * allocates comes from the arena of the request, so its ceiling counts and nothing has to be freed. */
#include "kernel/json/parse.h"

#include "base/mem.h"
#include "kernel/json/codec.h"

#include <pthread.h>

/* jansson's allocator is one for the process and gets no argument: the arena at work is this thread's. Outside of
 * json_parse and json_compact it is NULL, and another user of jansson gets plain memory. */
static _Thread_local Arena *at_work;
static _Thread_local bool ran_out; /* jansson's lexer overlooks some failed allocations: we do not */

static void *tree_get(size_t size)
{
    void *at = at_work ? arena_get(at_work, size) : mem_get(size);
    ran_out = ran_out || !at;
    return at;
}

static void tree_free(void *at)
{
    if (!at_work)
        mem_free(at);
}

static void set_allocator(void)
{
    json_set_alloc_funcs(tree_get, tree_free);
}

static void begin(Ctx *cx)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, set_allocator);
    at_work = cx->arena;
    ran_out = false;
}

static void end(void)
{
    at_work = NULL;
}

/* Index behind the string whose opening quote is at `i`; jansson judges what it holds. */
static size_t skip_string(Str s, size_t i)
{
    for (i++; i < s.n && s.at[i] != '"'; i++)
        if (s.at[i] == '\\')
            i++;
    return i;
}

static Rc check_size(Ctx *cx, Str s)
{
    size_t depth = 0, values = 1;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.at[i];
        if (c == '"')
            i = skip_string(s, i);
        else if (c == '{' || c == '[') {
            values++;
            if (++depth > JSON_DEPTH_MAX)
                return fail(cx, ERR_INVALID, "http.too_deep", NULL);
        } else if ((c == '}' || c == ']') && depth)
            depth--;
        else if (c == ',')
            values++;
    }
    return values > JSON_VALUES_MAX ? fail(cx, ERR_LIMIT, "http.too_large", NULL) : OK;
}

static const char *code_of(enum json_error_code error)
{
    switch (error) {
    case json_error_duplicate_key:
        return "http.duplicate_member";
    case json_error_numeric_overflow:
        return "http.out_of_range";
    case json_error_null_character:
    case json_error_null_byte_in_key:
        return "http.bad_text";
    default: /* where exactly stays untold: the text may be secret */
        return "http.malformed";
    }
}

Rc json_parse(Ctx *cx, Str text, json_t **ret)
{
    json_error_t error;
    if (!utf8_valid(text))
        return fail(cx, ERR_INVALID, "http.bad_utf8", NULL);
    TRY(check_size(cx, text));
    begin(cx);
    json_t *tree = json_loadb(text.n ? text.at : "", text.n, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &error);
    end();
    if (ran_out)
        return ERR_NOMEM;
    if (!tree)
        return fail(cx, ERR_INVALID, code_of(json_error_code(&error)), NULL);
    *ret = tree;
    return OK;
}

static int put(const char *at, size_t n, void *arg)
{
    Buf *b = arg;
    buf_put(b, (Str){at, n});
    return b->rc == OK ? 0 : -1;
}

Rc json_compact(Ctx *cx, const json_t *value, size_t ceiling, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, ceiling);
    begin(cx);
    int rc = json_dump_callback(value, put, &b, JSON_COMPACT | JSON_ENCODE_ANY);
    end();
    if (b.rc != OK)
        return b.rc;
    if (rc != 0 || ran_out)
        return ERR_NOMEM; /* a parsed tree has no other reason to fail */
    *ret = buf_str(&b);
    return OK;
}
