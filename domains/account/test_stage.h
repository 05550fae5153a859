/* What the tests of this domain play on: an installation with spaces, people with passwords, cheap hashing, and the
 * whole HTTP surface without a socket. */
#ifndef DOMAINS_ACCOUNT_TEST_STAGE_H
#define DOMAINS_ACCOUNT_TEST_STAGE_H

#include "domains/account/account_api.h"
#include "domains/account/sign_in.h"
#include "tests/database.h"

#define GOOD_PASSWORD "violet-canoe-under-8-bridges" /* long enough for administrators */

typedef struct {
    Check *c;
    Ctx *cx;
    TestDatabase *d;
    Conf *conf;
    PasswordGate *gate;
    RouteTable *routes;
    Api api;
    SignInDoor door;
    Space north;            /* a client's */
    Space south, publisher; /* made when first asked for: see below */
} Stage;

/* Runs `run` on each engine, on a stage of its own. */
typedef void (*StageTest)(Stage *s);
void stage_each_engine(Check *c, StageTest run);

const Space *stage_south(Stage *s); /* another client's */
const Space *stage_publisher(Stage *s);
Db *stage_db(Stage *s, const Space *space);
Db *stage_platform(Stage *s);
/* A person with GOOD_PASSWORD, active and in the directory. Names: the part of the e-mail before '@', and "Martin". */
Person stage_person(Stage *s, const Space *space, const char *email, RoleSet roles);
/* Invited only: no password. */
Person stage_invited(Stage *s, const Space *space, const char *email, RoleSet roles);
Person stage_get(Stage *s, const Space *space, const Id *id);

/* One request. Texts may be NULL. */
typedef struct {
    const char *method, *path, *query, *body, *if_match;
    const char *bearer; /* of a session; its CSRF token goes along */
    const char *address, *host;
    bool https, no_csrf;
} Call;
/* The status; `ret` (may be NULL) gets the whole reply. */
int stage_call(Stage *s, const Call *call, Reply *ret);
/* Checks status and, when `code` is not NULL, the code of the problem document. */
bool stage_expect(Stage *s, const Call *call, int status, const char *code, const char *file, int line);
#define EXPECT(s, status, code, ...) stage_expect(s, &(Call){__VA_ARGS__}, status, code, __FILE__, __LINE__)

/* Signs in and returns the bearer, terminated; "" when it failed. */
const char *stage_sign_in(Stage *s, const char *email, const char *password);
/* Value of the first member of this name in a document, without quotes; "" when there is none. */
const char *stage_member(Stage *s, const Reply *r, const char *name);
bool stage_has(const Reply *r, const char *text);
/* "/api/v1/persons/<id><rest>" */
const char *stage_path(Stage *s, const Id *id, const char *rest);

/* Mails to this address that were written so far and are not sent, and the token of the newest one's link. */
int64_t stage_mails(Stage *s, const Space *space, const char *to);
const char *stage_link(Stage *s, const Space *space, const char *to);
/* Lines in the space's audit log with this action. */
int64_t stage_audited(Stage *s, const Space *space, int action);

#endif
