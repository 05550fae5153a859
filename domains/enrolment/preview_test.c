/* Previews: what a file would do, line by line, and that nothing of it is done yet; on both databases. */
#include "domains/account/person.h"
#include "domains/enrolment/test_import.h"
#include "domains/group/group.h"

#include "base/fault.h"

#define FIRST_LINES "prenom;nom;email\nAna;Diaz;ana@example.com\n"

static void headers(Check *c, TestDatabase *d)
{
    Stage s;
    stage(c, d, &s);
    Import i = stage_preview(&s, "Prénom ; NOM_de-Famille;E-mail;Rôles;GROUPES;Langue\nAna;Diaz;ana@example.com;;;\n");
    CHECK_INT(c, i.columns, 0x3F);
    i = stage_preview(&s, "email,last_name,first name\nana@example.com,Diaz,Ana\n");
    CHECK_INT(c, i.columns, 0x7);
    CHECK_INT(c, i.creates, 1);
    stage_refused(&s, "prenom;nom;email;salaire\nAna;Diaz;a@example.com;3\n", "enrolment.unknown_column", "salaire");
    stage_refused(&s, "prenom;nom;email;courriel\nA;D;a@example.com;a@example.com\n", "enrolment.duplicate_column",
                  "courriel");
    stage_refused(&s, "prenom;email;prénom;age\nA;a@example.com;A;3\n", "enrolment.duplicate_column", "prénom");
    CHECK_INT(c, (int64_t)check_ctx(c)->problem.item_count, 3); /* all that is wrong, not only the first */
    CHECK_STR(c, str_of(check_ctx(c)->problem.items[2].code), "enrolment.missing_column");
    CHECK_STR(c, check_ctx(c)->problem.items[2].field, "last_name");
    stage_refused(&s, "prenom;nom;email\n", "enrolment.no_lines", "csv");
    stage_refused(&s, "", "enrolment.empty", "csv");
}

static void faulty_lines(Check *c, TestDatabase *d)
{
    Stage s;
    stage(c, d, &s);
    Id gone = stage_person(&s, "Luc", "Petit", "luc@example.com", ROLE_BIT(ROLE_LEARNER));
    Person p;
    CHECK(c, person_deactivate(check_ctx(c), s.db, &s.by, &gone, &p) == OK);
    Import i = stage_preview(&s, HEADER "Ana;Diaz;ANA@example.com;apprenant|Formatrice;A|B| a ;anglais\n"
                                        ";;;;;\n"
                                        ";;pas une adresse;chef|support;;de\n"
                                        "Ana;Diaz;ana@example.com;;;\n"
                                        "Luc;Petit;luc@example.com;;;\n"
                                        "Un;Deux;\n"
                                        "T\x01"
                                        "ab;Nom;tab@example.com;;;\n"
                                        "Zo\xEF\xBF\xBD;Nom;zoe@example.com;;;\n");
    CHECK_INT(c, i.lines, 7);
    CHECK_INT(c, i.creates, 1);
    CHECK_INT(c, i.invalid, 6);
    CHECK_INT(c, i.new_groups, 2);
    CHECK_STR(c, stage_errors(&s, &i.id),
              "4:first_name:enrolment.required 4:last_name:enrolment.required 4:email:enrolment.bad_email "
              "4:roles:enrolment.unknown_role 4:roles:enrolment.role_elsewhere 4:language:enrolment.unknown_language "
              "5:email:enrolment.duplicate_email 6:email:enrolment.deactivated_email 7:line:enrolment.field_count "
              "8:first_name:enrolment.bad_text 9:first_name:enrolment.bad_text");
    CHECK_INT(c, i.error_total, 11);
    CHECK_INT(c, stage_person_count(&s), 1); /* nobody was written */
    ImportLine line = {0};
    size_t n = 0;
    CHECK(c, enrolment_sample(check_ctx(c), s.db, &i.id, 1, &line, &n) == OK && n == 1);
    CHECK_STR(c, line.email, "ana@example.com");
    CHECK_STR(c, line.groups, "A\nB");
    CHECK_STR(c, line.language, "en");
    CHECK_INT(c, line.roles, ROLE_BIT(ROLE_LEARNER) | ROLE_BIT(ROLE_TRAINER));
}

static void field_limits(Check *c, TestDatabase *d)
{
    Stage s;
    char name[82], groups[300], text[1200];
    stage(c, d, &s);
    memset(name, 'n', sizeof name);
    name[81] = 0;
    snprintf(text, sizeof text, HEADER "Ana;%.80s;a@example.com;;%.80s;\nAna;%s;b@example.com;;%s;\n", name, name, name,
             name);
    Import i = stage_preview(&s, text);
    CHECK_INT(c, i.creates, 1);
    CHECK_STR(c, stage_errors(&s, &i.id), "3:last_name:enrolment.too_long 3:groups:enrolment.too_long");
    size_t at = 0;
    for (int g = 0; g < 20; g++)
        at += (size_t)snprintf(groups + at, sizeof groups - at, "%sgroupe%d", g ? "|" : "", g);
    snprintf(text, sizeof text, HEADER "Ana;Diaz;a@example.com;;%s;\nAna;Diaz;b@example.com;;%s|Groupe 20;\n", groups,
             groups);
    i = stage_preview(&s, text);
    CHECK_INT(c, i.creates, 1);
    CHECK_STR(c, stage_errors(&s, &i.id), "3:groups:enrolment.too_many_groups");
}

static void comparison(Check *c, TestDatabase *d)
{
    Stage s;
    Ctx *cx = check_ctx(c);
    stage(c, d, &s);
    Id ana = stage_person(&s, "Ana", "Diaz", "ana@example.com", ROLE_BIT(ROLE_TRAINER));
    Group nord = {0};
    GroupMembers add = {.add = &ana, .add_count = 1};
    CHECK(c, group_create(cx, s.db, &s.by, STR("Équipe Nord"), STR(""), &nord) == OK);
    CHECK(c, group_change_members(cx, s.db, &s.by, &nord.id, &add, &nord) == OK);
    static const struct {
        const char *line;
        ImportAction action;
    } rows[] = {
        {"Ana;Diaz;ana@example.com;;;", IMPORT_UNCHANGED},
        {"Ana;Diaz;Ana@Example.com;formateur;equipe nord;fr", IMPORT_UNCHANGED},
        {"Anna;Diaz;ana@example.com;;;", IMPORT_UPDATE},
        {"Ana;Diaz;ana@example.com;trainer|auditor;;", IMPORT_UPDATE},
        {"Ana;Diaz;ana@example.com;;Équipe Nord|Équipe Sud;", IMPORT_UPDATE},
        {"Ana;Diaz;ana@example.com;;;en", IMPORT_UPDATE},
        {"Ana;Diaz;other@example.com;;;", IMPORT_CREATE},
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        Str text = {0};
        CHECK(c, str_format(cx->arena, &text, HEADER "%s\n", rows[k].line) == OK);
        Import i = stage_preview(&s, text.at);
        int64_t counts[IMPORT_ACTION_COUNT] = {i.creates, i.updates, i.unchanged};
        if (!CHECK_INT(c, counts[rows[k].action], 1))
            check_say(c, "%s", rows[k].line);
        CHECK_INT(c, i.new_groups, k == 4);
    }
}

/* One line names one group more than may be new. */
static void new_groups(Check *c, TestDatabase *d)
{
    Stage s;
    Buf b;
    Import i;
    stage(c, d, &s);
    for (int more = 0; more <= 1; more++) {
        buf_init(&b, check_ctx(c)->arena, SHEET_BYTES_MAX);
        buf_put(&b, STR(HEADER));
        for (int g = 0; g < ENROLMENT_NEW_GROUPS_MAX + more; g++)
            buf_format(&b, "Ana;Diaz;a%d@example.com;;Groupe %d;\n", g, g);
        if (more)
            stage_refused(&s, buf_str(&b).at, "enrolment.too_many_new_groups", "csv");
        else {
            i = stage_preview(&s, buf_str(&b).at);
            CHECK_INT(c, i.new_groups, ENROLMENT_NEW_GROUPS_MAX);
        }
    }
}

static void strange_texts(Check *c, TestDatabase *d)
{
    Stage s;
    ImportLine lines[4];
    size_t n = 0;
    stage(c, d, &s);
    Import i = stage_preview(&s, HEADER "=cmd|'/C calc'!A0;+33;a@example.com;;@SUM(A1);\n"
                                        "محمد;عبد الله;b@example.com;;פריז;\n"
                                        "\"Jean\"\"Jo\"\"\";\"Le Goff; fils\";c@example.com;;;\n");
    CHECK_INT(c, i.creates, 3);
    CHECK(c, enrolment_sample(check_ctx(c), s.db, &i.id, 4, lines, &n) == OK && n == 3);
    CHECK_STR(c, lines[0].first_name, "=cmd|'/C calc'!A0");
    CHECK_STR(c, lines[0].groups, "@SUM(A1)");
    CHECK_STR(c, lines[1].last_name, "عبد الله");
    CHECK_STR(c, lines[2].first_name, "Jean\"Jo\"");
    i = stage_preview(&s, "Pr\xE9nom;Nom;Courriel\r\nRen\xE9;L\x92H\xF4te;rene@example.com\r\n");
    CHECK_INT(c, i.encoding, SHEET_WINDOWS_1252);
    CHECK(c, enrolment_sample(check_ctx(c), s.db, &i.id, 4, lines, &n) == OK && n == 1);
    CHECK_STR(c, lines[0].last_name, "L’Hôte");
}

static void half_wrong(Check *c, TestDatabase *d)
{
    Stage s;
    ImportError errors[3];
    size_t n = 0;
    stage(c, d, &s);
    Import i = stage_preview(&s, stage_file(&s, SHEET_LINES_MAX, true).at);
    CHECK_INT(c, i.lines, SHEET_LINES_MAX);
    CHECK_INT(c, i.creates, SHEET_LINES_MAX / 2);
    CHECK_INT(c, i.invalid, SHEET_LINES_MAX / 2);
    CHECK_INT(c, i.error_total, SHEET_LINES_MAX / 2 * 3); /* first name, e-mail and role of each */
    CHECK_INT(c, i.new_groups, 3);
    CHECK(c, enrolment_errors(check_ctx(c), s.db, &i.id, SHEET_LINES_MAX, 99, 3, errors, &n) == OK && n == 3);
    CHECK_INT(c, errors[0].line, SHEET_LINES_MAX + 1);
    CHECK_STR(c, errors[2].value, "chef");
    CHECK_INT(c, stage_person_count(&s), 0);
    stage_refused(&s, stage_file(&s, SHEET_LINES_MAX + 1, true).at, "enrolment.too_many_lines", "csv");
}

/* Twenty groups and every kind of fault on as many lines as fit: what the arena of one request must hold, beside the
 * body and the reply. */
static void costly(Check *c, TestDatabase *d)
{
    enum { REQUEST_SHARE = 36 << 20 };
    Stage s;
    Ctx *cx = check_ctx(c);
    Buf b;
    stage(c, d, &s);
    buf_init(&b, cx->arena, SHEET_BYTES_MAX);
    buf_put(&b, STR(HEADER));
    for (int i = 0; i < SHEET_LINES_MAX; i++)
        buf_format(&b, "A;%s%d;e%d@x.fr;%s;a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t;%s\n", i % 2 ? "\xEF\xBF\xBD" : "B",
                   i, i, i % 2 ? "v|w|x|y|z|u|t|s|r|q|p" : "", i % 2 ? "zz" : "");
    REQUIRE(c, b.rc == OK);
    ImportFile file = {.by = s.by, .bytes = buf_str(&b), .file_name = STR("f.csv"), .allowed = ROLES_OF_CLIENT};
    Ctx small = *cx;
    AUTO_ARENA arena = arena_new(REQUEST_SHARE);
    Import import = {0};
    small.arena = arena;
    CHECK_INT(c, enrolment_preview(&small, s.db, &file, &import), OK);
    CHECK_INT(c, import.creates, SHEET_LINES_MAX / 2);
    CHECK_INT(c, import.error_total, SHEET_LINES_MAX / 2 * 12);
}

static void faults(Check *c, TestDatabase *d)
{
    Stage s;
    Ctx *cx = check_ctx(c);
    bool reached = true;
    stage(c, d, &s);
    for (long n = 0; n < 3000 && reached; n++) {
        Import import = {0};
        Str before = {0}, after = {0};
        ImportFile file = {.by = s.by,
                           .bytes = STR(FIRST_LINES ";;x\nBob;Hill;bob@example.com\n"),
                           .file_name = STR("f.csv"),
                           .allowed = ROLES_OF_CLIENT};
        CHECK(c, store_digest(cx, s.db, &before) == OK);
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        Rc rc = enrolment_preview(cx, s.db, &file, &import);
        reached = fault_disarm();
        CHECK(c, rc == OK || (reached && (rc == ERR_IO || rc == ERR_NOMEM)));
        CHECK(c, store_digest(cx, s.db, &after) == OK);
        CHECK(c, rc == OK || str_equal(before, after)); /* a failed preview leaves no trace */
    }
    CHECK(c, !reached);
}

static void header_names_are_french_or_english_in_any_case(Check *c)
{
    database_each_engine(c, headers);
}

static void all_faults_of_a_line_are_found(Check *c)
{
    database_each_engine(c, faulty_lines);
}

static void fields_hold_at_their_limit_and_not_one_above(Check *c)
{
    database_each_engine(c, field_limits);
}

static void a_line_is_compared_with_the_person_of_its_email(Check *c)
{
    database_each_engine(c, comparison);
}

static void a_file_makes_at_most_two_hundred_groups(Check *c)
{
    database_each_engine(c, new_groups);
}

static void formulas_rtl_and_quotes_are_plain_text(Check *c)
{
    database_each_engine(c, strange_texts);
}

static void ten_thousand_lines_half_wrong_are_counted_exactly(Check *c)
{
    database_each_engine(c, half_wrong);
}

static void the_costliest_file_fits_in_the_memory_of_a_request(Check *c)
{
    database_each_engine(c, costly);
}

static void every_failure_of_the_machine_leaves_no_trace(Check *c)
{
    database_each_engine(c, faults);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"header names are French or English in any case", header_names_are_french_or_english_in_any_case},
        {"all faults of a line are found, and nobody is written", all_faults_of_a_line_are_found},
        {"fields hold at their limit and not one above", fields_hold_at_their_limit_and_not_one_above},
        {"a line is compared with the person of its e-mail", a_line_is_compared_with_the_person_of_its_email},
        {"a file makes at most two hundred groups", a_file_makes_at_most_two_hundred_groups},
        {"formulas, right-to-left names and quotes are plain text", formulas_rtl_and_quotes_are_plain_text},
        {"ten thousand lines half wrong are counted exactly", ten_thousand_lines_half_wrong_are_counted_exactly},
        {"the costliest file fits in the memory of a request", the_costliest_file_fits_in_the_memory_of_a_request},
        {"every failure of the machine leaves no trace of a preview", every_failure_of_the_machine_leaves_no_trace},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
