/* JSON into the test shape: what is accepted is written and read again to the same. */
#include "kernel/json/test_shape.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    Ctx *cx = fuzz_ctx();
    Course first = {0}, second = {0};
    Buf once, twice;
    if (shape_decode(cx, &course_shape, (Str){(const char *)at, n}, DECODE_STRICT, &first) != OK) {
        fuzz_hold(cx->problem.item_count <= PROBLEM_ITEMS);
        return 0;
    }
    buf_init(&once, cx->arena, 4 << 20);
    buf_init(&twice, cx->arena, 4 << 20);
    fuzz_hold(shape_encode(cx, &course_shape, &first, &once) == OK);
    fuzz_hold(shape_decode(cx, &course_shape, buf_str(&once), DECODE_STRICT, &second) == OK);
    fuzz_hold(shape_encode(cx, &course_shape, &second, &twice) == OK);
    fuzz_hold(str_equal(buf_str(&once), buf_str(&twice)));
    return 0;
}
