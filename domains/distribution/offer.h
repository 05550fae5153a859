/* Modules that can be distributed now: those whose draft is approved as it stands. For whoever distributes and may not
 * read drafts. Knows nothing of distributions that exist. */
#ifndef DOMAINS_DISTRIBUTION_OFFER_H
#define DOMAINS_DISTRIBUTION_OFFER_H

#include "domains/module/module.h"

enum { OFFER_LIST_MAX = 50 };

typedef struct {
    Id module, module_version, submission;
    int64_t version_number;
    Str title; /* of that version */
    int64_t approved_ms;
} Offer;

/* The approval of last comes first. */
typedef struct {
    Str search;      /* part of the title, without case and accents */
    Id module;       /* empty = any */
    bool from_start; /* else behind: */
    int64_t after_ms;
    Id after_id;
    int64_t limit; /* 1 … OFFER_LIST_MAX: modules looked at */
} OfferQuery;
typedef struct {
    Offer *at; /* may be fewer than were looked at: a draft that was edited since is not offered */
    size_t n;
    bool more; /* to look at, behind: */
    int64_t last_ms;
    Id last_id;
} OfferPage;
Rc offer_list(Ctx *cx, Db *space, const OfferQuery *query, OfferPage *ret) MUST;

#endif
