/* Rows of registrations. Knows no rule. */
#ifndef DOMAINS_DISTRIBUTION_REGISTRATION_STORE_H
#define DOMAINS_DISTRIBUTION_REGISTRATION_STORE_H

#include "domains/distribution/distribution.h"

/* On the distribution's version of today. `told`: nobody tells them. 0 = the person is in already. */
typedef struct {
    Id id, distribution, person;
    bool told;
} NewRegistration;
Rc registration_store_insert(Ctx *cx, Db *space, const NewRegistration *registration, int64_t *ret_changed) MUST;
Rc registration_store_come_back(Ctx *cx, Db *space, const Id *distribution, const Id *person,
                                int64_t *ret_changed) MUST;
Rc registration_store_withdraw(Ctx *cx, Db *space, const Id *registration, int64_t *ret_changed) MUST;

Rc registration_store_get(Ctx *cx, Db *space, const Id *id, Registration *ret) MUST;
Rc registration_store_list(Ctx *cx, Db *space, const Id *person, const Id *after, size_t max, Registration *ret,
                           size_t *ret_n) MUST;
Rc registration_store_count(Ctx *cx, Db *space, const Id *person, int64_t *ret) MUST;
Rc registration_store_terms(Ctx *cx, Db *space, const Id *id, RegistrationTerms *ret, int64_t *ret_attempt) MUST;

Rc registration_store_start(Ctx *cx, Db *space, const Id *id) MUST;
Rc registration_store_finish(Ctx *cx, Db *space, const Id *id) MUST;
Rc registration_store_next_attempt(Ctx *cx, Db *space, const Id *id, int64_t attempt, int64_t *ret_changed) MUST;
Rc registration_store_go_over(Ctx *cx, Db *space, const Distribution *to, bool all, int64_t *ret_changed) MUST;

/* What a learner is written. */
typedef struct {
    Id registration, person;
    Str first_name, email;
    int language; /* index into language_names */
    Str title;
    int64_t opens_ms, closes_ms, due_ms;
    Str message;
    Id created_by;
    Str created_by_name; /* empty: nobody to name */
} Told;
/* `only` empty = of any distribution. */
Rc registration_store_untold(Ctx *cx, Db *space, const Id *only, size_t max, Told *ret, size_t *ret_n) MUST;
Rc registration_store_unreminded(Ctx *cx, Db *space, const Id *only, size_t max, Told *ret, size_t *ret_n) MUST;
Rc registration_store_mark_told(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed) MUST;
Rc registration_store_mark_reminded(Ctx *cx, Db *space, const Id *id, int64_t *ret_changed) MUST;

#endif
