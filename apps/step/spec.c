/* Decodes the spec by shape. Leniently: each step reads its own members from the same document. */
#include "apps/step/spec.h"

#include "kernel/json/codec.h"

#include <errno.h>
#include <unistd.h>

enum { STEP_NAME_MAX = 40, DIGEST_TEXT = 64 };

static const Member input_members[] = {
    MEMBER_TEXT(StepInput, sha256, TEXT_TOKEN, DIGEST_TEXT, DIGEST_TEXT, "Digest, hexadecimal"),
    MEMBER_INT(StepInput, size, 0, INT64_MAX / STEP_INPUTS_MAX, "Bytes"),
};
static SHAPE(input_shape, NULL, StepInput, input_members, "One of the files that lie in fd 3");

static const Member limit_members[] = {
    MEMBER_INT(StepLimits, memory_mb, 64, 1 << 20, "Address space"),
    MEMBER_INT(StepLimits, cpu_s, 1, 1 << 24, "Processor time"),
    MEMBER_INT(StepLimits, output_mb, 1, 1 << 20, "Size of the output file"),
};
static SHAPE(limits_shape, NULL, StepLimits, limit_members, "What the step may use");

static const Member spec_members[] = {
    MEMBER_TEXT(StepSpec, step, TEXT_TOKEN, 1, STEP_NAME_MAX, "Row of step_kinds"),
    MEMBER_LIST(StepSpec, inputs, input_shape, STEP_INPUTS_MAX, "In the order in which they lie in fd 3"),
    OPTIONAL(StepSpec, limits, MEMBER_KIND_OBJECT, .of = &limits_shape, .doc = "Absent: those of the process stay"),
};
static SHAPE(spec_shape, NULL, StepSpec, spec_members, "What every step is told");

static Rc read_all(Ctx *cx, int fd, Str *ret)
{
    Buf text;
    char piece[16 << 10];
    buf_init(&text, cx->arena, STEP_SPEC_MAX);
    for (;;) {
        ssize_t n = read(fd, piece, sizeof piece);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return ERR_IO;
        if (n == 0)
            break;
        buf_put(&text, (Str){piece, (size_t)n});
    }
    TRY(text.rc);
    *ret = buf_str(&text);
    return OK;
}

Rc spec_read(Ctx *cx, int fd, Str *ret_json, StepSpec *ret)
{
    StepSpec spec = {0};
    TRY(read_all(cx, fd, ret_json));
    TRY(shape_decode(cx, &spec_shape, *ret_json, DECODE_LENIENT, &spec));
    *ret = spec;
    return OK;
}
