/* What every step is given and how it answers. A step is one function over files that are open already: it reads fd 3,
 * appends its outputs to fd 5 and says on fd 1 what they are. It opens nothing, connects to nothing
 * (apps/step/README.md).
 *
 *     typedef struct { ListOf(StepFile) files; … } ProbeResult;      first member of every result
 *     Rc probe_run(Ctx *cx, Step *s)
 *     {
 *         TRY(shape_decode(cx, &probe_spec_shape, s->spec, DECODE_LENIENT, &spec));
 *         …
 *         return step_answer(cx, s, &probe_result_shape, &result);
 *     }
 */
#ifndef APPS_STEP_STEP_H
#define APPS_STEP_STEP_H

#include "apps/step/bundle.h"
#include "kernel/json/shape.h"

typedef struct Bundle Bundle;

typedef enum { STEP_AV, STEP_DOC, STEP_PROFILE_COUNT } StepProfile;

enum {
    STEP_FD_INPUT = 3,
    STEP_FD_PROGRESS = 4,
    STEP_FD_OUTPUT = 5,
    STEP_SPEC_MAX = 1 << 20,
    STEP_RESULT_MAX = 1 << 20,
    STEP_DETAIL_MAX = 300,
    STEP_INPUTS_MAX = 4097, /* an init segment and its parts */
};

typedef struct {
    Str sha256;
    int64_t size;
} StepInput;

typedef struct {
    Str spec;     /* the whole JSON; each step decodes its own parameters from it, DECODE_LENIENT */
    int input_fd; /* seekable, read only: the inputs one after the other */
    int64_t input_size;
    const StepInput *inputs;
    size_t input_count;
    Bundle *bundle;
    int progress_fd;      /* < 0: nobody listens */
    int progress_percent; /* last one said */
    Buf answer;           /* result JSON, put on fd 1 when the step ends well */
    const char *refused;  /* error code: trying again cannot help */
    char detail[STEP_DETAIL_MAX];
} Step;

/* Ends the step for good: `return step_refuse(s, "media.truncated", "no frame after %d ms", ms);` The code is kept, not
 * copied. Answers ERR_REFUSED. What the input says of itself goes through log_quote. */
Rc step_refuse(Step *s, const char *code, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The result: `object` of `shape`, whose first member is its list of files (STEP_FILES). Takes the bundle's list. */
Rc step_answer(Ctx *cx, Step *s, const Shape *shape, void *object) MUST;

/* How far it is, 0–1; written at most once for each percent. Never fails: a reader that left is no reason to stop. */
void step_progress(Step *s, double share);

typedef struct {
    const char *name;
    StepProfile profile;
    Rc (*run)(Ctx *cx, Step *s);
    /* Before the sandbox closes: loads what the libraries load lazily (tables, modules, fonts). May be NULL. */
    Rc (*prepare)(Ctx *cx);
} StepKind;

/* The program's table (kinds.c); ends with an empty row. */
extern const StepKind step_kinds[];

#endif
