/* The words of a date. */
#include "domains/notify/paris.h"

#include "base/clock.h"

enum { DAY_MS = 24 * 3600 * 1000 };

static const char *const days[PARIS_LANGUAGE_COUNT][7] = {
    {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
    {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
};

static const char *const months[PARIS_LANGUAGE_COUNT][12] = {
    {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
     "décembre"},
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December"},
};

typedef struct {
    int year, month, day, hour, minute;
    int weekday; /* 0 = Sunday */
} Date;

static int digits(const char *at, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++)
        value = value * 10 + (at[i] - '0');
    return value;
}

static Date date_of(int64_t ms)
{
    char text[CLOCK_TEXT];
    clock_text(ms, text);
    int64_t day = ms >= 0 ? ms / DAY_MS : (ms - DAY_MS + 1) / DAY_MS;
    return (Date){.year = digits(text, 4),
                  .month = digits(text + 5, 2),
                  .day = digits(text + 8, 2),
                  .hour = digits(text + 11, 2),
                  .minute = digits(text + 14, 2),
                  .weekday = (int)(((day + 4) % 7 + 7) % 7)}; /* 1970-01-01 was a Thursday */
}

Rc paris_long_date(Arena *a, int64_t ms, ParisLanguage language, Str *ret)
{
    Date d = date_of(ms + paris_offset_ms(ms));
    const char *day = days[language][d.weekday], *month = months[language][d.month - 1];
    if (language == PARIS_ENGLISH)
        return str_format(a, ret, "%s %d %s %d at %02d:%02d (Paris time)", day, d.day, month, d.year, d.hour, d.minute);
    return str_format(a, ret, "%s %d%s %s %d à %d\u00a0h\u00a0%02d (heure de Paris)", day, d.day,
                      d.day == 1 ? "er" : "", month, d.year, d.hour, d.minute);
}
