/* fork and exec: between the two only calls that are safe while other threads hold locks (signal-safety(7)). */
#include "apps/worker/child.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    FILES = 6,
    ABOVE = 32, /* first number that no file of the child has */
    OPEN_FILES = 64,
    CPU_GRACE_S = 5,
    POLL_MS = 200,
    NICE = 10, /* people wait for the api, nobody for this very second of a film */
    EXIT_REFUSED = 2,
    EXIT_NO_PROGRAM = 127,
    LINE_MAX_BYTES = 64,
};

/* `more`: how far a process may go on behind the signal that tells it of its limit. */
static void limit(int resource, int64_t value, int64_t more)
{
    struct rlimit both = {.rlim_cur = (rlim_t)value, .rlim_max = (rlim_t)(value + more)};
    setrlimit(resource, &both);
}

static void become(const StepRun *run, const int files[FILES], char *const argv[])
{
    static char locale[] = "LC_ALL=C.UTF-8";
    static char *const environment[] = {locale, NULL};
    sigset_t none;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    for (int i = 0; i < FILES; i++)
        if (dup2(files[i], i) < 0)
            _exit(EXIT_NO_PROGRAM);
    close_range(FILES, ~0U, 0);
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_NOFILE, OPEN_FILES, 0);
    limit(RLIMIT_CPU, run->cpu_s, CPU_GRACE_S); /* SIGXCPU first, so that the reason is known */
#ifndef __SANITIZE_ADDRESS__                    /* whose shadow is larger than any limit */
    limit(RLIMIT_AS, run->memory_mb << 20, 0);
#endif
    limit(RLIMIT_FSIZE, run->output_mb << 20, 0);
    setpriority(PRIO_PROCESS, 0, NICE);
    execve(run->program, argv, environment);
    _exit(EXIT_NO_PROGRAM);
}

/* Moves the files out of the way of the numbers the child wants. */
static bool lift(const int from[FILES], int ret[FILES])
{
    for (int i = 0; i < FILES; i++) {
        ret[i] = fcntl(from[i], F_DUPFD_CLOEXEC, ABOVE);
        if (ret[i] >= 0)
            continue;
        while (i-- > 0)
            close(ret[i]);
        return false;
    }
    return true;
}

static Rc start(const StepRun *run, int progress_fd, pid_t *ret)
{
    const int wanted[FILES] = {run->spec_fd, run->result_fd, STDERR_FILENO, run->input_fd, progress_fd, run->output_fd};
    char *const argv[] = {(char *)(uintptr_t)run->program, (char *)(uintptr_t)run->profile, NULL};
    int files[FILES];
    if (!lift(wanted, files))
        return ERR_IO;
    pid_t child = fork();
    if (child == 0)
        become(run, files, argv);
    for (int i = 0; i < FILES; i++)
        close(files[i]);
    *ret = child;
    return child < 0 ? ERR_NOMEM : OK;
}

/* "0.37" and a line break, as often as it likes; the last whole line counts. */
static void hear(int fd, Pulse *pulse, char line[LINE_MAX_BYTES], size_t *n)
{
    char c;
    while (read(fd, &c, 1) == 1) {
        if (c != '\n') {
            line[*n < LINE_MAX_BYTES - 1 ? (*n)++ : 0] = c;
            continue;
        }
        line[*n] = 0;
        double share = strtod(line, NULL);
        if (share >= 0 && share <= 1)
            atomic_store(&pulse->permille, (int)(share * 1000));
        *n = 0;
    }
}

static void listen_until_end(int fd, pid_t child, Pulse *pulse, int *ret_status)
{
    char line[LINE_MAX_BYTES];
    size_t n = 0;
    for (bool killed = false;;) {
        struct pollfd wait_for = {.fd = fd, .events = POLLIN};
        poll(&wait_for, 1, POLL_MS);
        hear(fd, pulse, line, &n);
        if (!killed && pulse_stopped(pulse)) {
            kill(child, SIGKILL);
            killed = true;
        }
        bool closed = wait_for.revents & POLLHUP;
        pid_t ended = waitpid(child, ret_status, closed ? 0 : WNOHANG);
        if (ended == child || (ended < 0 && errno != EINTR))
            return;
    }
}

static Rc outcome(Ctx *cx, int status, const Pulse *pulse, Str *ret_why)
{
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        return OK;
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_REFUSED)
        return ERR_REFUSED;
    if (pulse_stopped(pulse))
        return ERR_CONFLICT;
    if (WIFSIGNALED(status))
        TRY(str_format(cx->arena, ret_why, "kair-step was ended by signal %d (%s)", WTERMSIG(status),
                       WTERMSIG(status) == SIGXCPU   ? "it took too long"
                       : WTERMSIG(status) == SIGXFSZ ? "it wrote too much"
                                                     : "a crash, or a limit"));
    else
        TRY(str_format(cx->arena, ret_why, "kair-step ended with status %d", WEXITSTATUS(status)));
    return ERR_IO;
}

Rc child_run(Ctx *cx, const StepRun *run, Pulse *pulse, Str *ret_why)
{
    int ends[2], status = 0;
    pid_t child = -1;
    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return ERR_IO;
    Rc rc = start(run, ends[1], &child);
    close(ends[1]);
    if (rc == OK) {
        listen_until_end(ends[0], child, pulse, &status);
        rc = outcome(cx, status, pulse, ret_why);
    }
    close(ends[0]);
    return rc;
}
