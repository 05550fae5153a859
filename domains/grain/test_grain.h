/* Documents and media for the tests of grains and of what stands above them. */
#ifndef DOMAINS_GRAIN_TEST_GRAIN_H
#define DOMAINS_GRAIN_TEST_GRAIN_H

#include "domains/grain/grain.h"
#include "domains/media/media.h"
#include "tests/database.h"

/* An identity made of a number: the same at every call. */
Id test_id(unsigned number);

/* One of everything: two chapters, a moving target, a quiz of two questions, an image, slides and a text. `film`,
 * `image` and `slides` may be any identities for tests without a database. */
typedef struct {
    Id film, image, slides;
} TestMedia;
void test_document(Ctx *cx, const TestMedia *media, GrainDocument *ret);
/* A sound document made by chance from cx->random: numbers, odd characters, absent members. */
void test_random_document(Ctx *cx, GrainDocument *ret);
Str test_json(Check *c, const GrainDocument *document);

/* Rows of media whose bytes are still to come. */
Id test_media(Check *c, Db *db, MediaKind kind);
TestMedia test_media_of_each_kind(Check *c, Db *db);

/* A grain with that document and title. */
Grain test_grain(Check *c, Db *db, const TestMedia *media, const char *title);

/* `n` sessions that do `act` at the same time, each with its number; what each came to is in `ret`. */
enum { TEST_RACERS_MAX = 8 };
typedef Rc (*TestAct)(Ctx *cx, Db *db, size_t i, void *arg);
void test_at_once(Check *c, TestDatabase *d, const Id *space, size_t n, TestAct act, void *arg, Rc *ret);

/* A person who writes: owner of what tests make. */
extern const Actor test_author;

#endif
