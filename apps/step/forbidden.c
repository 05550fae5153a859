/* Steps that try what no step may: the table of a second program, made of the same main, for the tests of the sandbox.
 * Each answers with what the kernel said. */
#include "apps/step/step.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    ListOf(StepFile) files;
    int64_t error; /* errno; 0 = it was allowed */
} Tried;

static const Member tried_members[] = {
    STEP_FILES(Tried),
    MEMBER_INT(Tried, error, 0, 4095, "errno"),
};
static SHAPE(tried_shape, NULL, Tried, tried_members, "What came of it");

static Rc tell(Ctx *cx, Step *s, bool allowed)
{
    Tried tried = {.error = allowed ? 0 : errno};
    return step_answer(cx, s, &tried_shape, &tried);
}

static Rc connect_out(Ctx *cx, Step *s)
{
    return tell(cx, s, socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
}

static Rc open_secret(Ctx *cx, Step *s)
{
    return tell(cx, s, open("/etc/passwd", O_RDONLY) >= 0);
}

static Rc open_font_folder(Ctx *cx, Step *s)
{
    return tell(cx, s, open("/usr/share/fonts", O_RDONLY | O_DIRECTORY) >= 0);
}

static Rc open_for_writing(Ctx *cx, Step *s)
{
    return tell(cx, s, open("/usr/share/fonts/kair", O_WRONLY | O_CREAT, 0600) >= 0);
}

static Rc look_at_a_path(Ctx *cx, Step *s)
{
    struct stat at;
    return tell(cx, s, stat("/etc/passwd", &at) == 0);
}

static Rc start_program(Ctx *cx, Step *s)
{
    char name[] = "/bin/true", *arguments[] = {name, NULL}, *environment[] = {NULL};
    return tell(cx, s, execve(name, arguments, environment) == 0);
}

static Rc start_process(Ctx *cx, Step *s)
{
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    return tell(cx, s, child > 0);
}

static Rc look_into_parent(Ctx *cx, Step *s)
{
    return tell(cx, s, ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0);
}

static Rc signal_parent(Ctx *cx, Step *s)
{
    return tell(cx, s, kill(getppid(), 0) == 0);
}

static Rc make_code(Ctx *cx, Step *s)
{
    return tell(cx, s, mmap(NULL, 4096, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
}

static void *nothing(void *arg)
{
    return arg;
}

static Rc start_thread(Ctx *cx, Step *s)
{
    pthread_t thread;
    errno = pthread_create(&thread, NULL, nothing, NULL);
    bool started = errno == 0;
    if (started)
        pthread_join(thread, NULL);
    return tell(cx, s, started);
}

static Rc use_inherited(Ctx *cx, Step *s)
{
    char byte;
    return tell(cx, s, read(STEP_FD_OUTPUT + 1, &byte, 1) >= 0);
}

static Rc fill_disk(Ctx *cx, Step *s)
{
    static const char block[1 << 20];
    TRY(bundle_begin(s->bundle, STR("large")));
    for (;;)
        TRY(bundle_append(s->bundle, (Str){block, sizeof block}));
    return tell(cx, s, true);
}

static Rc fill_memory(Ctx *cx, Step *s)
{
    enum { PIECE = 64 << 20, PIECES = 1024 };
    for (int i = 0; i < PIECES; i++)
        if (!mem_get(PIECE))
            return ERR_NOMEM;
    return tell(cx, s, true);
}

static Rc spin(Ctx *cx, Step *s)
{
    volatile bool for_ever = true;
    while (for_ever)
        continue;
    return tell(cx, s, true);
}

const StepKind step_kinds[] = {
    {"socket", STEP_AV, connect_out, NULL},
    {"open", STEP_AV, open_secret, NULL},
    {"open-font", STEP_AV, open_font_folder, NULL},
    {"stat", STEP_AV, look_at_a_path, NULL},
    {"exec", STEP_AV, start_program, NULL},
    {"fork", STEP_AV, start_process, NULL},
    {"ptrace", STEP_AV, look_into_parent, NULL},
    {"kill", STEP_AV, signal_parent, NULL},
    {"code", STEP_AV, make_code, NULL},
    {"thread", STEP_AV, start_thread, NULL},
    {"inherited", STEP_AV, use_inherited, NULL},
    {"disk", STEP_AV, fill_disk, NULL},
    {"memory", STEP_AV, fill_memory, NULL},
    {"spin", STEP_AV, spin, NULL},
    {"socket", STEP_DOC, connect_out, NULL},
    {"open", STEP_DOC, open_secret, NULL},
    {"open-font", STEP_DOC, open_font_folder, NULL},
    {"open-write", STEP_DOC, open_for_writing, NULL},
    {"exec", STEP_DOC, start_program, NULL},
    {"fork", STEP_DOC, start_process, NULL},
    {0},
};
