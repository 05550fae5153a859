/* Requests of route tests: the real surface and databases, a caller chosen by the test, no socket. */
#ifndef DOMAINS_TASK_TEST_REQUEST_H
#define DOMAINS_TASK_TEST_REQUEST_H

#include "kernel/http/api.h"
#include "tests/database.h"

typedef struct {
    Check *c;
    TestDatabase *d;
    const Surface *surfaces[2]; /* the route table keeps them */
    RouteTable *routes;
    Principal who; /* nobody when `space` is empty */
    bool development;
    const Conf *conf; /* NULL unless the test loads one */
    const PlayerBundle *player;
    Str if_match, if_none_match; /* of the next request only */
    Str content_type;            /* the same; application/json when empty */
    const MediaKey *media_key;   /* NULL unless a test sets them */
    BlobStore *blobs;
} TestRequests;

/* Someone of this space with these rights. Free with test_requests_free. */
void test_requests(Check *c, TestDatabase *d, const Surface *surface, const Id *space, Rights rights,
                   TestRequests *ret);
void test_requests_free(TestRequests *t);

/* `body` may be NULL. The path's query part follows '?'. */
Reply test_call(TestRequests *t, const char *method, const char *path, const char *body);
/* The same; fails the test unless it answers `status`, and `code` when that is not NULL. */
Reply test_expect(TestRequests *t, const char *method, const char *path, const char *body, int status,
                  const char *code);
bool test_holds(const Reply *r, const char *part);
/* The text behind "name":" up to the next quote; empty when there is none. */
Str test_text(const Reply *r, const char *name);

#endif
