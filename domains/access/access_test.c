/* Roles and rights: every cell of REQUIREMENTS §ACL, and what a space may change of them. */
#include "domains/access/access.h"
#include "domains/access/access_store.h"
#include "tests/database.h"

/* The table again, written the other way round, as the requirements print it: one line for each action, one letter for
 * each role: '+' has it, '.' refused, 'o' may be switched on. Order: learner, trainer, training manager, space
 * administrator, auditor, support, operator. */
static const struct {
    Right right;
    const char *cells;
} acl[] = {
    {RIGHT_MODULE_PLAY, "++++..."},   {RIGHT_GRAIN_EDIT, ".++...."},         {RIGHT_GRAIN_IMPORT, ".++...."},
    {RIGHT_MODULE_SUBMIT, ".++...."}, {RIGHT_MODULE_REVIEW, "..+...."},      {RIGHT_DISTRIBUTION_MANAGE, "..++..."},
    {RIGHT_MEASURE_READ, ".++++.+"},  {RIGHT_MEASURE_READ_NAMED, ".o++o.."}, {RIGHT_PERSON_READ, "..+++.+"},
    {RIGHT_PERSON_EDIT, "...+..+"},   {RIGHT_GROUP_READ, "..+++.+"},         {RIGHT_GROUP_EDIT, "..++..+"},
    {RIGHT_ROLE_READ, "..+++.+"},     {RIGHT_ROLE_EDIT, "...+..."},          {RIGHT_LICENCE_READ, "..+++.+"},
    {RIGHT_LICENCE_EDIT, "...+..+"},  {RIGHT_INVOICE_READ, "...+..+"},       {RIGHT_AUDIT_READ, "...++.+"},
    {RIGHT_TICKET_OPEN, "++++.++"},   {RIGHT_PRIVACY_MANAGE, "...+..+"},     {RIGHT_SPACE_READ, "...++.+"},
    {RIGHT_SPACE_EDIT, "...+..."},    {RIGHT_SPACE_LIST, ".....++"},         {RIGHT_SPACE_CREATE, "......+"},
};

static bool in(RightSet set, Right right)
{
    return set >> right & 1;
}

static void every_cell(Check *c)
{
    CHECK_INT(c, sizeof acl / sizeof *acl, RIGHT_COUNT - RIGHT_MODULE_PLAY);
    for (size_t i = 0; i < sizeof acl / sizeof *acl; i++) {
        for (int role = 0; role < ROLE_COUNT; role++) {
            char cell = acl[i].cells[role];
            bool standard = in(role_table[role].standard, acl[i].right);
            bool allowed = in(role_table[role].allowed, acl[i].right);
            if (standard != (cell == '+') || allowed != (cell != '.'))
                check_say(c, "%s of %s", right_names[acl[i].right], role_names[role]);
            CHECK(c, standard == (cell == '+'));
            CHECK(c, allowed == (cell != '.'));
        }
    }
}

static void bounds_nest(Check *c)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        const RoleRow *row = &role_table[role];
        CHECK(c, (row->standard & ~row->allowed) == 0);
        CHECK(c, (row->required & ~row->standard) == 0);
        CHECK(c, (row->allowed & 31) == 0); /* the kernel's own rights are nobody's */
        CHECK(c, row->doc != NULL);
    }
}

static void names_lead_back(Check *c)
{
    for (int right = RIGHT_MODULE_PLAY; right < RIGHT_COUNT; right++) {
        CHECK_INT(c, access_right_named(str_of(right_names[right])), right);
        CHECK(c, right_doc((Right)right) != NULL);
    }
    for (int role = 0; role < ROLE_COUNT; role++)
        CHECK_INT(c, access_role_named(str_of(role_names[role])), role);
    CHECK_INT(c, access_right_named(STR("public")), -1);
    CHECK_INT(c, access_right_named(STR("person")), -1);
    CHECK_INT(c, access_role_named(STR("root")), -1);
}

typedef struct {
    Role role;
    RightSet rights;
} Set;

static Rc set(Ctx *cx, Db *db, void *arg)
{
    const Set *s = arg;
    return access_set_role_rights(cx, db, s->role, s->rights);
}

static Rc set_rights(Ctx *cx, Db *db, Role role, RightSet rights)
{
    return db_write(cx, db, set, &(Set){role, rights});
}

static void changes(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d), other = database_space(c, d);
    RightSet rights = 0, named = (RightSet)1 << RIGHT_MEASURE_READ_NAMED;
    RightSet trainer = role_table[ROLE_TRAINER].standard;

    CHECK(c, set_rights(cx, database_open(c, d, &space), ROLE_TRAINER, trainer | named) == OK);
    CHECK(c, access_rights(cx, database_open(c, d, &space), ROLE_BIT(ROLE_TRAINER), &rights) == OK);
    CHECK(c, rights == (trainer | named));
    CHECK(c, set_rights(cx, database_open(c, d, &space), ROLE_TRAINER, 0) == OK);
    CHECK(c, access_rights(cx, database_open(c, d, &space), ROLE_BIT(ROLE_TRAINER), &rights) == OK);
    CHECK(c, rights == 0);
    CHECK(c, access_rights(cx, database_open(c, d, &other), ROLE_BIT(ROLE_TRAINER), &rights) == OK);
    CHECK(c, rights == trainer);
    CHECK(c, access_rights(cx, database_open(c, d, &space), ROLE_BIT(ROLE_TRAINER) | ROLE_BIT(ROLE_SUPPORT), &rights) ==
                 OK);
    CHECK(c, rights == role_table[ROLE_SUPPORT].standard);
}

static void change(Check *c)
{
    database_each_engine(c, changes);
}

static void out_of_bounds(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    RightSet admin = role_table[ROLE_SPACE_ADMIN].standard;
    CHECK(c, set_rights(cx, db, ROLE_LEARNER, role_table[ROLE_LEARNER].standard | (RightSet)1 << RIGHT_PERSON_EDIT) ==
                 ERR_REFUSED);
    CHECK_STR(c, str_of(cx->problem.code), "access.out_of_bounds");
    CHECK(c, set_rights(cx, db, ROLE_SPACE_ADMIN, admin & ~((RightSet)1 << RIGHT_ROLE_EDIT)) == ERR_REFUSED);
    CHECK(c, set_rights(cx, db, ROLE_SPACE_ADMIN, admin & ~((RightSet)1 << RIGHT_INVOICE_READ)) == OK);
    CHECK(c, set_rights(cx, db, ROLE_AUDITOR, 0) == ERR_REFUSED);
}

static void bounds(Check *c)
{
    database_each_engine(c, out_of_bounds);
}

static Rc store_anything(Ctx *cx, Db *db, void *arg)
{
    (void)arg;
    TRY(access_store_write(cx, db, ROLE_LEARNER, ((RightSet)1 << RIGHT_COUNT) - 1));
    return access_store_write(cx, db, ROLE_SPACE_ADMIN, 0);
}

static void stored_before(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    RightSet rights[ROLE_COUNT];
    REQUIRE(c, db_write(cx, db, store_anything, NULL) == OK);
    REQUIRE(c, access_role_rights(cx, db, rights) == OK);
    CHECK(c, rights[ROLE_LEARNER] == role_table[ROLE_LEARNER].allowed);
    CHECK(c, rights[ROLE_SPACE_ADMIN] == role_table[ROLE_SPACE_ADMIN].required);
}

static void stored(Check *c)
{
    database_each_engine(c, stored_before);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"each role has the rights of the table of requirements and no other", every_cell},
        {"what a role must keep it has, and what it has it may have", bounds_nest},
        {"names of roles and rights lead back to them, and others to none", names_lead_back},
        {"a space changes a role within its bounds, for itself alone", change},
        {"a space neither adds a forbidden right nor takes a required one", bounds},
        {"what was stored under an older table is brought back within today's bounds", stored},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
