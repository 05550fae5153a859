/* What a run did, as the task centre shows it. */
#ifndef DOMAINS_ENROLMENT_RESULT_H
#define DOMAINS_ENROLMENT_RESULT_H

#include "domains/enrolment/enrolment.h"

/* JSON {created,updated,skipped}; skipped = unchanged and faulty lines, and those a stopped run did not reach. */
Rc import_result(Ctx *cx, const Import *import, Str *ret) MUST;

#endif
