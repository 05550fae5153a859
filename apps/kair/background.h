/* The threads that do what no request waits for: audit rows and their sealing each second, lost jobs, mails without a
 * job, imports, counts, figures of what learners did. Every task is safe to run twice and from several processes. */
#ifndef APPS_KAIR_BACKGROUND_H
#define APPS_KAIR_BACKGROUND_H

#include "apps/kair/program.h"

typedef struct Background Background;

Rc background_start(Ctx *cx, Program *p, Background **ret) MUST; /* keeps `p` */
void background_stop(Background *b); /* ends the turn in hand, writes what is queued; accepts NULL */

#endif
