/* The headers that are parsed, all from the same bytes: results stay inside of them. */
#include "kernel/http/headers.h"
#include "tests/fuzz/fuzz.h"

static void hold_inside(Str part, Str whole)
{
    fuzz_hold(!part.at || (part.at >= whole.at && part.at + part.n <= whole.at + whole.n));
}

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    Str text = {(const char *)at, n};
    int64_t version = 0;
    hold_inside(header_cookie(text, STR("sid")), text);
    hold_inside(header_bearer(text), text);
    fuzz_hold(header_version(text, &version) != OK || version >= 0);
    header_is_type(text, STR("application/json"));
    fuzz_hold(!header_none_match(text, STR("")));
    header_none_match(text, STR("\"7\""));
    return 0;
}
