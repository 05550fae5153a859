/* Dates as people of the platform read them: Europe/Paris, long form, in the language of the mail. */
#ifndef DOMAINS_NOTIFY_PARIS_H
#define DOMAINS_NOTIFY_PARIS_H

#include "base/paris.h"
#include "base/text.h"

typedef enum { PARIS_FRENCH, PARIS_ENGLISH, PARIS_LANGUAGE_COUNT } ParisLanguage;

/* "jeudi 1er janvier 2026 à 1 h 00 (heure de Paris)", "Thursday 1 January 2026 at 01:00 (Paris time)". ERR_NOMEM. */
Rc paris_long_date(Arena *a, int64_t ms, ParisLanguage language, Str *ret) MUST;

#endif
