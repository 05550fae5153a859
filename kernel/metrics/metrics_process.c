/* What /proc says of this process. A value that cannot be read is left out. */
#include "kernel/metrics/metrics.h"

#include <dirent.h>
#include <sys/resource.h>
#include <unistd.h>

static bool read_line(const char *path, char *line, int size)
{
    FILE *f = fopen(path, "re");
    bool read = f && fgets(line, size, f);
    if (f)
        fclose(f);
    return read;
}

static void memory(MetricsWriter *w)
{
    char line[256];
    Str rest, field;
    int64_t pages = 0;
    if (!read_line("/proc/self/statm", line, sizeof line))
        return;
    rest = str_of(line);
    if (str_cut(&rest, ' ', &field) && str_cut(&rest, ' ', &field) && str_i64(field, &pages) == OK)
        metrics_sample(w, METRIC_PROCESS_MEMORY, (Str){0}, (double)(pages * sysconf(_SC_PAGESIZE)));
}

static void descriptors(MetricsWriter *w)
{
    DIR *folder = opendir("/proc/self/fd");
    if (!folder)
        return;
    int n = -1; /* the folder itself is open */
    for (const struct dirent *e = readdir(folder); e; e = readdir(folder))
        n += e->d_name[0] != '.';
    closedir(folder);
    metrics_sample(w, METRIC_PROCESS_DESCRIPTORS, (Str){0}, n);
}

static void processor(MetricsWriter *w)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    metrics_sample(w, METRIC_PROCESS_CPU, (Str){0},
                   (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
                       (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6);
}

/* Field 22 of /proc/self/stat: ticks from boot to start. The name in field 2 may hold blanks, so count from its ')'. */
static void started(const Ctx *cx, MetricsWriter *w)
{
    char line[1024];
    struct timespec since_boot;
    if (!read_line("/proc/self/stat", line, sizeof line) || clock_gettime(CLOCK_BOOTTIME, &since_boot) != 0)
        return;
    const char *behind = strrchr(line, ')');
    Str rest = str_of(behind ? behind + 2 : NULL), field = {0};
    for (int number = 3; number <= 22; number++)
        if (!str_cut(&rest, ' ', &field))
            return;
    int64_t ticks = 0;
    if (str_i64(field, &ticks) != OK)
        return;
    double age = (double)since_boot.tv_sec - (double)ticks / (double)sysconf(_SC_CLK_TCK);
    metrics_sample(w, METRIC_PROCESS_START, (Str){0}, (double)(now_ms(cx) / 1000) - (double)(int64_t)age);
}

void metrics_process(Ctx *cx, MetricsWriter *w, void *arg)
{
    (void)arg;
    metrics_sample(w, METRIC_BUILD_INFO, STR(KAIR_VERSION), 1);
    started(cx, w);
    processor(w);
    memory(w);
    descriptors(w);
}
