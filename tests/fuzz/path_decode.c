/* The path of a request: what is accepted has one spelling and no way up. */
#include "kernel/http/path.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    Str path = {0}, rest, part;
    if (path_decode(fuzz_ctx(), (Str){(const char *)at, n}, &path) != OK)
        return 0;
    fuzz_hold(path.n > 0 && path.n <= HTTP_PATH_MAX && path.at[0] == '/' && utf8_valid(path));
    fuzz_hold(!memchr(path.at, 0, path.n));
    rest = path;
    while (str_cut(&rest, '/', &part))
        fuzz_hold(!str_equal(part, STR("..")) && !str_equal(part, STR(".")));
    return 0;
}
