/* A job in the hands of the one who speaks. Private to this domain. */
#ifndef DOMAINS_WORK_WORK_HELD_H
#define DOMAINS_WORK_WORK_HELD_H

#include "domains/work/work.h"

/* The job, if the lease is still the holder's; ERR_CONFLICT queue.lease_lost otherwise. */
Rc work_held(Ctx *cx, Db *platform, const JobHold *hold, Job *ret, const WorkKind **ret_kind) MUST;

#endif
