/* For the tests of reviews: a company with two trainers, two training managers and a learner, and a sound module of two
 * grains of the first trainer. */
#ifndef DOMAINS_REVIEW_TEST_COMPANY_H
#define DOMAINS_REVIEW_TEST_COMPANY_H

#include "domains/preflight/test_preflight.h"
#include "domains/review/review.h"

typedef struct {
    Check *c;
    TestDatabase *d;
    Id space;
    Db *db;
    TestMedia media;
    Actor trainer, colleague, manager, second, learner;
    Id grains[2];
    Module module;
    ReviewPlace place; /* four eyes are not asked for */
} TestCompany;
void test_company(Check *c, TestDatabase *d, TestCompany *ret);

/* A grain of somebody, and a module of some grains. */
Id test_grain_by(TestCompany *t, const Actor *by, const char *title);
Module test_module_by(TestCompany *t, const Actor *by, const char *title, const Id *grains, size_t n);

/* By the trainer, with a message. Fails the test when it is refused. */
Submission test_submission(TestCompany *t);
/* By the manager, of the content that was submitted. */
Rc test_decide(TestCompany *t, const Actor *by, const Submission *s, SubmissionState state, const char *comment,
               Submission *ret);

/* Every way to edit the module's draft. */
enum { TEST_EDITS = 6 };
const char *test_edit(TestCompany *t, size_t which); /* what was done */

#endif
