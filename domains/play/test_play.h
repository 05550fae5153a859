/* For tests: a module of two films handed to ten learners, statements as a player makes them, and later versions. */
#ifndef DOMAINS_PLAY_TEST_PLAY_H
#define DOMAINS_PLAY_TEST_PLAY_H

#include "domains/grain/test_grain.h"
#include "domains/play/play_reader.h"

enum { TEST_FILM_MS = 100000, TEST_GRAINS = 2, TEST_PEOPLE = 10 };

typedef struct {
    Check *c;
    TestDatabase *d;
    Id space;
    Db *db;
    MediaKey *key;
    PlayPlace place;
    TestMedia media;
    Id people[TEST_PEOPLE], grains[TEST_GRAINS];
    Module module;
    Distribution distribution;
    Registration registrations[TEST_PEOPLE]; /* one of each person, as handed out */
    Launch launch;                           /* of the first */
    Str token;
} TestPlay;

/* The film is TEST_FILM_MS long; its quiz has two required questions of two points, of which 80 per cent are asked. */
void test_play(Check *c, TestDatabase *d, TestPlay *ret);
void test_play_free(TestPlay *t);
Launch test_launch(TestPlay *t, size_t person, Str *ret_token);

/* One statement of the player; `id` 0 makes a new one. */
typedef struct {
    unsigned id;
    const Launch *launch; /* NULL: t->launch */
    size_t grain;
    const char *verb; /* the last word of its IRI: "progressed" */
    const char *kind; /* of the object; NULL = the grain itself */
    Id element;
    const char
        *result; /* inside of the result's extensions with "V:" for their base; or, with `plain`, of the result */
    bool plain;
    const char *timestamp; /* NULL: now */
} TestStatement;
Str test_statement(TestPlay *t, const TestStatement *s);

/* Sends one; fails the test unless it is accepted (code NULL) or refused with the code. */
void test_send(TestPlay *t, const TestStatement *s, const char *code);
/* Watched from … to, in seconds, and now there. */
void test_watch(TestPlay *t, size_t grain, double from, double to);
/* Choices by number in the document: 0 … 2 of the first question, 10 … 12 of the second. */
void test_answer(TestPlay *t, size_t grain, unsigned question, const char *choices);
/* Of t->launch's attempt, by its version. */
PlayGrainState test_state(TestPlay *t, size_t grain);

/* Changes the first grain's draft, approves it and goes over to it; answers the version. Launches that there are stay
 * with theirs. */
typedef void (*TestChange)(Ctx *cx, const TestPlay *t, GrainDocument *document);
Id test_new_version(TestPlay *t, TestChange change, bool all);

Registration test_registration(TestPlay *t, size_t person); /* as it is now */
PlaySummary test_summary(TestPlay *t, size_t person, int64_t attempt);
/* t->launch sees both films whole and answers all of the first version, in each grain the first question right or not.
 */
void test_complete(TestPlay *t, bool right);

#endif
