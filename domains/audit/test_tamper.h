/* Ways to tamper with a log of ten sealed rows, for the tests: what somebody with the database in hand could do. */
#ifndef DOMAINS_AUDIT_TEST_TAMPER_H
#define DOMAINS_AUDIT_TEST_TAMPER_H

#include "kernel/store/db.h"

typedef enum {
    TAMPER_ACTION,
    TAMPER_NAME,
    TAMPER_PERSONAL_HASH,
    TAMPER_HALF_ERASED,
    TAMPER_HASH,
    TAMPER_DELETE,
    TAMPER_SWAP,
    TAMPER_INSERT,
    TAMPER_TRUNCATE,
    TAMPER_TRUNCATE_ALL,
    TAMPER_HEAD,
    TAMPER_ERASED,
    TAMPER_COUNT
} Tamper;

Rc test_tamper(Ctx *cx, Db *space, Tamper how) MUST;

#endif
