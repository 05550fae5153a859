/* The system's clocks and generator, and the text form of an instant. */
#include "base/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

static int64_t read_clock(clockid_t id)
{
    struct timespec t;
    clock_gettime(id, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int64_t wall(const Clock *c)
{
    (void)c;
    return read_clock(CLOCK_REALTIME);
}

static int64_t monotonic(const Clock *c)
{
    (void)c;
    return read_clock(CLOCK_MONOTONIC);
}

const Clock clock_system = {wall, monotonic};

static void fill(const Random *r, void *bytes, size_t n)
{
    (void)r;
    char *at = bytes;
    while (n) {
        ssize_t got = getrandom(at, n, 0);
        if (got < 0)
            abort();
        at += got;
        n -= (size_t)got;
    }
}

const Random random_system = {fill};

void clock_text(int64_t ms, char ret[CLOCK_TEXT])
{
    int64_t days = ms / 86400000 - (ms % 86400000 < 0);
    int64_t of_day = ms - days * 86400000;
    /* Civil date from days: eras of 400 years starting on 1 March, so that the leap day ends its year. */
    int64_t shifted = days + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted_month = (5 * day_of_year + 2) / 153;
    int day = (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    int month = (int)(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    int year = (int)(year_of_era + era * 400 + (month <= 2));
    char text[96]; /* the compiler cannot see that each number fits its width */
    snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", year % 10000, month, day,
             (int)(of_day / 3600000), (int)(of_day / 60000 % 60), (int)(of_day / 1000 % 60), (int)(of_day % 1000));
    memcpy(ret, text, CLOCK_TEXT - 1);
    ret[CLOCK_TEXT - 1] = 0;
}
