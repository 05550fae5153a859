/* See test_company.h. */
#include "domains/review/test_company.h"

#include "domains/account/account.h"
#include "domains/grain/grain.h"

#include <stdlib.h>

typedef struct {
    TestCompany *t;
    const char *name;
    Role role;
    Actor *ret;
} Hiring;

static Rc hire(Ctx *cx, Db *db, void *arg)
{
    Hiring *h = arg;
    PersonSpec spec = {.first_name = STR("Ana"),
                       .last_name = str_of(h->name),
                       .language = STR("fr"),
                       .roles = ROLE_BIT((unsigned)h->role)};
    TRY(str_format(cx->arena, &spec.email, "%s@example.com", h->name));
    TRY(account_insert(cx, db, &test_author, &spec, &h->ret->person));
    TRY(account_set_password(cx, db, &h->ret->person, STR("x")));
    h->ret->rights = role_table[h->role].standard;
    h->ret->address = STR("192.0.2.7");
    return OK;
}

Id test_grain_by(TestCompany *t, const Actor *by, const char *title)
{
    Ctx *cx = check_ctx(t->c);
    GrainDocument d;
    Grain g = {0};
    test_document(cx, &t->media, &d);
    d.title = str_of(title);
    CHECK(t->c, grain_create(cx, t->db, by, &d, &g) == OK);
    return g.id;
}

Module test_module_by(TestCompany *t, const Actor *by, const char *title, const Id *grains, size_t n)
{
    Module m = {0};
    ModuleSpec spec = {.title = str_of(title), .grains = grains, .grain_count = n};
    CHECK(t->c, module_create(check_ctx(t->c), t->db, by, &spec, &m) == OK);
    return m;
}

void test_company(Check *c, TestDatabase *d, TestCompany *ret)
{
    Ctx *cx = check_ctx(c);
    Space space;
    TestCompany t = {.c = c, .d = d, .place = {.origin = STR("https://learn.example"), .space_name = STR("Quokka")}};
    Hiring people[] = {
        {&t, "trainer", ROLE_TRAINER, &t.trainer},          {&t, "colleague", ROLE_TRAINER, &t.colleague},
        {&t, "manager", ROLE_TRAINING_MANAGER, &t.manager}, {&t, "second", ROLE_TRAINING_MANAGER, &t.second},
        {&t, "learner", ROLE_LEARNER, &t.learner},
    };
    if (!CHECK(c, space_create(cx, d->thread, STR("quokka"), STR("Quokka"), STR("fr"), SPACE_CLIENT, &space) == OK))
        abort(); /* nothing after this could make sense */
    t.space = space.id;
    t.db = database_open(c, d, &t.space);
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        CHECK(c, db_write(cx, t.db, hire, &people[i]) == OK);
    t.media = test_media_of_each_kind(c, t.db);
    test_show_media(c, t.db, &t.media, TEST_SOUND_MS);
    t.grains[0] = test_grain_by(&t, &t.trainer, "Extincteurs");
    t.grains[1] = test_grain_by(&t, &t.trainer, "Feu");
    t.module = test_module_by(&t, &t.trainer, "Sécurité", t.grains, 2);
    *ret = t;
}

Submission test_submission(TestCompany *t)
{
    Ctx *cx = check_ctx(t->c);
    Submission s = {0};
    ReviewMails mails;
    check_clock_add(t->c, 1000);
    if (!CHECK(t->c, review_submit(cx, t->db, &t->trainer, &t->place, &t->module.id, STR("Prêt"), &s, &mails) == OK))
        check_say(t->c, "%s", cx->problem.code);
    return s;
}

Rc test_decide(TestCompany *t, const Actor *by, const Submission *s, SubmissionState state, const char *comment,
               Submission *ret)
{
    ReviewMails mails;
    ReviewDecision decision = {.state = state, .hash = s->hash, .comment = str_of(comment)};
    check_clock_add(t->c, 1000);
    fail_clear(check_ctx(t->c));
    return review_decide(check_ctx(t->c), t->db, by, &t->place, &s->id, &decision, ret, &mails);
}

static Rc save_grain(TestCompany *t)
{
    Ctx *cx = check_ctx(t->c);
    Grain g;
    GrainDocument d;
    TRY(grain_get(cx, t->db, &t->grains[1], &g));
    TRY(grain_document_read(cx, g.document, &d));
    d.targets.at[0].end_ms = d.targets.at[0].end_ms == 4000 ? 4500 : 4000;
    return grain_save(cx, t->db, &g.id, g.version, &d, &g);
}

static Rc edit(TestCompany *t, size_t which)
{
    Ctx *cx = check_ctx(t->c);
    Module m;
    TRY(module_get(cx, t->db, &t->module.id, &m));
    ModulePatch title = {.has_title = true, .title = str_equal(m.title, STR("Feu")) ? STR("Eau") : STR("Feu")};
    ModulePatch text = {.has_description = true, .description = m.description.n ? STR("") : STR("Nouveau")};
    Id turned[] = {m.grains[m.grain_count - 1], m.grains[0]};
    switch (which) {
    case 0:
        return module_change(cx, t->db, &m.id, m.version, &title, &m);
    case 1:
        return module_change(cx, t->db, &m.id, m.version, &text, &m);
    case 2:
        return save_grain(t);
    case 3:
        return module_set_grains(cx, t->db, &m.id, m.version, turned, m.grain_count, &m);
    case 4:
        return module_set_grains(cx, t->db, &m.id, m.version, m.grains, m.grain_count == 2 ? 1 : 2, &m);
    default:
        TRY(module_delete(cx, t->db, &t->trainer, &m.id));
        return module_restore(cx, t->db, &t->trainer, &m.id, &m);
    }
}

const char *test_edit(TestCompany *t, size_t which)
{
    static const char *const names[TEST_EDITS] = {"title", "description",      "inside a grain",
                                                  "order", "number of grains", "deleted and restored"};
    check_clock_add(t->c, 1000);
    if (!CHECK(t->c, edit(t, which) == OK))
        check_say(t->c, "edit: %s", names[which]);
    return names[which];
}
