/* onboarding: a client company comes aboard: its space, and its first administrator, who is invited by mail. And it
 * leaves: everything of it is destroyed. Stands above space and account because it needs both. */
#ifndef DOMAINS_ONBOARDING_ONBOARDING_H
#define DOMAINS_ONBOARDING_ONBOARDING_H

#include "domains/account/account.h"
#include "domains/space/space.h"
#include "kernel/blob/blob.h"

typedef struct {
    Str slug, name, language;
    Str first_name, last_name, email; /* of the administrator; checked by shape, or by onboarding_check */
} OnboardingSpec;

/* What shapes check for requests, for the command line: trims, lower-cases the address. ERR_INVALID with
 * onboarding.bad_person and the field. */
Rc onboarding_check(Ctx *cx, Str *first_name, Str *last_name, Str *email) MUST;

/* Makes the space with its administrator inside, so that nobody ever sees a space that none can manage; then the mail
 * leaves. `origin` = public URL. ERR_CONFLICT space.slug_taken. */
Rc onboarding_open(Ctx *cx, StoreThread *stores, const Actor *by, const OnboardingSpec *spec, Str origin,
                   Space *ret) MUST;

/* Invites one more person into a space that exists: the command line's way to the first account of the staff. */
Rc onboarding_invite(Ctx *cx, StoreThread *stores, const Actor *by, const Space *space, const PersonSpec *person,
                     Str origin) MUST;

/* The staff's space, made when it is not there. Harmless at any time. */
Rc onboarding_publisher(Ctx *cx, StoreThread *stores) MUST;

/* Destroys a suspended client's files, database and row, in this order: what failed on the way is asked for again by
 * the same name. The staff's log tells it. ERR_CONFLICT onboarding.not_suspended: somebody may still be at work in it.
 * ERR_REFUSED http.refused: the staff's own space. */
Rc onboarding_close(Ctx *cx, StoreThread *stores, BlobStore *blobs, const Actor *by, const Space *space) MUST;

#endif
