/* Rows of person and group_member. Knows no rule. */
#ifndef DOMAINS_ACCOUNT_PERSON_STORE_H
#define DOMAINS_ACCOUNT_PERSON_STORE_H

#include "domains/account/account.h"

Rc person_store_get(Ctx *cx, Db *db, const Id *id, Person *ret) MUST;
Rc person_store_by_email(Ctx *cx, Db *db, Str email, Person *ret) MUST;

/* One page; fetches query->limit + 1 rows at most. `like` and the places come from the rule. */
typedef struct {
    const PersonQuery *query;
    Str like;
    Str after_text;
    int64_t after_number;
    Id after_id;
    bool from_start;
} PersonPage;
Rc person_store_list(Ctx *cx, Db *db, const PersonPage *page, PersonList *ret) MUST;
Rc person_store_count(Ctx *cx, Db *db, const PersonPage *page, int64_t *ret) MUST;

/* Writes what `p` says of names, e-mail, language, theme and roles; the insert also its id and time of creation.
 * ERR_CONFLICT: the e-mail is another's. */
Rc person_store_insert(Ctx *cx, Db *db, const Person *p) MUST;
Rc person_store_update(Ctx *cx, Db *db, const Person *p) MUST;
/* What names are sorted by. */
Rc person_store_name_key(Ctx *cx, const Person *p, Str *ret) MUST;

Rc person_store_set_state(Ctx *cx, Db *db, const Id *id, PersonState state) MUST;
Rc person_store_set_invited(Ctx *cx, Db *db, const Id *id) MUST;
Rc person_store_set_password(Ctx *cx, Db *db, const Id *id, Str hash) MUST;
Rc person_store_rehash(Ctx *cx, Db *db, const Id *id, Str old, Str hash) MUST;
/* ERR_MISSING: deactivated, or the password is another one by now. */
Rc person_store_signed_in(Ctx *cx, Db *db, const Id *id, Str hash) MUST;
/* The password's hash; {NULL,0} until one is chosen. */
Rc person_store_secret(Ctx *cx, Db *db, const Id *id, Str *ret) MUST;

Rc person_store_other_admins(Ctx *cx, Db *db, const Id *than, int64_t *ret) MUST;
enum { PERSON_ADMINS_MAX = 20 };
Rc person_store_admins(Ctx *cx, Db *db, Id ret[PERSON_ADMINS_MAX], size_t *ret_n) MUST;

/* Up to PERSON_BATCH addresses behind `after`, by id. */
typedef struct {
    Id id;
    Str email;
    PersonState state;
} PersonAddress;
enum { PERSON_BATCH = 500 };
Rc person_store_addresses(Ctx *cx, Db *db, const Id *after, PersonAddress *ret, size_t *ret_n) MUST;

typedef struct {
    Id id;
    Str name;
} PersonGroup;
enum { PERSON_GROUPS_MAX = 200 };
Rc person_store_groups(Ctx *cx, Db *db, const Id *person, PersonGroup **ret, size_t *ret_n) MUST;
Rc person_store_group_live(Ctx *cx, Db *db, const Id *group) MUST; /* ERR_MISSING */
Rc person_store_join(Ctx *cx, Db *db, const Id *group, const Id *person, bool *ret_changed) MUST;
Rc person_store_leave(Ctx *cx, Db *db, const Id *group, const Id *person, bool *ret_changed) MUST;

#endif
