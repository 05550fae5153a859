/* The rule of summer time. */
#include "base/paris.h"

#include "base/clock.h"

#include <stdbool.h>

enum { HOUR_MS = 3600 * 1000, DAY_MS = 24 * HOUR_MS, MARCH = 3, OCTOBER = 10, LAST_WEEK = 25 };

static int digits(const char *at, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++)
        value = value * 10 + (at[i] - '0');
    return value;
}

static int64_t day_of(int64_t ms)
{
    return ms >= 0 ? ms / DAY_MS : (ms - DAY_MS + 1) / DAY_MS;
}

/* In a month of 31 days the last Sunday is the one from the 25th on. */
static bool last_sunday_struck_one(int64_t ms, int day, int hour)
{
    int weekday = (int)(((day_of(ms) + 4) % 7 + 7) % 7); /* 0 = Sunday; 1970-01-01 was a Thursday */
    return day - weekday >= LAST_WEEK && (weekday > 0 || hour >= 1);
}

int64_t paris_offset_ms(int64_t ms)
{
    char text[CLOCK_TEXT];
    clock_text(ms, text);
    int month = digits(text + 5, 2), day = digits(text + 8, 2), hour = digits(text + 11, 2);
    bool summer = month == MARCH     ? last_sunday_struck_one(ms, day, hour)
                  : month == OCTOBER ? !last_sunday_struck_one(ms, day, hour)
                                     : month > MARCH && month < OCTOBER;
    return summer ? 2 * HOUR_MS : HOUR_MS;
}

int64_t paris_day(int64_t ms)
{
    return day_of(ms + paris_offset_ms(ms));
}
