/* Which of the approved are still as they were approved. */
#include "domains/distribution/offer.h"

#include "domains/distribution/offer_store.h"
#include "domains/review/review.h"
#include "kernel/text/fold.h"

Rc offer_list(Ctx *cx, Db *space, const OfferQuery *query, OfferPage *ret)
{
    OfferPage page = {0};
    Str like;
    size_t max = (size_t)query->limit + 1, looked_at = 0;
    Offer *found = arena_array(cx->arena, max, sizeof *found);
    if (!found)
        return ERR_NOMEM;
    TRY(text_like(cx, query->search, &like));
    TRY(offer_store_list(cx, space, query, like, max, found, &looked_at));
    page.at = found;
    page.more = looked_at == max;
    looked_at -= page.more;
    for (size_t i = 0; i < looked_at; i++) {
        ReviewStanding standing;
        page.last_ms = found[i].approved_ms;
        page.last_id = found[i].submission;
        Rc rc = review_state(cx, space, &found[i].module, &standing);
        if (rc == ERR_MISSING) { /* deleted at this moment */
            fail_clear(cx);
            continue;
        }
        TRY(rc);
        if (standing.state == REVIEW_APPROVED)
            found[page.n++] = found[i];
    }
    *ret = page;
    return OK;
}
