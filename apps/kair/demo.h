/* The demonstration: a client's space with people and groups that are worth looking at, and an account of each role
 * whose password everyone knows. Beside it, when asked for, a space of sample data, which says so in its name: staff
 * and groups here, the rest comes through the public API (tools/demo). */
#ifndef APPS_KAIR_DEMO_H
#define APPS_KAIR_DEMO_H

#include "apps/kair/command.h"
#include "domains/access/access.h"

#define DEMO_SLUG "demo"
#define DEMO_NAME "Banque Horizon"
#define DEMO_SAMPLE_SLUG "exemple"
#define DEMO_SAMPLE_NAME "Banque des Lacs · données d’exemple"
#define DEMO_PASSWORD "phare-boussole-ancre-1871"

typedef struct {
    Role role;
    bool of_publisher;
    const char *first_name, *last_name, *email;
} DemoAccount;

/* Everyone else in the space. */
typedef enum { DEMO_ACTIVE, DEMO_INVITED, DEMO_LEFT } DemoState;
typedef struct {
    const char *first_name, *last_name, *email;
    Role role;
    DemoState state;
    unsigned groups; /* bit by row of demo_groups */
} DemoPerson;

/* A space that the program makes. */
typedef struct {
    const char *slug, *name;
    const DemoAccount *accounts;
    size_t account_count;
    const char *const *groups; /* ends with NULL */
    const DemoPerson *people;  /* ends with an empty row */
    bool sample;
} DemoSpace;
enum { DEMO_MAIN, DEMO_SAMPLE, DEMO_SPACE_COUNT };
enum { DEMO_ACCOUNTS_MAX = 20 }; /* of all of them */
extern const DemoSpace demo_spaces[DEMO_SPACE_COUNT];

/* Makes what is missing; `*ret_made` says whether it had to. The client's space comes whole or not at all. */
Rc demo_make(Ctx *cx, StoreThread *stores, PasswordGate *passwords, const DemoSpace *demo, Str origin,
             bool *ret_made) MUST;

/* Prints the accounts. */
void demo_tell(CommandRun *run, const DemoSpace *demo);

#endif
