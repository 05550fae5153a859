/* Lines of an import: what a row of the sheet says of a person, and everything that is wrong with it. Knows no
 * database. */
#ifndef DOMAINS_ENROLMENT_LINE_H
#define DOMAINS_ENROLMENT_LINE_H

#include "domains/access/access.h"
#include "domains/enrolment/sheet.h"

typedef enum {
    COLUMN_FIRST_NAME,
    COLUMN_LAST_NAME,
    COLUMN_EMAIL,
    COLUMN_ROLES,
    COLUMN_GROUPS,
    COLUMN_LANGUAGE,
    COLUMN_COUNT
} Column;

extern const char *const column_names[COLUMN_COUNT + 1]; /* as in the API: "first_name" … */

enum { LINE_ERRORS_MAX = 12, LINE_GROUPS_MAX = 20, LINE_GROUP_NAME_MAX = 80, LINE_VALUE_MAX = 200 };

/* Where each column stands in the sheet; -1 = absent. */
typedef struct {
    int at[COLUMN_COUNT];
} ColumnMap;

/* From the header: French or English names, whatever their case, accents and blanks. ERR_REFUSED with one item for each
 * fault: enrolment.unknown_column, enrolment.duplicate_column, enrolment.missing_column. */
Rc column_map(Ctx *cx, const SheetRow *header, ColumnMap *ret) MUST;

typedef struct {
    const char *field; /* a column's name, or "line" */
    const char *code;  /* "enrolment.required" … */
    Str value;         /* what stood there, at most LINE_VALUE_MAX bytes */
} LineError;

typedef struct {
    Str name;   /* as written */
    Str folded; /* by text_fold: no two alike in one line */
} LineGroup;

typedef struct {
    int64_t line;
    Str first_name, last_name, email;
    RoleSet roles; /* 0 = not said */
    Str language;  /* empty = not said */
    LineGroup *groups;
    size_t group_count;
    LineError *errors;
    size_t error_count;
} Line;

/* Every fault of the row becomes an error of the line. `allowed` = roles of this kind of space. ERR_NOMEM. */
Rc line_read(Ctx *cx, const SheetRow *row, size_t columns, const ColumnMap *map, RoleSet allowed, Line *ret) MUST;

/* One more error, found later; beyond LINE_ERRORS_MAX it is dropped. ERR_NOMEM. */
Rc line_error(Ctx *cx, Line *line, const char *field, const char *code, Str value) MUST;

/* A second line with the e-mail of an earlier one is in error. ERR_NOMEM. */
Rc lines_mark_repeated(Ctx *cx, Line *lines, size_t n) MUST;

#endif
