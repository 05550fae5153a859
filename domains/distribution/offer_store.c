/* The statement of offer.sql. */
#include "domains/distribution/offer_store.h"

#include "sql_all.h"

static Rc row_to_offer(Ctx *cx, Stmt *s, Offer *ret)
{
    Offer offer = {.module = stmt_id(s)};
    offer.module_version = stmt_id(s);
    offer.submission = stmt_id(s);
    offer.version_number = stmt_int(s);
    offer.title = stmt_text(cx, s);
    offer.approved_ms = stmt_int(s);
    TRY(stmt_read(s));
    *ret = offer;
    return OK;
}

Rc offer_store_list(Ctx *cx, Db *space, const OfferQuery *query, Str like, size_t max, Offer *ret, size_t *ret_n)
{
    size_t n = 0;
    Rc rc = OK;
    AUTO_STMT s = db_stmt(space, SQL_distribution_offer_list);
    stmt_put_text(s, like);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&query->module));
    stmt_put_bool(s, query->from_start);
    stmt_put_int(s, query->after_ms);
    stmt_put_text(s, id_str(&query->after_id));
    stmt_put_int(s, (int64_t)max);
    while (n < max && (rc = stmt_row(cx, s)) == OK)
        TRY(row_to_offer(cx, s, &ret[n++]));
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    *ret_n = n;
    return OK;
}
