/* Dates as people of the platform read them: Europe/Paris, long form, in the language of the mail. Needs no time zone
 * database: since 1996 summer time runs from the last Sunday of March to the last Sunday of October, both at 01:00 UTC
 * (directive 2000/84/EC). */
#ifndef DOMAINS_NOTIFY_PARIS_H
#define DOMAINS_NOTIFY_PARIS_H

#include "base/text.h"

typedef enum { PARIS_FRENCH, PARIS_ENGLISH, PARIS_LANGUAGE_COUNT } ParisLanguage;

/* What Paris adds to UTC at that moment: one hour or two. */
int64_t paris_offset_ms(int64_t ms);

/* "jeudi 1er janvier 2026 à 1 h 00 (heure de Paris)", "Thursday 1 January 2026 at 01:00 (Paris time)". ERR_NOMEM. */
Rc paris_long_date(Arena *a, int64_t ms, ParisLanguage language, Str *ret) MUST;

#endif
