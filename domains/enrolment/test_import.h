/* Fixtures of the import tests: a client's space with its row, files, whole imports. */
#ifndef DOMAINS_ENROLMENT_TEST_IMPORT_H
#define DOMAINS_ENROLMENT_TEST_IMPORT_H

#include "domains/account/account.h"
#include "domains/enrolment/enrolment.h"
#include "domains/enrolment/sheet.h"
#include "tests/database.h"

typedef struct {
    Check *c;
    TestDatabase *d;
    Id space;
    Db *platform, *db;
    Actor by;
} Stage;

#define HEADER "prenom;nom;email;roles;groupes;langue\n"

/* A client's space "acme". */
void stage(Check *c, TestDatabase *d, Stage *ret);

Id stage_person(Stage *s, const char *first, const char *last, const char *email, RoleSet roles);
int64_t stage_person_count(Stage *s);

/* The preview of this text; fails the test when it is refused. */
Import stage_preview(Stage *s, const char *csv);
void stage_refused(Stage *s, const char *csv, const char *code, const char *field);

/* Asks for the run and does it whole; returns the import as it ended. */
Import stage_run(Stage *s, const Import *import, bool invite);
void stage_start(Stage *s, const Import *import, bool invite);
Import stage_import(Stage *s, const Id *import);

/* "line:field:code …" of all errors, in order. */
Str stage_errors(Stage *s, const Id *import);

/* A file of `n` persons pNNNNN@example.com; every second one is faulty when `half_wrong`. */
Str stage_file(Stage *s, int n, bool half_wrong);

#endif
