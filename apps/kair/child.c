/* Starting and restarting one program. */
#include "apps/kair/child.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    AGAIN_MS = 20,            /* after a program that had answered: at once, yet never in a tight loop */
    AGAIN_UNANSWERED_MS = 50, /* doubled with each death in a row, up to the next line */
    AGAIN_MAX_MS = 5000,
};

/* Between fork and exec: only calls that are safe there. */
static void become(const Child *child, pid_t parent)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent) /* the parent died before the line above */
        _exit(1);
    int nothing = open("/dev/null", O_RDONLY);
    if (nothing >= 0)
        dup2(nothing, STDIN_FILENO);
    char **argv = NULL;
    memcpy(&argv, &child->argv, sizeof argv); /* execv takes the texts without const and leaves them alone */
    execv(child->argv[0], argv);
    _exit(127);
}

Rc child_start(Ctx *cx, Child *child)
{
    pid_t parent = getpid(), pid = fork();
    if (pid < 0) {
        log_fault(cx, "serve", "a program cannot be started", "program=%s error=\"%s\"", child->name, strerror(errno));
        return ERR_IO;
    }
    if (pid == 0)
        become(child, parent);
    setpgid(pid, pid);
    child->pid = pid;
    child->answered = false;
    log_debug(cx, "serve", "started", "program=%s pid=%d", child->name, (int)pid);
    return OK;
}

static void say_why(Ctx *cx, const Child *child, int status)
{
    if (WIFSIGNALED(status))
        log_fault(cx, "serve", "a program was killed", "program=%s signal=%d", child->name, WTERMSIG(status));
    else
        log_fault(cx, "serve", "a program ended", "program=%s status=%d", child->name, WEXITSTATUS(status));
}

bool child_ended(Ctx *cx, Child *child, pid_t pid, int status, bool expected)
{
    if (child->pid == 0 || child->pid != pid)
        return false;
    kill(-pid, SIGKILL); /* workers of nginx outlive a killed master and would hold its port */
    child->pid = 0;
    if (expected) {
        child->answered = false;
        return true;
    }
    say_why(cx, child, status);
    child->hopeless = WIFEXITED(status) && WEXITSTATUS(status) == CHILD_HOPELESS;
    int64_t wait = AGAIN_MS;
    child->deaths = child->answered ? 0 : child->deaths + 1;
    child->answered = false;
    for (int i = 1; i < child->deaths && wait < AGAIN_MAX_MS; i++)
        wait = i == 1 ? AGAIN_UNANSWERED_MS : 2 * wait;
    child->again_ms = cx->clock->monotonic_ms(cx->clock) + (wait < AGAIN_MAX_MS ? wait : AGAIN_MAX_MS);
    return true;
}

void child_signal(const Child *child, int number, bool whole)
{
    if (child->pid > 0)
        kill(whole ? -child->pid : child->pid, number);
}
