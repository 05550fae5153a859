/* People, a group and an approved module, for the tests of distributions. */
#ifndef DOMAINS_DISTRIBUTION_TEST_DISTRIBUTION_H
#define DOMAINS_DISTRIBUTION_TEST_DISTRIBUTION_H

#include "domains/distribution/distribution.h"
#include "domains/grain/test_grain.h"

enum { TEST_PEOPLE = 4 };
#define TEST_DAY_MS (INT64_C(24) * 3600 * 1000)

typedef struct {
    Check *c;
    TestDatabase *d;
    Id space;
    Db *db;
    AccountPlace place;
    Id people[TEST_PEOPLE], invited, deactivated;
    Id group; /* nobody in it */
    Module module;
    Id version; /* approved */
} TestStage;
void test_stage(Check *c, TestDatabase *d, TestStage *ret);

/* Active people "pNNNN@example.com" from this number on. */
void test_people(TestStage *s, int from, size_t n, Id *ret);
void test_join(TestStage *s, const Id *group, const Id *people, size_t n);
void test_leave(TestStage *s, const Id *group, const Id *people, size_t n);

/* To people, to groups, or both; learners are told. */
DistributionSpec test_spec(const TestStage *s, const Id *people, size_t n, const Id *groups, size_t group_count);
Rc test_create(TestStage *s, const DistributionSpec *spec, Distribution *ret) MUST;
/* The same, to people, expected to succeed. */
Distribution test_distributed(TestStage *s, const Id *people, size_t n);

/* Another title, approved. */
Id test_next_version(TestStage *s, const char *title);
Registration test_registration(TestStage *s, const Id *person);
DistributionSync test_sync(TestStage *s);

/* The outcome, with its code and field. */
void test_refused(Check *c, Rc rc, Rc expected, const char *code, const char *field);

#endif
