"""A process and all that it started, as /proc shows them."""
import os
from pathlib import Path

# Fields of /proc/PID/stat (proc(5)), counted from the one after the name.
PARENT, USER_TIME, SYSTEM_TIME = 1, 11, 12


def stat_fields(pid):
    text = Path(f"/proc/{pid}/stat").read_text()
    return text[text.rindex(")") + 2:].split()


def parents():
    """{pid: parent's pid} of every process."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            found[int(folder.name)] = int(stat_fields(folder.name)[PARENT])
        except OSError:
            continue
    return found


def descendants(root):
    """The process and all below it."""
    above, found = parents(), {root}
    while True:
        more = {pid for pid, parent in above.items() if parent in found} - found
        if not more:
            return sorted(found)
        found |= more


def core_seconds(root):
    """Seconds of a core that the process and all below it have used."""
    ticks = 0
    for pid in descendants(root):
        fields = stat_fields(pid)
        ticks += int(fields[USER_TIME]) + int(fields[SYSTEM_TIME])
    return ticks / os.sysconf("SC_CLK_TCK")
