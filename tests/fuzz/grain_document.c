/* A grain document: whatever the bytes, it is refused with a code, or comes back from its own text unchanged, each
 * identity in it being of one element. */
#include "domains/grain/grain.h"
#include "domains/grain/grain_element.h"
#include "kernel/json/canonical.h"
#include "kernel/json/codec.h"
#include "tests/fuzz/fuzz.h"

static Str canonical(Ctx *cx, Str json)
{
    Buf b;
    buf_init(&b, cx->arena, 2 * GRAIN_DOCUMENT_MAX);
    fuzz_hold(json_canonical(cx, json, &b) == OK);
    return buf_str(&b);
}

static Str encoded(Ctx *cx, const GrainDocument *d)
{
    Buf b;
    buf_init(&b, cx->arena, 2 * GRAIN_DOCUMENT_MAX);
    fuzz_hold(shape_encode(cx, &grain_document_shape, d, &b) == OK);
    return buf_str(&b);
}

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    Ctx *cx = fuzz_ctx();
    GrainDocument first, second;
    GrainElement *elements;
    size_t count;
    Rc rc = grain_document_decode(cx, (Str){(const char *)at, n}, &first);
    if (rc != OK) {
        fuzz_hold(rc == ERR_INVALID || rc == ERR_REFUSED || rc == ERR_LIMIT || rc == ERR_NOMEM);
        fuzz_hold(rc == ERR_NOMEM || cx->problem.code);
        return 0;
    }
    Str once = canonical(cx, encoded(cx, &first));
    fuzz_hold(str_equal(canonical(cx, once), once));
    fuzz_hold(grain_document_decode(cx, once, &second) == OK);
    fuzz_hold(str_equal(canonical(cx, encoded(cx, &second)), once));
    fuzz_hold(grain_elements(cx, &first, &elements, &count) == OK);
    for (size_t i = 1; i < count; i++)
        fuzz_hold(!id_equal(&elements[i - 1].id, &elements[i].id));
    for (size_t i = 0; i < count; i++)
        if (elements[i].kind == GRAIN_ELEMENT_QUESTION)
            fuzz_hold(grain_question(&first, &elements[i].id) != NULL);
    fuzz_hold(grain_points(&first) >= 0);
    return 0;
}
