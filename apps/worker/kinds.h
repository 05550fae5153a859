/* What this worker can do: one row for each kind of job. */
#ifndef APPS_WORKER_KINDS_H
#define APPS_WORKER_KINDS_H

#include "base/id.h"

typedef struct Conf Conf;

/* Does the job of `payload` (JSON). OK; ERR_REFUSED or ERR_INVALID: trying again cannot help; others: later.
 * `*ret_error` says why, for the people who look at the queue. */
typedef Rc (*KindRun)(Ctx *cx, const Conf *conf, Str payload, Str *ret_error);
typedef struct {
    const char *kind;
    KindRun run;
} Kind;
extern const Kind worker_kinds[]; /* ends with an empty row */

Rc mail_job(Ctx *cx, const Conf *conf, Str payload, Str *ret_error);

#endif
