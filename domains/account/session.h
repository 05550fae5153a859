/* Sessions: how long they live and how they end (OPERATIONS §10). Rights come from the person's row at each request, so
 * a change of roles holds at once. Knows neither cookies nor SQL. */
#ifndef DOMAINS_ACCOUNT_SESSION_H
#define DOMAINS_ACCOUNT_SESSION_H

#include "domains/account/bearer.h"
#include "domains/account/session_store.h"

typedef struct {
    int64_t idle_ms, admin_idle_ms; /* without a request; shorter for space_admin, support and operator */
    int64_t life_ms;                /* absolute */
} SessionLimits;

enum {
    SESSION_SEEN_EVERY_MS = 60 * 1000, /* the row is written no more often: an idle limit is exact to this */
    SESSION_PER_PERSON = 20,           /* the oldest ends when one more begins */
    SESSION_AGENT_MAX = 200,
    SESSION_ADDRESS_MAX = 64
};

/* Staff with power over others: shorter idle limit, longer password. */
bool session_of_admin(RoleSet roles);

/* What a client says of itself, cut to the limits above. */
typedef struct {
    Str user_agent, address;
} SessionClient;

/* Begins one, inside the caller's transaction. `ret_text` = what the cookie carries. */
Rc session_begin(Ctx *cx, Db *db, const Id *space, const Person *person, const SessionClient *client,
                 const SessionLimits *limits, SessionRow *ret, Str *ret_text) MUST;

/* The live session of this token. ERR_UNKNOWN: none, ended, or its person is not active. */
Rc session_find(Ctx *cx, Db *db, const Bearer *bearer, const SessionLimits *limits, SessionRow *ret) MUST;
/* When it ends unless it is used. */
int64_t session_idle_expires(const SessionLimits *limits, const SessionRow *row);
/* Whether the last note of its use is older than SESSION_SEEN_EVERY_MS; notes it then. Never fails the request. */
bool session_seen_due(Ctx *cx, const SessionRow *row);
void session_seen(Ctx *cx, Db *db, const SessionRow *row);

/* Live ones of a person, newest first. */
typedef struct {
    SessionRow *items;
    size_t n;
} SessionList;
Rc session_list(Ctx *cx, Db *db, const Id *person, const SessionLimits *limits, SessionList *ret) MUST;

/* Each a transaction with its line in the audit log. */
Rc session_end(Ctx *cx, Db *db, const Actor *by, const Id *person, const Id *session) MUST; /* http.missing */
Rc session_sign_out(Ctx *cx, Db *db, const Actor *by, const Id *session) MUST;
/* All of `person`; all but `kept` when it is not empty. */
Rc session_end_all(Ctx *cx, Db *db, const Actor *by, const Id *person, const Id *kept) MUST;

#endif
