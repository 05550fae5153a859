/* Keeps the lease of a job while it is done: a second thread with a connection of its own. */
#ifndef APPS_WORKER_HEART_H
#define APPS_WORKER_HEART_H

#include "apps/worker/kinds.h"

/* Runs the job between heartbeats that tell its progress; without memory for the second thread it runs all the same. */
Rc heart_run(Ctx *cx, const ClientConf *conf, KindRun kind, const JobRun *run, JobEnd *ret) MUST;

#endif
