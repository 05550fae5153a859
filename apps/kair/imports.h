/* Runs imports of persons: jobs of the queue that the api does itself, because workers see no database. */
#ifndef APPS_KAIR_IMPORTS_H
#define APPS_KAIR_IMPORTS_H

#include "apps/kair/program.h"

/* Does one waiting import, if there is one. `leaving` (may be set by another thread) makes it stop after the batch in
 * hand and give the job back. */
void imports_turn(Ctx *cx, Program *p, StoreThread *stores, const atomic_bool *leaving);

#endif
