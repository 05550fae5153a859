/* A query string into a shape of scalars and a list. */
#include "kernel/json/codec.h"
#include "tests/fuzz/fuzz.h"

typedef struct {
    Str search;
    int64_t limit;
    double ratio;
    Id group_id;
    int order;
    bool deep;
    ListOf(Str) state;
    bool has_search, has_limit, has_ratio, has_group_id, has_order, has_deep, has_state;
} Filter;

static const char *const orders[] = {"asc", "desc", NULL};
ITEM_TEXT(state, TEXT_SLUG, 1, 10);
static const Member members[] = {
    OPTIONAL(Filter, search, MEMBER_KIND_TEXT, .text = TEXT_LINE, .max = 100),
    OPTIONAL(Filter, limit, MEMBER_KIND_INT, .min = 1, .max = 200),
    OPTIONAL(Filter, ratio, MEMBER_KIND_NUMBER, .min = -1, .max = 1),
    OPTIONAL(Filter, group_id, MEMBER_KIND_ID),
    OPTIONAL(Filter, order, MEMBER_KIND_ENUM, .names = orders),
    OPTIONAL(Filter, deep, MEMBER_KIND_BOOL),
    OPTIONAL(Filter, state, MEMBER_KIND_LIST, .item = &state, .max = 5, .item_size = sizeof(Str)),
};
static SHAPE(filter_shape, NULL, Filter, members, "Filters");

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    Ctx *cx = fuzz_ctx();
    Filter f = {0};
    if (shape_decode_query(cx, &filter_shape, (Str){(const char *)at, n}, &f) != OK)
        return 0;
    fuzz_hold(!f.has_limit || (f.limit >= 1 && f.limit <= 200));
    fuzz_hold(!f.has_ratio || (f.ratio >= -1 && f.ratio <= 1));
    fuzz_hold(!f.has_search || utf8_valid(f.search));
    fuzz_hold(f.state.n <= 5 && f.order >= 0 && f.order <= 1);
    return 0;
}
