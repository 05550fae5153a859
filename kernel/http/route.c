/* The table of all routes as a tree of path parts, built once at start. */
#include "kernel/http/route.h"

#include "base/log.h"
#include "base/mem.h"

typedef struct Entry Entry;
struct Entry {
    const Route *route;
    Entry *next; /* another method on the same path */
};

typedef struct Node Node;
struct Node {
    Str part; /* of the pattern, borrowed; {NULL,0} for a parameter */
    Node *child, *sibling;
    Entry *entries;
};

struct RouteTable {
    const Surface *const *surfaces;
    size_t count;
    Entry *entries; /* in order of the surfaces */
    Node root;
};

static bool is_parameter(Str part)
{
    return part.n > 2 && part.at[0] == '{' && part.at[part.n - 1] == '}';
}

Str route_parameter(const Route *r, size_t i)
{
    Str rest = str_of(r->path), part;
    while (str_cut(&rest, '/', &part))
        if (is_parameter(part) && i-- == 0)
            return (Str){part.at + 1, part.n - 2};
    return (Str){0};
}

/* The child of `parent` for a part of a pattern, made when it is missing. A parameter goes last: literals first. */
static Node *child_for(Node *parent, Str part)
{
    Str wanted = is_parameter(part) ? (Str){0} : part;
    Node **at = &parent->child;
    for (; *at; at = &(*at)->sibling) {
        if (str_equal((*at)->part, wanted))
            return *at;
        if (!(*at)->part.at && wanted.at)
            break;
    }
    Node *node = mem_get(sizeof *node);
    if (!node)
        return NULL;
    node->part = wanted;
    node->sibling = *at;
    *at = node;
    return node;
}

bool route_is_safe(const Route *r)
{
    return strcmp(r->method, "GET") == 0 || strcmp(r->method, "OPTIONS") == 0;
}

const char *route_body_type(const Route *r)
{
    if (r->flags & ROUTE_FILE_BODY)
        return r->body_type ? r->body_type : "application/octet-stream";
    return r->body ? "application/json" : NULL;
}

static bool whole(const Route *r)
{
    return r->method && r->path[0] == '/' && r->handler && r->right > 0 && r->right < RIGHT_LIMIT && r->doc &&
           !route_parameter(r, HTTP_PATH_PARTS).at && !((r->flags & ROUTE_FILE_BODY) && r->body);
}

/* The front server writes bodies of a path to files, or does not: it does not look at methods. */
static bool clash(const Route *a, const Route *b)
{
    return ((a->flags & ROUTE_FILE_BODY) && b->body) || ((b->flags & ROUTE_FILE_BODY) && a->body);
}

static Rc add(RouteTable *t, Entry *entry)
{
    const Route *r = entry->route;
    if (!whole(r)) {
        log_fault(NULL, "http", "a route is not whole", "path=%s", r->path ? r->path : "-");
        return ERR_BUG;
    }
    Str rest = str_of(r->path + 1), part;
    Node *node = &t->root;
    while (str_cut(&rest, '/', &part)) {
        node = child_for(node, part);
        if (!node)
            return ERR_NOMEM;
    }
    Entry **at = &node->entries;
    for (; *at; at = &(*at)->next)
        if (strcmp((*at)->route->method, r->method) == 0) {
            log_fault(NULL, "http", "two routes are alike", "method=%s path=%s", r->method, r->path);
            return ERR_BUG;
        } else if (clash((*at)->route, r)) {
            log_fault(NULL, "http", "one path takes bytes and JSON", "path=%s", r->path);
            return ERR_BUG;
        }
    *at = entry;
    return OK;
}

static size_t count_routes(const Surface *const *surfaces)
{
    size_t count = 0;
    for (size_t s = 0; surfaces[s]; s++)
        for (const Route *r = surfaces[s]->routes; r && r->method; r++)
            count++;
    return count;
}

static Rc fill(RouteTable *t)
{
    for (size_t s = 0; t->surfaces[s]; s++)
        for (const Route *r = t->surfaces[s]->routes; r && r->method; r++) {
            Entry *entry = &t->entries[t->count++];
            entry->route = r;
            TRY(add(t, entry));
        }
    return OK;
}

Rc route_table_new(const Surface *const *surfaces, RouteTable **ret)
{
    RouteTable *t = mem_get(sizeof *t);
    if (!t)
        return ERR_NOMEM;
    t->surfaces = surfaces;
    t->entries = mem_array(count_routes(surfaces) + 1, sizeof *t->entries);
    Rc rc = t->entries ? fill(t) : ERR_NOMEM;
    if (rc == OK)
        *ret = t;
    else
        route_table_free(t);
    return rc;
}

static void free_below(Node *node)
{
    while (node->child) {
        Node *child = node->child;
        node->child = child->sibling;
        free_below(child);
        mem_free(child);
    }
}

void route_table_free(RouteTable *t)
{
    if (!t)
        return;
    free_below(&t->root);
    mem_free(t->entries);
    mem_free(t);
}

typedef struct {
    Str parts[HTTP_PATH_PARTS];
    size_t count;
} Parts;

/* The node of a path, with entries. Depth is that of the patterns, whatever the path. */
static const Node *descend(const Node *node, Str rest, Parts *parts)
{
    Str part;
    if (!str_cut(&rest, '/', &part))
        return node->entries ? node : NULL;
    for (const Node *child = node->child; child; child = child->sibling) {
        if (child->part.at ? !str_equal(child->part, part) : part.n == 0)
            continue;
        size_t count = parts->count;
        if (!child->part.at)
            parts->parts[parts->count++] = part;
        const Node *found = descend(child, rest, parts);
        if (found)
            return found;
        parts->count = count;
    }
    return NULL;
}

static Rc allowed(Ctx *cx, const Node *node, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, 200);
    for (const Entry *e = node->entries; e; e = e->next) {
        if (b.n)
            buf_put(&b, STR(", "));
        buf_put(&b, str_of(e->route->method));
        if (strcmp(e->route->method, "GET") == 0)
            buf_put(&b, STR(", HEAD"));
    }
    *ret = buf_str(&b);
    return b.rc;
}

Rc route_find(Ctx *cx, const RouteTable *t, Str method, Str path, const Route **ret, Str ret_parts[HTTP_PATH_PARTS],
              Str *ret_allowed)
{
    Parts parts = {.count = 0};
    const Node *node = path.n && path.at[0] == '/' ? descend(&t->root, (Str){path.at + 1, path.n - 1}, &parts) : NULL;
    Str wanted = str_equal(method, STR("HEAD")) ? STR("GET") : method;
    if (!node)
        return ERR_MISSING;
    for (const Entry *e = node->entries; e; e = e->next)
        if (str_equal(wanted, str_of(e->route->method))) {
            *ret = e->route;
            memcpy(ret_parts, parts.parts, sizeof parts.parts);
            return OK;
        }
    TRY(allowed(cx, node, ret_allowed));
    return ERR_CONFLICT;
}

size_t route_count(const RouteTable *t)
{
    return t->count;
}

const Route *route_at(const RouteTable *t, size_t i)
{
    return t->entries[i].route;
}

size_t route_index(const RouteTable *t, const Route *r)
{
    size_t i = 0;
    while (i < t->count && t->entries[i].route != r)
        i++;
    return i;
}

const Surface *const *route_surfaces(const RouteTable *t)
{
    return t->surfaces;
}

static const ErrorCode *find_error(const ErrorCode *rows, const char *code)
{
    for (const ErrorCode *e = rows; e && e->code; e++)
        if (strcmp(e->code, code) == 0)
            return e;
    return NULL;
}

const ErrorCode *route_error(const RouteTable *t, const char *code)
{
    const ErrorCode *found = find_error(http_errors, code);
    for (size_t s = 0; !found && t->surfaces[s]; s++)
        found = find_error(t->surfaces[s]->errors, code);
    return found;
}
