/* For tests: a built player of a few characters. */
#ifndef DOMAINS_PLAY_TEST_BUNDLE_H
#define DOMAINS_PLAY_TEST_BUNDLE_H

#include "domains/play/player_bundle.h"
#include "tests/check.h"

/* Writes <folder>/player/ with these texts and their digests, as the build of the player does. */
void test_bundle_write(Check *c, const char *folder, const char *script, const char *style);
/* One of its own. Free with player_bundle_free. */
PlayerBundle *test_bundle(Check *c, const char *folder);

#endif
