/* The demonstration: a client's space with people and groups that are worth looking at, and an account of each role
 * whose password everyone knows. */
#ifndef APPS_KAIR_DEMO_H
#define APPS_KAIR_DEMO_H

#include "apps/kair/command.h"
#include "domains/access/access.h"

#define DEMO_SLUG "demo"
#define DEMO_NAME "Banque Horizon"
#define DEMO_PASSWORD "phare-boussole-ancre-1871"

typedef struct {
    Role role;
    bool of_publisher;
    const char *first_name, *last_name, *email;
} DemoAccount;
enum { DEMO_ACCOUNT_COUNT = 7 };
extern const DemoAccount demo_accounts[DEMO_ACCOUNT_COUNT];

/* Everyone else in the space. */
typedef enum { DEMO_ACTIVE, DEMO_INVITED, DEMO_LEFT } DemoState;
typedef struct {
    const char *first_name, *last_name, *email;
    Role role;
    DemoState state;
    unsigned groups; /* bit by row of demo_groups */
} DemoPerson;
extern const DemoPerson demo_people[];  /* ends with an empty row */
extern const char *const demo_groups[]; /* ends with NULL */

/* Makes what is missing; `*ret_made` says whether it had to. The client's space comes whole or not at all. */
Rc demo_make(Ctx *cx, StoreThread *stores, PasswordGate *passwords, Str origin, bool *ret_made) MUST;

/* Prints the accounts. */
void demo_tell(CommandRun *run);

#endif
