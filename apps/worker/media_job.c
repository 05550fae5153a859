/* "media.step": fetches what the step needs, runs kair-step over it, hands in what came out. Knows the envelope of the
 * payload, not what a step does. */
#include "apps/worker/cache.h"
#include "apps/worker/child.h"
#include "apps/worker/kinds.h"
#include "base/log.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    INPUTS_MAX = 4097, /* an init segment and the parts of twelve hours */
    FILES_MAX = 4096,
    RESULT_MAX = 2 << 20,
    TRIES = 8,
    DIGEST_TEXT = 64,
    MEMORY_MB_MAX = 64 << 10,
    CPU_S_MAX = 7 * 24 * 3600,
    OUTPUT_MB_MAX = 256 << 10,
    CODE_MAX = 80,
};

typedef struct {
    Str sha256;
    int64_t size;
} Input;
typedef struct {
    int64_t memory_mb, cpu_s, output_mb;
} Limits;
typedef struct {
    Str step;
    ListOf(Input) inputs;
    Limits limits;
} Envelope;

static const Member input_members[] = {
    MEMBER_TEXT(Input, sha256, TEXT_TOKEN, DIGEST_TEXT, DIGEST_TEXT, "Digest, hexadecimal"),
    MEMBER_INT(Input, size, 0, INT64_MAX, "Bytes"),
};
static SHAPE(input_shape, NULL, Input, input_members, "A file that the step reads");
static const Member limit_members[] = {
    MEMBER_INT(Limits, memory_mb, 16, MEMORY_MB_MAX, "Address space"),
    MEMBER_INT(Limits, cpu_s, 1, CPU_S_MAX, "Processor time"),
    MEMBER_INT(Limits, output_mb, 1, OUTPUT_MB_MAX, "Largest file"),
};
static SHAPE(limit_shape, NULL, Limits, limit_members, "What it may use");
static const Member envelope_members[] = {
    MEMBER_TEXT(Envelope, step, TEXT_TOKEN, 1, 40, "Which step"),
    MEMBER_LIST(Envelope, inputs, input_shape, INPUTS_MAX, "Read one after the other"),
    MEMBER_OBJECT(Envelope, limits, limit_shape, "What it may use"),
};
static SHAPE(envelope_shape, NULL, Envelope, envelope_members, "A step to run");

typedef struct {
    Str name, sha256;
    int64_t offset, size;
} File;
typedef struct {
    ListOf(File) files;
} Result;

static const Member file_members[] = {
    MEMBER_TEXT(File, name, TEXT_TOKEN, 1, 80, "Under which it is kept"),
    MEMBER_INT(File, offset, 0, INT64_MAX, "Where it starts in the output"),
    MEMBER_INT(File, size, 1, INT64_MAX, "Bytes"),
    MEMBER_TEXT(File, sha256, TEXT_TOKEN, DIGEST_TEXT, DIGEST_TEXT, "Digest, hexadecimal"),
};
static SHAPE(file_shape, NULL, File, file_members, "A slice of the output");
static const Member result_members[] = {MEMBER_LIST(Result, files, file_shape, FILES_MAX, "What came out")};
static SHAPE(result_shape, NULL, Result, result_members, "What a step says of its output");

typedef struct {
    Str error, detail;
} Refusal;
static const Member refusal_members[] = {
    MEMBER_TEXT(Refusal, error, TEXT_TOKEN, 1, CODE_MAX, "Code"),
    MEMBER_TEXT(Refusal, detail, TEXT_LINE, 0, 400, "For the operator"),
};
static SHAPE(refusal_shape, NULL, Refusal, refusal_members, "Why a step cannot be done");

/* Which sandbox a step runs in; the api may name steps that a newer worker knows. */
static const struct {
    const char *step, *profile;
} profiles[] = {
    {"probe", "av"}, {"encode", "av"}, {"audio", "av"}, {"finalise", "av"}, {"image", "doc"}, {"pages", "doc"},
};

static const char *profile_of(Str step)
{
    for (size_t i = 0; i < sizeof profiles / sizeof *profiles; i++)
        if (str_equal(step, str_of(profiles[i].step)))
            return profiles[i].profile;
    return NULL;
}

static void close_file(const int *fd)
{
    if (*fd >= 0)
        close(*fd);
}
#define AUTO_FD __attribute__((cleanup(close_file))) int

/* Waits before another try, as long as somebody wants the job. */
static Rc rest(const Pulse *pulse, int tried)
{
    for (int ms = 250 << (tried < 5 ? tried : 5); ms > 0 && !pulse_stopped(pulse); ms -= 100)
        nanosleep(&(struct timespec){.tv_nsec = 100000000}, NULL);
    return pulse_stopped(pulse) ? ERR_CONFLICT : OK;
}

static Rc download(Ctx *cx, const JobRun *run, const Input *input)
{
    AUTO_FD fd = -1;
    int64_t have = 0;
    Rc rc = ERR_BUSY;
    for (int tried = 0; rc == ERR_BUSY && tried < TRIES; tried++) {
        if (tried > 0)
            TRY(rest(run->pulse, tried));
        close_file(&fd);
        fd = -1;
        TRY(cache_begin(cx, run->shop->work_dir, input->sha256, &fd, &have));
        rc = have < input->size ? client_fetch(cx, run->client, run->job, input->sha256, fd, have) : OK;
    }
    TRY(rc);
    return cache_commit(cx, run->shop->work_dir, input->sha256, fd, run->shop->cache_bytes);
}

static Rc fetch(Ctx *cx, const JobRun *run, const Input *input, int *ret_fd)
{
    Rc rc = cache_open(cx, run->shop->work_dir, input->sha256, ret_fd);
    if (rc != ERR_MISSING)
        return rc;
    rc = download(cx, run, input);
    if (rc == ERR_INVALID) /* damaged on its way: once more from the start */
        rc = download(cx, run, input);
    if (rc != OK)
        return rc == ERR_INVALID ? ERR_IO : rc;
    return cache_open(cx, run->shop->work_dir, input->sha256, ret_fd);
}

static int scratch(const JobRun *run)
{
    return open(run->shop->work_dir.at, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
}

static Rc append(int to, int from)
{
    struct stat found;
    off_t at = 0;
    if (fstat(from, &found) != 0)
        return ERR_IO;
    while (at < found.st_size) {
        ssize_t n = sendfile(to, from, &at, (size_t)(found.st_size - at));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return ERR_IO;
    }
    return OK;
}

/* One input as it lies in the cache, several as one file. */
static Rc gather(Ctx *cx, const JobRun *run, const Envelope *in, int *ret_fd)
{
    if (in->inputs.n == 1)
        return fetch(cx, run, &in->inputs.at[0], ret_fd);
    AUTO_FD whole = scratch(run);
    if (whole < 0)
        return ERR_IO;
    for (size_t i = 0; i < in->inputs.n; i++) {
        ArenaMark mark = arena_mark(cx->arena);
        AUTO_FD one = -1;
        TRY(fetch(cx, run, &in->inputs.at[i], &one));
        TRY(append(whole, one));
        arena_rewind(cx->arena, mark);
    }
    if (lseek(whole, 0, SEEK_SET) != 0)
        return ERR_IO;
    *ret_fd = whole;
    whole = -1;
    return OK;
}

static Rc memory_file(const char *name, Str bytes, int *ret)
{
    int fd = memfd_create(name, MFD_CLOEXEC);
    if (fd < 0)
        return ERR_IO;
    if (write(fd, bytes.at, bytes.n) != (ssize_t)bytes.n || lseek(fd, 0, SEEK_SET) != 0) {
        close(fd);
        return ERR_IO;
    }
    *ret = fd;
    return OK;
}

static Rc read_result(Ctx *cx, int fd, Str *ret)
{
    struct stat found;
    if (fstat(fd, &found) != 0 || found.st_size > RESULT_MAX)
        return ERR_IO;
    char *at = arena_get(cx->arena, (size_t)found.st_size + 1);
    if (!at)
        return ERR_NOMEM;
    ssize_t n = pread(fd, at, (size_t)found.st_size, 0);
    if (n != found.st_size)
        return ERR_IO;
    *ret = (Str){at, (size_t)n};
    return OK;
}

static Rc send_part(Ctx *cx, const JobRun *run, const OutputPart *part)
{
    Rc rc = ERR_BUSY;
    for (int tried = 0; rc == ERR_BUSY && tried < TRIES; tried++) {
        if (tried > 0)
            TRY(rest(run->pulse, tried));
        rc = client_send(cx, run->client, run->job, part);
    }
    return rc == ERR_INVALID ? ERR_IO : rc; /* what the api did not take may be whole at the next attempt */
}

static Rc hand_in(Ctx *cx, const JobRun *run, int fd, const Result *result)
{
    for (size_t i = 0; i < result->files.n; i++) {
        const File *f = &result->files.at[i];
        for (int64_t at = 0; at < f->size; at += CLIENT_PART_MAX) {
            ArenaMark mark = arena_mark(cx->arena);
            int64_t left = f->size - at;
            OutputPart part = {.name = f->name,
                               .sha256 = f->sha256,
                               .offset = at,
                               .total = f->size,
                               .fd = fd,
                               .at = f->offset + at,
                               .n = left < CLIENT_PART_MAX ? left : CLIENT_PART_MAX};
            TRY(send_part(cx, run, &part));
            arena_rewind(cx->arena, mark);
        }
    }
    return OK;
}

static Rc refused(Ctx *cx, Str answer, JobEnd *ret)
{
    Refusal why = {0};
    if (shape_decode(cx, &refusal_shape, answer, DECODE_LENIENT, &why) != OK)
        why.error = STR("media.step_failed");
    log_info(cx, "worker", "the step refuses its input", "code=%.*s detail=\"%.*s\"", STR_ARG(why.error),
             STR_ARG(why.detail));
    ret->error = why.error;
    return ERR_REFUSED;
}

static Rc run_step(Ctx *cx, const JobRun *run, const Envelope *in, JobEnd *ret)
{
    AUTO_FD input = -1, output = scratch(run), spec = -1, answer = -1;
    Result result = {0};
    Str said = {0};
    const char *profile = profile_of(in->step);
    if (!profile) {
        ret->error = STR("this worker does not know the step");
        return ERR_IO; /* another worker may be newer */
    }
    TRY(gather(cx, run, in, &input));
    TRY(memory_file("spec", run->job->payload, &spec));
    TRY(memory_file("result", STR(""), &answer));
    if (output < 0)
        return ERR_IO;
    StepRun step = {.program = run->shop->step_program.at,
                    .profile = profile,
                    .spec_fd = spec,
                    .result_fd = answer,
                    .input_fd = input,
                    .output_fd = output,
                    .memory_mb = in->limits.memory_mb,
                    .cpu_s = in->limits.cpu_s,
                    .output_mb = in->limits.output_mb};
    Rc rc = child_run(cx, &step, run->pulse, &ret->error);
    if (rc == OK || rc == ERR_REFUSED)
        TRY(read_result(cx, answer, &said));
    if (rc == ERR_REFUSED)
        return refused(cx, said, ret);
    TRY(rc);
    TRY(shape_decode(cx, &result_shape, said, DECODE_LENIENT, &result));
    TRY(hand_in(cx, run, output, &result));
    ret->result = said;
    return OK;
}

Rc media_job(Ctx *cx, const JobRun *run, JobEnd *ret)
{
    Envelope in = {0};
    Rc rc = shape_decode(cx, &envelope_shape, run->job->payload, DECODE_LENIENT, &in);
    if (rc != OK) {
        ret->error = STR("the payload is not a step");
        return rc;
    }
    rc = run_step(cx, run, &in, ret);
    if (rc != OK && ret->error.n == 0)
        ret->error = rc == ERR_IO ? STR("a file of the step could not be read or written") : str_of(rc_name(rc));
    return rc == ERR_INVALID ? ERR_IO : rc;
}
