/* What the generated tests of the API stand on: the whole product in process, two companies filled through its own
 * routes, and a call that checks every reply against its shape. */
#ifndef TESTS_API_WORLD_H
#define TESTS_API_WORLD_H

#include "domains/account/account.h"
#include "kernel/http/api.h"
#include "tests/database.h"

enum { WORLD_ROUTES_MAX = 256 };
#define WORLD_TOKEN "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG" /* CSRF, as long as real ones */

/* One company: its principal with all rights, and one of each thing that a path can name. */
typedef struct {
    Space space;
    Principal who;
    Str cookie;         /* of the principal's session */
    const char *canary; /* in every text of this company */
    Id person;          /* another one than the principal */
    Id group, import, task, mail;
    Id media, grain, module, distribution;  /* a film, what lies on it, where it stands, who may watch it */
    Id module_version, submission, comment; /* how the module came to be approved, and what was said on the way */
    Str token;                              /* opens the film below /media/ */
    Id registration, launch;                /* the principal's own, of the distribution */
    Str launch_token;
} Tenant;

typedef struct {
    Api api; /* first: the callbacks find the world from it */
    Check *c;
    TestDatabase *d;
    Principal who; /* of the next request; all zero: nobody */
    HttpInput in;  /* sound headers for the next request; spoil a copy, not this */
    Str part;      /* path of a file of four bytes: the body where a route takes bytes */
    Arena *arena;  /* of one call: a reply lives until the next */
    Tenant a, b;
    bool succeeded[WORLD_ROUTES_MAX];
} World;

/* Opens the product on the databases of `d` and fills both companies. False after noting what failed. */
bool world_open(Check *c, TestDatabase *d, World *ret);
void world_close(World *w);

/* One request as w->who with w->in, but for these. The reply is held to the contract: declared status and shape, or a
 * problem document with a code of the tables. */
Reply world_call(World *w, const char *method, Str path, Str query, Str body);
Reply world_call_with(World *w, const HttpInput *in);

/* Which value a path parameter gets: of one's own company, of another, of none, or a malformed one. */
typedef enum { VALUE_OWN, VALUE_FOREIGN, VALUE_UNKNOWN, VALUE_BAD } ValueKind;

/* The path of a route with such values for all its parameters. A parameter without a fixture fails the test. */
Str world_path(World *w, const Route *r, ValueKind kind);
/* A smallest body that decodes, with identities of that kind wherever the shape takes one; empty without a shape. */
Str world_body(World *w, const Route *r, ValueKind kind);
/* The same for the identities in a query; empty when it takes none. */
Str world_query(World *w, const Route *r, ValueKind kind);
/* Whether it takes an identity anywhere: in path, query or body. */
bool world_has_identity(World *w, const Route *r);

Str world_keep(World *w, Str s); /* a copy that outlives the next call */
bool world_holds(const Reply *r, const char *part);
void world_say(World *w, const Route *r, const Reply *reply); /* on a comment line, after a check that failed */

#endif
