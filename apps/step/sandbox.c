/* The system calls that each profile may make, as a table. What is not in it fails with EPERM, so that a library that
 * only asks politely goes on; what no honest step does ends the process at once. */
#include "apps/step/sandbox.h"

#include "apps/step/landlock.h"
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { AV = 1 << STEP_AV, DOC = 1 << STEP_DOC, BOTH = AV | DOC };

typedef struct {
    int call;
    unsigned profiles;
} Allowed;

static const Allowed allowed[] = {
    /* the descriptors at hand */
    {SCMP_SYS(read), BOTH},
    {SCMP_SYS(pread64), BOTH},
    {SCMP_SYS(readv), BOTH},
    {SCMP_SYS(preadv), BOTH},
    {SCMP_SYS(write), BOTH},
    {SCMP_SYS(writev), BOTH},
    {SCMP_SYS(pwrite64), BOTH},
    {SCMP_SYS(lseek), BOTH},
    {SCMP_SYS(close), BOTH},
    {SCMP_SYS(fstat), BOTH},
    {SCMP_SYS(fcntl), BOTH},
    {SCMP_SYS(dup), BOTH},
    {SCMP_SYS(poll), BOTH},
    {SCMP_SYS(ppoll), BOTH},
    {SCMP_SYS(eventfd2), BOTH},
    {SCMP_SYS(fadvise64), BOTH},
    /* memory; executable pages are refused below */
    {SCMP_SYS(munmap), BOTH},
    {SCMP_SYS(mremap), BOTH},
    {SCMP_SYS(madvise), BOTH},
    {SCMP_SYS(brk), BOTH},
    {SCMP_SYS(membarrier), BOTH},
    /* threads, time, chance, the end */
    {SCMP_SYS(futex), BOTH},
    {SCMP_SYS(set_robust_list), BOTH},
    {SCMP_SYS(rseq), BOTH},
    {SCMP_SYS(sched_yield), BOTH},
    {SCMP_SYS(sched_getaffinity), BOTH},
    {SCMP_SYS(set_tid_address), BOTH},
    {SCMP_SYS(gettid), BOTH},
    {SCMP_SYS(getpid), BOTH},
    {SCMP_SYS(clock_gettime), BOTH},
    {SCMP_SYS(clock_getres), BOTH},
    {SCMP_SYS(clock_nanosleep), BOTH},
    {SCMP_SYS(nanosleep), BOTH},
    {SCMP_SYS(gettimeofday), BOTH},
    {SCMP_SYS(getrandom), BOTH},
    {SCMP_SYS(getrusage), BOTH},
    {SCMP_SYS(sysinfo), BOTH},
    {SCMP_SYS(uname), BOTH},
    {SCMP_SYS(rt_sigaction), BOTH},
    {SCMP_SYS(rt_sigprocmask), BOTH},
    {SCMP_SYS(rt_sigreturn), BOTH},
    {SCMP_SYS(sigaltstack), BOTH},
    {SCMP_SYS(restart_syscall), BOTH},
    {SCMP_SYS(exit), BOTH},
    {SCMP_SYS(exit_group), BOTH},
    /* fonts: found, mapped, their folders listed; Landlock says where */
    {SCMP_SYS(stat), DOC},
    {SCMP_SYS(lstat), DOC},
    {SCMP_SYS(newfstatat), DOC},
    {SCMP_SYS(statx), DOC},
    {SCMP_SYS(statfs), DOC},
    {SCMP_SYS(fstatfs), DOC},
    {SCMP_SYS(access), DOC},
    {SCMP_SYS(faccessat), DOC},
    {SCMP_SYS(faccessat2), DOC},
    {SCMP_SYS(getdents64), DOC},
    {SCMP_SYS(readlink), DOC},
    {SCMP_SYS(readlinkat), DOC},
    {SCMP_SYS(getuid), DOC},
    {SCMP_SYS(geteuid), DOC},
    {SCMP_SYS(getgid), DOC},
    {SCMP_SYS(getegid), DOC},
};

/* No codec and no font needs these, whatever it is fed. */
static const int deadly[] = {
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(bpf),
    SCMP_SYS(mount),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(kexec_load),
    SCMP_SYS(init_module),
};

/* What the profile `doc` may read. */
static const char *const font_folders[] = {"/usr/share/fonts",
                                           "/usr/local/share/fonts",
                                           "/usr/share/fontconfig",
                                           "/etc/fonts",
                                           "/var/cache/fontconfig",
                                           "/usr/share/poppler",
                                           NULL};
static const char *const nothing[] = {NULL};

/* libseccomp answers -EDOM for a call that this processor does not have. */
static bool added(int result)
{
    return result == 0 || result == -EDOM;
}

static bool add_tables(scmp_filter_ctx filter, StepProfile profile)
{
    for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
        if (allowed[i].profiles & 1U << profile && !added(seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i].call, 0)))
            return false;
    for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++)
        if (!added(seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0)))
            return false;
    return true;
}

/* Calls that are good or bad by what they are given. */
static bool add_judged(scmp_filter_ctx filter, StepProfile profile)
{
    const uint64_t writing = O_ACCMODE | O_CREAT | O_TRUNC;
    bool ok = true;
    ok &= added(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)));
    ok &= added(
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)));
    /* A thread, never a process. clone3 hides its flags in memory: "not there", and libc falls back to clone. */
    ok &= added(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                                 SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)));
    ok &= added(seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0));
    ok &= added(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME)));
    ok &= added(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1, SCMP_A2(SCMP_CMP_EQ, 0)));
    /* abort(3) signals itself; nobody else can be named. */
    ok &=
        added(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, (uint64_t)getpid())));
    if (profile == STEP_AV) /* fstat of libc; a path would need the file system, which Landlock has shut */
        ok &= added(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(newfstatat), 1,
                                     SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH)));
    else
        ok &= added(seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                                     SCMP_A2(SCMP_CMP_MASKED_EQ, writing, O_RDONLY)));
    return ok;
}

/* ERR_MISSING: the kernel takes no filter. */
static Rc enter_seccomp(StepProfile profile)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (!filter)
        return ERR_NOMEM;
    Rc rc = ERR_BUG;
    if (seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) !=
        0) /* threads that a library started already are meant too */
        rc = ERR_MISSING;
    else if (add_tables(filter, profile) && add_judged(filter, profile))
        rc = seccomp_load(filter) == 0 ? OK : ERR_MISSING;
    seccomp_release(filter);
    return rc;
}

Rc sandbox_enter(Ctx *cx, StepProfile profile, SandboxState *ret)
{
    SandboxState state = {0};
    if (SANDBOX_SANITIZED) {
        log_info(cx, "step", "no sandbox in a build with sanitizers", NULL);
        *ret = state;
        return OK;
    }
    state.no_new_privileges = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
    state.landlock = landlock_enter(profile == STEP_DOC ? font_folders : nothing) == OK;
    Rc rc = enter_seccomp(profile);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    state.seccomp = rc == OK;
    if (!state.no_new_privileges || !state.landlock || !state.seccomp)
        log_mistake(cx, "step", "this machine does not offer the whole sandbox",
                    "no_new_privileges=%d landlock=%d seccomp=%d", state.no_new_privileges, state.landlock,
                    state.seccomp);
    *ret = state;
    return OK;
}

void sandbox_close_descriptors(void)
{
    syscall(SYS_close_range, STEP_FD_OUTPUT + 1, ~0U, 0); /* an old kernel: the worker opens its files close-on-exec */
}
