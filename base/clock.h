/* Time and chance come through these two, so that tests fix them. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stddef.h>
#include <stdint.h>

typedef struct Clock Clock;
struct Clock {
    int64_t (*now_ms)(const Clock *c);       /* UTC, milliseconds since 1970; may jump */
    int64_t (*monotonic_ms)(const Clock *c); /* for time-outs and ages within this process */
};
extern const Clock clock_system;

typedef struct Random Random;
struct Random {
    void (*fill)(const Random *r, void *bytes, size_t n);
};
extern const Random random_system; /* the kernel's generator; aborts if it is not there, which is our mistake */

/* RFC 3339 with milliseconds, "2026-03-01T08:00:00.000Z". `ret` holds 25 bytes with the terminator. Years 0 to 9999. */
enum { CLOCK_TEXT = 25 };
void clock_text(int64_t ms, char ret[CLOCK_TEXT]);

#endif
