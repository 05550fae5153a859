/* What the program does for jobs of media steps (domains/work): a row of its table is
 *     {MEDIA_JOB, media_work_payload, media_work_complete, media_work_failed, media_work_input, media_work_output,
 *      media_work_progress}
 * The step's row is the truth; a job whose step has ended, or whose media is deleted, has nothing left to do. */
#ifndef DOMAINS_MEDIA_MEDIA_WORK_H
#define DOMAINS_MEDIA_MEDIA_WORK_H

#include "domains/work/work.h"

Rc media_work_payload(Ctx *cx, const WorkPlace *at, const Job *job, Buf *out) MUST;
/* ERR_INVALID media.bad_result: the result is not what this step must give. */
Rc media_work_complete(Ctx *cx, const WorkPlace *at, const Job *job, Str result) MUST;
/* `error` begins with a code of the table, or is a sentence for the operator: then media.step_failed. */
Rc media_work_failed(Ctx *cx, const WorkPlace *at, const Job *job, Str error) MUST;
Rc media_work_input(Ctx *cx, const WorkPlace *at, const Job *job, Str sha256, Str *ret_key) MUST;
Rc media_work_output(Ctx *cx, const WorkPlace *at, const Job *job, Str name, Str *ret_key) MUST;
Rc media_work_progress(Ctx *cx, const WorkPlace *at, const Job *job, double progress) MUST;

#endif
