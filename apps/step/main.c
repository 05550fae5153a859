/* kair-step PROFILE: one step, as told by the spec on standard input, over descriptors that the worker opened. Reads
 * the spec, shuts itself in, runs the step, answers. Exit 0: done; 2: refused for good, with the reason; 1: failed. */
#include "apps/step/sandbox.h"
#include "apps/step/spec.h"
#include "base/log.h"
#include "kernel/json/writer.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ARENA_BYTES = 96 << 20, EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_REFUSED = 2, EXIT_USAGE = 64 };

static const char *const profiles[STEP_PROFILE_COUNT] = {"av", "doc"};

static const StepKind *find_kind(Str name, StepProfile profile)
{
    for (const StepKind *k = step_kinds; k->name; k++)
        if (k->profile == profile && str_equal(str_of(k->name), name))
            return k;
    return NULL;
}

/* The input is what the spec says it is: as large as its parts together. */
static Rc check_input(Ctx *cx, Step *s, const StepSpec *spec)
{
    struct stat at;
    int64_t total = 0;
    for (size_t i = 0; i < spec->inputs.n; i++)
        total += spec->inputs.at[i].size;
    if (fstat(s->input_fd, &at) != 0 || !S_ISREG(at.st_mode) || at.st_size != total) {
        log_fault(cx, "step", "fd 3 is not the input that the spec describes", NULL);
        return ERR_INVALID;
    }
    s->input_size = total;
    s->inputs = spec->inputs.at;
    s->input_count = spec->inputs.n;
    return OK;
}

static Rc run(Ctx *cx, Step *s, StepProfile profile)
{
    StepSpec spec;
    SandboxState state;
    TRY(spec_read(cx, STDIN_FILENO, &s->spec, &spec));
    cx->id = spec.step;
    const StepKind *kind = find_kind(spec.step, profile);
    if (!kind) {
        log_fault(cx, "step", "no such step in this profile", "step=%.*s", STR_ARG(spec.step));
        return ERR_INVALID;
    }
    TRY(check_input(cx, s, &spec));
    if (spec.has_limits)
        TRY(limits_apply(cx, &spec.limits));
    if (kind->prepare)
        TRY(kind->prepare(cx));
    TRY(sandbox_enter(cx, profile, &state));
    if (s->input_size == 0)
        return step_refuse(s, "media.empty", "the file has no bytes");
    return kind->run(cx, s);
}

static Rc write_all(int fd, Str text)
{
    while (text.n) {
        ssize_t n = write(fd, text.at, text.n);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return ERR_IO;
        text = (Str){text.at + n, text.n - (size_t)n};
    }
    return OK;
}

static Rc write_refusal(Ctx *cx, const Step *s)
{
    Buf text;
    buf_init(&text, cx->arena, STEP_RESULT_MAX);
    JsonWriter w = JSON_WRITER(&text);
    json_object_begin(&w);
    json_member_text(&w, "error", str_of(s->refused));
    json_member_text(&w, "detail", str_of(s->detail));
    json_object_end(&w);
    TRY(text.rc);
    return write_all(STDOUT_FILENO, buf_str(&text));
}

static int answer(Ctx *cx, const Step *s, Rc rc)
{
    if (rc == OK && write_all(STDOUT_FILENO, buf_str(&s->answer)) == OK)
        return EXIT_DONE;
    if (rc == ERR_REFUSED && s->refused && write_refusal(cx, s) == OK)
        return EXIT_REFUSED;
    log_mistake(cx, "step", "failed", "outcome=%s code=%s", rc_name(rc), cx->problem.code ? cx->problem.code : "none");
    return EXIT_FAILED;
}

/* Nothing of the caller's environment reaches the libraries. Few heaps: each takes 64 MiB of the addresses that the
 * memory limit counts. */
static void prepare_process(void)
{
    clearenv();
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("HOME", "/nonexistent", 1);
    mallopt(M_ARENA_MAX, 2);
    sandbox_close_descriptors();
    signal(SIGPIPE, SIG_IGN);
}

int main(int argc, char **argv)
{
    StepProfile profile = STEP_AV;
    while (argc == 2 && profile < STEP_PROFILE_COUNT && !str_equal(str_of(argv[1]), str_of(profiles[profile])))
        profile++;
    if (argc != 2 || profile == STEP_PROFILE_COUNT) {
        fprintf(stderr, "usage: kair-step av|doc   (started by kair-worker; see apps/step/README.md)\n");
        return EXIT_USAGE;
    }
    prepare_process();
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    Step s = {.input_fd = STEP_FD_INPUT, .progress_fd = STEP_FD_PROGRESS};
    if (!arena || crypt_init() != OK || bundle_new(STEP_FD_OUTPUT, &s.bundle) != OK)
        return EXIT_FAILED;
    Ctx cx = {.arena = arena, .clock = &clock_system, .random = &random_system, .id = STR("step")};
    int code = answer(&cx, &s, run(&cx, &s, profile));
    bundle_free(s.bundle);
    return code;
}
