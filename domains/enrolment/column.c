/* The header line: which column is where. */
#include "domains/enrolment/line.h"

#include "domains/account/account.h"
#include "kernel/text/fold.h"

const char *const column_names[COLUMN_COUNT + 1] = {"first_name", "last_name", "email", "roles", "groups", "language"};

/* Folded, without blanks, dashes and underscores. */
static const struct {
    const char *name;
    Column column;
} known_names[] = {
    {"prenom", COLUMN_FIRST_NAME},
    {"firstname", COLUMN_FIRST_NAME},
    {"givenname", COLUMN_FIRST_NAME},
    {"nom", COLUMN_LAST_NAME},
    {"nomdefamille", COLUMN_LAST_NAME},
    {"lastname", COLUMN_LAST_NAME},
    {"familyname", COLUMN_LAST_NAME},
    {"surname", COLUMN_LAST_NAME},
    {"email", COLUMN_EMAIL},
    {"mail", COLUMN_EMAIL},
    {"courriel", COLUMN_EMAIL},
    {"adresseemail", COLUMN_EMAIL},
    {"emailaddress", COLUMN_EMAIL},
    {"role", COLUMN_ROLES},
    {"roles", COLUMN_ROLES},
    {"groupe", COLUMN_GROUPS},
    {"groupes", COLUMN_GROUPS},
    {"group", COLUMN_GROUPS},
    {"groups", COLUMN_GROUPS},
    {"langue", COLUMN_LANGUAGE},
    {"language", COLUMN_LANGUAGE},
};

static const bool required[COLUMN_COUNT] = {
    [COLUMN_FIRST_NAME] = true, [COLUMN_LAST_NAME] = true, [COLUMN_EMAIL] = true};

static Rc name_key(Ctx *cx, Str name, Str *ret)
{
    Str folded;
    Buf key;
    TRY(text_fold(cx, name, &folded));
    buf_init(&key, cx->arena, folded.n + 1);
    for (size_t i = 0; i < folded.n; i++)
        if (!strchr(" -_", folded.at[i]))
            buf_byte(&key, folded.at[i]);
    *ret = buf_str(&key);
    return key.rc;
}

static int column_of(Str key)
{
    for (size_t i = 0; i < sizeof known_names / sizeof *known_names; i++)
        if (str_equal(key, str_of(known_names[i].name)))
            return (int)known_names[i].column;
    return -1;
}

Rc column_map(Ctx *cx, const SheetRow *header, ColumnMap *ret)
{
    ColumnMap map;
    for (int c = 0; c < COLUMN_COUNT; c++)
        map.at[c] = -1;
    fail_clear(cx);
    for (int64_t i = 0; i < header->count && i < SHEET_COLUMNS_MAX; i++) {
        Str name = header->fields[i].text, key;
        TRY(name_key(cx, name, &key));
        int column = column_of(key);
        if (column < 0)
            fail_item(cx, "enrolment.unknown_column", name);
        else if (map.at[column] >= 0)
            fail_item(cx, "enrolment.duplicate_column", name);
        else
            map.at[column] = (int)i;
    }
    for (int c = 0; c < COLUMN_COUNT; c++)
        if (required[c] && map.at[c] < 0)
            fail_item(cx, "enrolment.missing_column", str_of(column_names[c]));
    if (cx->problem.item_count)
        return ERR_REFUSED;
    *ret = map;
    return OK;
}
