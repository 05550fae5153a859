/* Prints docs/api/openapi.json from the route tables of the product; with the path of that file, says instead whether it
 * is fresh (TAP). */
#include "apps/kair/surfaces.h"
#include "domains/access/access.h"

#include <errno.h>
#include <stdio.h>

enum { DOCUMENT_MAX = 4 << 20, ARENA_BYTES = 64 << 20 };

static Rc make(Ctx *cx, Buf *out)
{
    RouteTable *table;
    TRY(route_table_new(app_surfaces, &table));
    buf_init(out, cx->arena, DOCUMENT_MAX);
    Rc rc = route_openapi(cx, table, right_names, STR(KAIR_VERSION), out);
    route_table_free(table);
    return rc;
}

static bool is_fresh(Ctx *cx, const char *path, Str document)
{
    FILE *file = fopen(path, "rb");
    char *stored = arena_get(cx->arena, document.n + 1);
    size_t n = file && stored ? fread(stored, 1, document.n + 1, file) : 0;
    if (file)
        fclose(file);
    return str_equal((Str){stored, n}, document);
}

int main(int argc, char **argv)
{
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    Ctx cx = {.arena = arena, .clock = &clock_system, .random = &random_system, .id = STR("openapi")};
    Buf document;
    if (!arena || make(&cx, &document) != OK)
        return 1;
    if (argc < 2)
        return fwrite(document.at, 1, document.n, stdout) == document.n ? 0 : 1;
    bool fresh = is_fresh(&cx, argv[1], buf_str(&document));
    if (!fresh)
        printf("# make it again: ./dev openapi, and read the difference\n");
    printf("%s 1 - the committed API document is the one the route tables make\n1..1\n", fresh ? "ok" : "not ok");
    return !fresh;
}
