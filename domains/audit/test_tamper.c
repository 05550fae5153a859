/* Statements of an attacker: they exist nowhere in the product. */
#include "domains/audit/test_tamper.h"

#include "kernel/store/engine.h"

#define ERASE "UPDATE audit SET address = NULL, target_name = NULL, detail = NULL, salt = NULL"

static const char *const statements[TAMPER_COUNT][3] = {
    [TAMPER_ACTION] = {"UPDATE audit SET action = 'account.signed_in' WHERE number = 4"},
    [TAMPER_NAME] = {"UPDATE audit SET target_name = 'another' WHERE number = 4"},
    [TAMPER_PERSONAL_HASH] = {ERASE ", personal_hash = '00' WHERE number = 4"},
    [TAMPER_HALF_ERASED] = {"UPDATE audit SET salt = NULL, address = NULL WHERE number = 4"},
    [TAMPER_HASH] = {"UPDATE audit SET hash = '00' WHERE number = 4"},
    [TAMPER_DELETE] = {"DELETE FROM audit WHERE number = 4"},
    [TAMPER_SWAP] = {"UPDATE audit SET number = 99 WHERE number = 4", "UPDATE audit SET number = 4 WHERE number = 7",
                     "UPDATE audit SET number = 7 WHERE number = 99"},
    [TAMPER_INSERT] = {"INSERT INTO audit (id, number, hash, at_ms, action, times, personal_hash) "
                       "SELECT 'x', 11, hash, at_ms, action, times, personal_hash FROM audit WHERE number = 4"},
    [TAMPER_TRUNCATE] = {"DELETE FROM audit WHERE number > 8"},
    [TAMPER_TRUNCATE_ALL] = {"DELETE FROM audit"},
    [TAMPER_HEAD] = {"UPDATE audit_head SET hash = '00'"},
    [TAMPER_ERASED] = {ERASE " WHERE number = 4"},
};

Rc test_tamper(Ctx *cx, Db *space, Tamper how)
{
    for (size_t i = 0; i < 3 && statements[how][i]; i++) {
        AUTO_STMT s = NULL;
        int64_t changed = 0;
        TRY(db_own_stmt(cx, space, "tamper", statements[how][i], &s));
        TRY(stmt_run(cx, s, &changed));
        if (changed < 1)
            return ERR_MISSING;
    }
    return OK;
}
