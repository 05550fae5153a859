/* See test_distribution.h. */
#include "domains/distribution/test_distribution.h"

#include "domains/account/person.h"
#include "domains/group/group.h"
#include "domains/review/test_review.h"

#include <stdlib.h>

typedef struct {
    int from;
    size_t n;
    bool active;
    Id *ret;
} People;

static Rc insert_people(Ctx *cx, Db *db, void *arg)
{
    const People *p = arg;
    for (size_t i = 0; i < p->n; i++) {
        PersonSpec spec = {.first_name = STR("Ana"), .language = STR("fr"), .roles = ROLE_BIT(ROLE_LEARNER)};
        TRY(str_format(cx->arena, &spec.email, "p%04d@example.com", p->from + (int)i));
        TRY(str_format(cx->arena, &spec.last_name, "N%04d", p->from + (int)i));
        TRY(account_insert(cx, db, &test_author, &spec, &p->ret[i]));
        if (p->active)
            TRY(account_set_password(cx, db, &p->ret[i], STR("x")));
    }
    return OK;
}

/* Nothing after a fixture that failed could make sense. */
static void needed(const TestStage *s, bool held)
{
    if (!CHECK(s->c, held))
        abort();
}

void test_people(TestStage *s, int from, size_t n, Id *ret)
{
    People p = {from, n, true, ret};
    needed(s, db_write(check_ctx(s->c), s->db, insert_people, &p) == OK);
}

void test_join(TestStage *s, const Id *group, const Id *people, size_t n)
{
    Group got;
    for (size_t i = 0; i < n; i += GROUP_CHANGE_MAX) {
        GroupMembers members = {.add = people + i, .add_count = n - i < GROUP_CHANGE_MAX ? n - i : GROUP_CHANGE_MAX};
        needed(s, group_change_members(check_ctx(s->c), s->db, &test_author, group, &members, &got) == OK);
    }
}

void test_leave(TestStage *s, const Id *group, const Id *people, size_t n)
{
    Group got;
    GroupMembers members = {.remove = people, .remove_count = n};
    needed(s, group_change_members(check_ctx(s->c), s->db, &test_author, group, &members, &got) == OK);
}

static void module_of_one_grain(TestStage *s)
{
    Ctx *cx = check_ctx(s->c);
    TestMedia media = test_media_of_each_kind(s->c, s->db);
    Id grain = test_grain(s->c, s->db, &media, "Extincteurs").id;
    ModuleSpec spec = {.title = STR("Sécurité"), .grains = &grain, .grain_count = 1};
    needed(s, module_create(cx, s->db, &test_author, &spec, &s->module) == OK);
    needed(s, test_approve(cx, s->db, &s->module.id, &s->version) == OK);
}

void test_stage(Check *c, TestDatabase *d, TestStage *ret)
{
    Ctx *cx = check_ctx(c);
    TestStage s = {.c = c, .d = d, .space = database_space(c, d)};
    Group group;
    Person gone;
    s.db = database_open(c, d, &s.space);
    s.place = (AccountPlace){.space = s.space, .space_name = STR("Acme"), .origin = STR("https://learn.example.com")};
    People invited = {900, 1, false, &s.invited}, leaving = {901, 1, true, &s.deactivated};
    test_people(&s, 1, TEST_PEOPLE, s.people);
    needed(&s, db_write(cx, s.db, insert_people, &invited) == OK);
    needed(&s, db_write(cx, s.db, insert_people, &leaving) == OK);
    needed(&s, person_deactivate(cx, s.db, &test_author, &s.deactivated, &gone) == OK);
    needed(&s, group_create(cx, s.db, &test_author, STR("Caristes"), STR(""), &group) == OK);
    s.group = group.id;
    module_of_one_grain(&s);
    *ret = s;
}

DistributionSpec test_spec(const TestStage *s, const Id *people, size_t n, const Id *groups, size_t group_count)
{
    return (DistributionSpec){
        .module = s->module.id, .to = {.persons = people, .groups = groups, n, group_count}, .notify = true};
}

Rc test_create(TestStage *s, const DistributionSpec *spec, Distribution *ret)
{
    check_clock_add(s->c, 1000);
    return distribution_create(check_ctx(s->c), s->db, &test_author, spec, ret);
}

Distribution test_distributed(TestStage *s, const Id *people, size_t n)
{
    Distribution d = {0};
    DistributionSpec spec = test_spec(s, people, n, NULL, 0);
    needed(s, test_create(s, &spec, &d) == OK);
    return d;
}

Id test_next_version(TestStage *s, const char *title)
{
    Ctx *cx = check_ctx(s->c);
    Module now, changed;
    Id version = {0};
    ModulePatch patch = {.has_title = true, .title = str_of(title)};
    check_clock_add(s->c, 1000);
    needed(s, module_get(cx, s->db, &s->module.id, &now) == OK);
    needed(s, module_change(cx, s->db, &s->module.id, now.version, &patch, &changed) == OK);
    needed(s, test_approve(cx, s->db, &s->module.id, &version) == OK);
    return version;
}

Registration test_registration(TestStage *s, const Id *person)
{
    Registration *rows;
    size_t n;
    int64_t total;
    needed(s, registration_list(check_ctx(s->c), s->db, person, &(Id){0}, 1, &rows, &n, &total) == OK && n == 1);
    return rows[0];
}

DistributionSync test_sync(TestStage *s)
{
    DistributionSync done = {0};
    needed(s, distribution_sync(check_ctx(s->c), s->db, &s->place, &(Id){0}, &done) == OK);
    return done;
}

void test_refused(Check *c, Rc rc, Rc expected, const char *code, const char *field)
{
    CHECK_INT(c, rc, expected);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), code);
    CHECK_STR(c, check_ctx(c)->problem.field, field);
}
