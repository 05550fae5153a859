/* Rows of imports. Knows no rule. */
#ifndef DOMAINS_ENROLMENT_ENROLMENT_STORE_H
#define DOMAINS_ENROLMENT_ENROLMENT_STORE_H

#include "domains/enrolment/enrolment.h"

Rc enrolment_store_insert(Ctx *cx, Db *space, const Import *import) MUST;
Rc enrolment_store_get(Ctx *cx, Db *space, const Id *id, Import *ret) MUST;
Rc enrolment_store_queue(Ctx *cx, Db *space, const Id *id, bool invite, const Id *task, int64_t *ret_changed) MUST;
Rc enrolment_store_start(Ctx *cx, Db *space, const Id *id) MUST;
Rc enrolment_store_advance(Ctx *cx, Db *space, const Id *id, int64_t created, int64_t updated, int64_t failed) MUST;
Rc enrolment_store_end(Ctx *cx, Db *space, const Id *id, ImportState state) MUST;
Rc enrolment_store_open(Ctx *cx, Db *space, size_t max, Id *ret, size_t *ret_n) MUST;
Rc enrolment_store_old(Ctx *cx, Db *space, int64_t before_ms, size_t max, Id *ret, size_t *ret_n) MUST;
Rc enrolment_store_delete(Ctx *cx, Db *space, const Id *id) MUST; /* lines and errors go with it */

Rc enrolment_store_insert_line(Ctx *cx, Db *space, const Id *import, const ImportLine *line) MUST;
Rc enrolment_store_due(Ctx *cx, Db *space, const Id *import, size_t max, ImportLine *ret, size_t *ret_n) MUST;
Rc enrolment_store_sample(Ctx *cx, Db *space, const Id *import, size_t max, ImportLine *ret, size_t *ret_n) MUST;
Rc enrolment_store_mark_done(Ctx *cx, Db *space, const Id *import, int64_t line) MUST;

Rc enrolment_store_insert_error(Ctx *cx, Db *space, const Id *import, const ImportError *error) MUST;
Rc enrolment_store_errors(Ctx *cx, Db *space, const Id *import, int64_t line, int64_t position, size_t max,
                          ImportError *ret, size_t *ret_n) MUST;

#endif
