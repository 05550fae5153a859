"""What a step cannot do, tried from inside: forbidden.c runs behind the same main as the real steps."""
import ctypes
import errno
import os
import platform
import signal
import struct

import stepping
from tap import Skip, check, run

INPUT = b"x"
LIMITS = {"memory_mb": 512, "cpu_s": 60, "output_mb": 3}
LANDLOCK_CREATE_RULESET = 444  # on every processor


def machine_offers():
    """Asked of the kernel, not of the program under test."""
    landlock = ctypes.CDLL(None).syscall(LANDLOCK_CREATE_RULESET, None, 0, 1) >= 1
    try:
        with open("/proc/sys/kernel/seccomp/actions_avail") as file:
            return landlock and "kill_process" in file.read()
    except OSError:
        return False


def attempt(name, profile="av", limits=LIMITS, before=None, whole=True):
    if whole and not machine_offers():
        raise Skip("the kernel or the container offers no seccomp or no Landlock")
    outcome = stepping.run(profile, {"step": name}, [INPUT], limits, before, stepping.FORBIDDEN)
    check(not whole or "does not offer the whole sandbox" not in outcome.log, outcome.log)
    return outcome


def refused(name, profile, *errors):
    outcome = attempt(name, profile)
    check(outcome.status == 0, outcome)
    check(outcome.answer["error"] in errors, errno.errorcode.get(outcome.answer["error"]))


def allowed(name, profile):
    outcome = attempt(name, profile)
    check(outcome.status == 0 and outcome.answer["error"] == 0, outcome)


def killed(name, profile="av", by=signal.SIGSYS, limits=LIMITS):
    outcome = attempt(name, profile, limits)
    check(outcome.status == -by, outcome)
    check(not outcome.answer, "a killed step answers nothing")


def no_socket():
    refused("socket", "av", errno.EPERM)
    refused("socket", "doc", errno.EPERM)


def no_file_in_av():
    refused("open", "av", errno.EPERM)
    refused("open-font", "av", errno.EPERM)
    refused("stat", "av", errno.EPERM)


def only_fonts_in_doc():
    refused("open", "doc", errno.EACCES)
    refused("open-write", "doc", errno.EPERM)
    if not os.path.isdir("/usr/share/fonts"):
        raise Skip("no fonts on this machine")
    allowed("open-font", "doc")


def no_program():
    killed("exec", "av")
    killed("exec", "doc")


def threads_but_no_process():
    allowed("thread", "av")
    refused("fork", "av", errno.EPERM)
    refused("fork", "doc", errno.EPERM)


def no_other_process():
    killed("ptrace")
    refused("kill", "av", errno.EPERM)


def no_new_code():
    refused("code", "av", errno.EPERM)


def nothing_inherited():
    outcome = attempt("inherited", before=lambda: os.dup2(0, 6))
    check(outcome.answer.get("error") == errno.EBADF, outcome)


def output_ends_at_its_limit():
    outcome = attempt("disk", whole=False)
    check(outcome.status == 1 and "outcome=io" in outcome.log, outcome)


def memory_ends_at_its_limit():
    outcome = attempt("memory", whole=False)
    check(outcome.status == 1 and "outcome=nomem" in outcome.log, outcome)


def processor_ends_at_its_limit():
    outcome = attempt("spin", limits={**LIMITS, "cpu_s": 1}, whole=False)
    check(outcome.status == -signal.SIGXCPU, outcome)


def an_unknown_step_fails():
    outcome = attempt("bundle", whole=False)
    check(outcome.status == 1 and not outcome.answer, outcome)
    check("no such step" in outcome.log, outcome.log)


def another_size_than_said_fails():
    def shorter():
        os.ftruncate(3, 0)
    outcome = attempt("thread", before=shorter, whole=False)
    check(outcome.status == 1 and "not the input" in outcome.log, outcome)


NUMBERS = {"x86_64": {"seccomp": 317, "prctl": 157}, "aarch64": {"seccomp": 277, "prctl": 167}}


def without_sandbox():
    """A filter of our own, as a container may have one: Landlock and seccomp are not there."""
    numbers = NUMBERS[platform.machine()]
    load, equal, give = 0x20, 0x15, 0x06
    allow, absent = 0x7FFF0000, 0x00050000 | errno.ENOSYS
    rules = [(load, 0, 0, 0), (equal, 5, 0, LANDLOCK_CREATE_RULESET), (equal, 4, 0, numbers["seccomp"]),
             (equal, 0, 2, numbers["prctl"]), (load, 0, 0, 16), (equal, 1, 0, 22), (give, 0, 0, allow), (give, 0, 0, absent)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *rule) for rule in rules))
    program = struct.pack("HxxxxxxP", len(rules), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    for option, first, second in ((38, 1, 0), (22, 2, program)):
        if libc.prctl(option, ctypes.c_ulong(first), second, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl")


def where_there_is_no_sandbox_limits_hold():
    if platform.machine() not in NUMBERS:
        raise Skip("numbers of system calls are known for two processors")
    outcome = attempt("thread", before=without_sandbox, whole=False)
    check(outcome.status == 0, outcome)
    check("does not offer the whole sandbox" in outcome.log and "landlock=0 seccomp=0" in outcome.log, outcome.log)
    outcome = attempt("memory", before=without_sandbox, whole=False)
    check(outcome.status == 1, outcome)


run([
    ("a step makes no socket", no_socket),
    ("a step over films opens no file and sees none", no_file_in_av),
    ("a step over documents reads fonts and no other file, and writes none", only_fonts_in_doc),
    ("a step starts no program", no_program),
    ("a step starts threads and no process", threads_but_no_process),
    ("a step reaches no other process", no_other_process),
    ("a step makes no machine code", no_new_code),
    ("a step has no descriptor but those of the contract", nothing_inherited),
    ("an output ends at its limit", output_ends_at_its_limit),
    ("memory ends at its limit", memory_ends_at_its_limit),
    ("processor time ends at its limit", processor_ends_at_its_limit),
    ("an unknown step fails and answers nothing", an_unknown_step_fails),
    ("an input of another size than the spec says fails", another_size_than_said_fails),
    ("where the machine offers no sandbox the limits hold, and the log says so", where_there_is_no_sandbox_limits_hold),
])
