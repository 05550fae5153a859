/* The time of Europe/Paris, in which days are counted. Needs no time zone database: since 1996 summer time runs from
 * the last Sunday of March to the last Sunday of October, both at 01:00 UTC (directive 2000/84/EC). */
#ifndef BASE_PARIS_H
#define BASE_PARIS_H

#include <stdint.h>

/* What Paris adds to UTC at that moment: one hour or two. */
int64_t paris_offset_ms(int64_t ms);

/* The day in Paris, counted from 1970-01-01 = 0. */
int64_t paris_day(int64_t ms);

#endif
