/* Bytes of a file to UTF-8. */
#ifndef DOMAINS_ENROLMENT_SHEET_TEXT_H
#define DOMAINS_ENROLMENT_SHEET_TEXT_H

#include "domains/enrolment/sheet.h"

/* Drops a byte order mark; what is not UTF-8 is taken for Windows-1252, whose five unassigned bytes become U+FFFD.
 * `ret` is borrowed from `bytes` or lies in the arena. ERR_REFUSED enrolment.not_text, ERR_NOMEM. */
Rc sheet_text(Ctx *cx, Str bytes, Str *ret, SheetEncoding *ret_encoding) MUST;

#endif
