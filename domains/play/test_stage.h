/* For tests of the routes of playing: the module of test_play.h behind the real surface, a player that was built, and a
 * first learner who is signed in. */
#ifndef DOMAINS_PLAY_TEST_STAGE_H
#define DOMAINS_PLAY_TEST_STAGE_H

#include "domains/play/player_bundle.h"
#include "domains/play/test_play.h"
#include "domains/task/test_request.h"

typedef struct {
    TestPlay play;
    TestRequests t;
    Conf *conf;
    PlayerBundle *bundle;
} TestStage;
void test_stage(Check *c, TestDatabase *d, TestStage *s);
void test_stage_free(TestStage *s);

/* The path with `a` in place of the first "#" and `b` of the second. */
const char *test_path(TestStage *s, const char *format, const char *a, const char *b);
/* The body of a batch, and posting one to s->play.launch; fails the test unless it is answered so. */
Str test_batch(TestStage *s, Str token, const Str *statements, size_t n);
Reply test_post(TestStage *s, Str body, int status, const char *code);

#endif
