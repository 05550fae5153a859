/* Fields of a line to values, each held to the rule that the API holds it to. A value that looks like a formula is text
 * like any other: nothing here computes. */
#include "domains/enrolment/line.h"

#include "domains/account/account.h"
#include "kernel/json/text_rule.h"
#include "kernel/text/fold.h"

#include <stdlib.h>

static const struct {
    const char *name; /* folded; those of role_names are known besides */
    Role role;
} french_roles[] = {
    {"apprenant", ROLE_LEARNER},
    {"apprenante", ROLE_LEARNER},
    {"formateur", ROLE_TRAINER},
    {"formatrice", ROLE_TRAINER},
    {"responsable formation", ROLE_TRAINING_MANAGER},
    {"responsable de formation", ROLE_TRAINING_MANAGER},
    {"administrateur", ROLE_SPACE_ADMIN},
    {"administratrice", ROLE_SPACE_ADMIN},
    {"auditeur", ROLE_AUDITOR},
    {"auditrice", ROLE_AUDITOR},
    {"support", ROLE_SUPPORT},
    {"exploitant", ROLE_OPERATOR},
    {"exploitante", ROLE_OPERATOR},
};

static const struct {
    const char *name;
    const char *language;
} known_languages[] = {
    {"fr", "fr"}, {"francais", "fr"}, {"french", "fr"}, {"en", "en"}, {"anglais", "en"}, {"english", "en"},
};

Rc line_error(Ctx *cx, Line *line, const char *field, const char *code, Str value)
{
    if (line->error_count == LINE_ERRORS_MAX)
        return OK;
    if (!line->errors)
        line->errors = arena_array(cx->arena, LINE_ERRORS_MAX, sizeof *line->errors);
    if (!line->errors)
        return ERR_NOMEM;
    size_t n = value.n < LINE_VALUE_MAX ? value.n : LINE_VALUE_MAX;
    while (n < value.n && n && ((unsigned char)value.at[n] & 0xC0) == 0x80)
        n--;
    line->errors[line->error_count++] = (LineError){field, code, {value.at ? value.at : "", n}};
    return OK;
}

static const SheetField *field_of(const SheetRow *row, const ColumnMap *map, Column column)
{
    static const SheetField absent = {.text = {"", 0}};
    int at = map->at[column];
    return at >= 0 && at < row->count ? &row->fields[at] : &absent;
}

/* U+FFFD stands where a byte was no character: the file was read in the wrong encoding somewhere. */
static bool damaged(Str s)
{
    return s.n >= 3 && memmem(s.at, s.n, "\xEF\xBF\xBD", 3);
}

static Rc read_text(Ctx *cx, Line *line, const SheetField *f, Column column, TextRule rule, int64_t max, Str *ret)
{
    const char *name = column_names[column], *code = NULL;
    Str text = f->text;
    if (text.n == 0)
        return line_error(cx, line, name, "enrolment.required", text);
    if (f->too_long)
        return line_error(cx, line, name, "enrolment.too_long", text);
    if (damaged(text))
        return line_error(cx, line, name, "enrolment.bad_text", text);
    TRY(text_accept(cx, rule, 1, max, f->text, &text, &code));
    if (!code) {
        *ret = text;
        return OK;
    }
    if (rule == TEXT_EMAIL)
        return line_error(cx, line, name, "enrolment.bad_email", f->text);
    bool long_text = str_equal(str_of(code), STR("http.out_of_range"));
    return line_error(cx, line, name, long_text ? "enrolment.too_long" : "enrolment.bad_text", f->text);
}

static Rc role_of(Ctx *cx, Str word, int *ret)
{
    Str folded;
    TRY(text_fold(cx, word, &folded));
    *ret = -1;
    for (int r = 0; r < ROLE_COUNT; r++)
        if (str_equal(folded, str_of(role_names[r])))
            *ret = r;
    for (size_t i = 0; i < sizeof french_roles / sizeof *french_roles; i++)
        if (str_equal(folded, str_of(french_roles[i].name)))
            *ret = (int)french_roles[i].role;
    return OK;
}

static Rc read_roles(Ctx *cx, Line *line, const SheetField *f, RoleSet allowed)
{
    Str rest = f->text, word;
    if (f->too_long)
        return line_error(cx, line, "roles", "enrolment.too_long", f->text);
    while (str_cut(&rest, '|', &word)) {
        int role = -1;
        word = str_trim(word);
        if (word.n == 0)
            continue;
        TRY(role_of(cx, word, &role));
        if (role < 0)
            TRY(line_error(cx, line, "roles", "enrolment.unknown_role", word));
        else if (!(allowed & ROLE_BIT(role)))
            TRY(line_error(cx, line, "roles", "enrolment.role_elsewhere", word));
        else
            line->roles |= ROLE_BIT(role);
    }
    return OK;
}

static bool has_group(const Line *line, Str folded)
{
    for (size_t i = 0; i < line->group_count; i++)
        if (str_equal(line->groups[i].folded, folded))
            return true;
    return false;
}

static Rc read_group(Ctx *cx, Line *line, Str word)
{
    const char *code = NULL;
    Str name, folded;
    if (damaged(word))
        return line_error(cx, line, "groups", "enrolment.bad_text", word);
    TRY(text_accept(cx, TEXT_LINE, 1, LINE_GROUP_NAME_MAX, word, &name, &code));
    if (code) {
        bool long_name = str_equal(str_of(code), STR("http.out_of_range"));
        return line_error(cx, line, "groups", long_name ? "enrolment.too_long" : "enrolment.bad_text", word);
    }
    TRY(text_fold(cx, name, &folded));
    if (has_group(line, folded))
        return OK;
    if (line->group_count == LINE_GROUPS_MAX)
        return line_error(cx, line, "groups", "enrolment.too_many_groups", word);
    if (!line->groups)
        line->groups = arena_array(cx->arena, LINE_GROUPS_MAX, sizeof *line->groups);
    if (!line->groups)
        return ERR_NOMEM;
    line->groups[line->group_count++] = (LineGroup){name, folded};
    return OK;
}

static Rc read_groups(Ctx *cx, Line *line, const SheetField *f)
{
    Str rest = f->text, word;
    if (f->too_long)
        return line_error(cx, line, "groups", "enrolment.too_long", f->text);
    while (str_cut(&rest, '|', &word)) {
        word = str_trim(word);
        if (word.n)
            TRY(read_group(cx, line, word));
    }
    return OK;
}

static Rc read_language(Ctx *cx, Line *line, const SheetField *f)
{
    Str folded;
    if (f->text.n == 0)
        return OK;
    TRY(text_fold(cx, f->text, &folded));
    for (size_t i = 0; i < sizeof known_languages / sizeof *known_languages; i++)
        if (str_equal(folded, str_of(known_languages[i].name))) {
            line->language = str_of(known_languages[i].language);
            return OK;
        }
    return line_error(cx, line, "language", "enrolment.unknown_language", f->text);
}

Rc line_read(Ctx *cx, const SheetRow *row, size_t columns, const ColumnMap *map, RoleSet allowed, Line *ret)
{
    Line line = {.line = row->line, .first_name = STR(""), .last_name = STR(""), .email = STR(""), .language = STR("")};
    if (row->count != (int64_t)columns) { /* then no field is sure to stand in its column */
        TRY(line_error(cx, &line, "line", "enrolment.field_count", STR("")));
        *ret = line;
        return OK;
    }
    TRY(read_text(cx, &line, field_of(row, map, COLUMN_FIRST_NAME), COLUMN_FIRST_NAME, TEXT_LINE, PERSON_NAME_MAX,
                  &line.first_name));
    TRY(read_text(cx, &line, field_of(row, map, COLUMN_LAST_NAME), COLUMN_LAST_NAME, TEXT_LINE, PERSON_NAME_MAX,
                  &line.last_name));
    TRY(read_text(cx, &line, field_of(row, map, COLUMN_EMAIL), COLUMN_EMAIL, TEXT_EMAIL, PERSON_EMAIL_MAX,
                  &line.email));
    TRY(read_roles(cx, &line, field_of(row, map, COLUMN_ROLES), allowed));
    TRY(read_groups(cx, &line, field_of(row, map, COLUMN_GROUPS)));
    TRY(read_language(cx, &line, field_of(row, map, COLUMN_LANGUAGE)));
    *ret = line;
    return OK;
}

static int by_email(const void *a, const void *b)
{
    const Line *x = *(const Line *const *)a, *y = *(const Line *const *)b;
    int order = str_compare(x->email, y->email);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

Rc lines_mark_repeated(Ctx *cx, Line *lines, size_t n)
{
    Line **sorted = arena_array(cx->arena, n, sizeof *sorted);
    if (!sorted)
        return ERR_NOMEM;
    for (size_t i = 0; i < n; i++)
        sorted[i] = &lines[i];
    qsort(sorted, n, sizeof *sorted, by_email);
    for (size_t i = 1; i < n; i++)
        if (sorted[i]->email.n && str_equal(sorted[i]->email, sorted[i - 1]->email))
            TRY(line_error(cx, sorted[i], "email", "enrolment.duplicate_email", sorted[i]->email));
    return OK;
}
