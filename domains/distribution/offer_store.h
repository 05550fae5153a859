/* Rows of modules that were approved last. Knows no rule. */
#ifndef DOMAINS_DISTRIBUTION_OFFER_STORE_H
#define DOMAINS_DISTRIBUTION_OFFER_STORE_H

#include "domains/distribution/offer.h"

/* At most `max` into `ret`. `like`: the pattern of the title. */
Rc offer_store_list(Ctx *cx, Db *space, const OfferQuery *query, Str like, size_t max, Offer *ret, size_t *ret_n) MUST;

#endif
