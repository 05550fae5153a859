/* For tests of what checks stand before: media that can be shown, without a worker. */
#ifndef DOMAINS_PREFLIGHT_TEST_PREFLIGHT_H
#define DOMAINS_PREFLIGHT_TEST_PREFLIGHT_H

#include "domains/grain/test_grain.h"

/* As long a film, an image and slides that can be shown: a grain of test_grain on them passes every check when the film
 * is TEST_SOUND_MS long. */
enum { TEST_SOUND_MS = 100000 };
void test_show_media(Check *c, Db *db, const TestMedia *media, int64_t film_ms);

#endif
