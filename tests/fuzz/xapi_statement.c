/* A statement: what is accepted is stored as a text that is accepted again, and equals the first. */
#include "domains/xapi/xapi.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    Ctx *cx = fuzz_ctx();
    XapiSource from = {.authority = STR("{\"mbox\":\"mailto:lrs@example.org\"}")};
    XapiStatement first, second;
    Rc rc = xapi_statement_read(cx, &from, (Str){(const char *)at, n}, &first);
    if (rc != OK) {
        fuzz_hold(rc == ERR_NOMEM || cx->problem.code);
        return 0;
    }
    if (first.text.n > XAPI_STATEMENT_MAX)
        return 0; /* what was added made it too long to come in again */
    fuzz_hold(xapi_statement_read(cx, &from, first.text, &second) == OK);
    fuzz_hold(id_equal(&first.id, &second.id) && first.timestamp_ms == second.timestamp_ms);
    fuzz_hold(str_equal(first.text, second.text));
    fuzz_hold(str_equal(first.verb, second.verb) && str_equal(first.activity, second.activity));
    return 0;
}
