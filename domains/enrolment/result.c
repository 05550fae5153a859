/* One shape, encoded. */
#include "domains/enrolment/result.h"

#include "kernel/json/codec.h"
#include "kernel/json/member.h"

enum { RESULT_MAX = 256 };

typedef struct {
    int64_t created, updated, skipped;
} Result;

static const Member result_members[] = {
    MEMBER_INT(Result, created, 0, INT64_MAX, "Persons made"),
    MEMBER_INT(Result, updated, 0, INT64_MAX, "Persons changed"),
    MEMBER_INT(Result, skipped, 0, INT64_MAX, "Lines left aside"),
};
static SHAPE(result_shape, NULL, Result, result_members, "Result of an import");

Rc import_result(Ctx *cx, const Import *import, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, RESULT_MAX);
    Result result = {import->created, import->updated, import->lines - import->created - import->updated};
    TRY(shape_encode(cx, &result_shape, &result, &b));
    *ret = buf_str(&b);
    return OK;
}
