/* What of a frozen version scores need, as rows: which grains with which films, which questions worth how much, and
 * what each asks. Written when the version is first met, never changed; with them the carrying of answers from one
 * version to another (REQUIREMENTS §States) is a join. Internal to domains/play. */
#ifndef DOMAINS_PLAY_PLAY_VERSION_H
#define DOMAINS_PLAY_PLAY_VERSION_H

#include "domains/play/play_course.h"

/* Sees to it that the rows are there; inside the caller's write transaction. */
Rc play_version_know(Ctx *cx, Db *space, const Id *module_version) MUST;
/* The same of this version and of every version that launches of the registration are of, in a transaction of its own;
 * without one when nothing is to be done, which is nearly always. */
Rc play_version_know_all(Ctx *cx, Db *space, const Id *registration, const Id *module_version) MUST;

#endif
