/* The preview: file → lines → what each would do, compared with the persons and groups of the space. It reads outside
 * any transaction, for it promises nothing: the run compares again. */
#include "domains/enrolment/enrolment.h"

#include "domains/account/account.h"
#include "domains/audit/audit.h"
#include "domains/enrolment/enrolment_store.h"
#include "domains/enrolment/line.h"
#include "domains/group/group.h"

#include <inttypes.h>
#include <stdlib.h>

/* A group that the file names. */
typedef struct {
    Str folded;
    Str name;
    Id id; /* empty: the space has none of that name */
} NamedGroup;

typedef struct {
    const ImportFile *file;
    Import import;
    Line *lines;
    size_t n;
    NamedGroup *groups; /* sorted by folded name */
    size_t group_count;
    ImportLine *good; /* one for each line without error */
    size_t good_count;
} Preview;

static int by_folded(const void *a, const void *b)
{
    return str_compare(((const NamedGroup *)a)->folded, ((const NamedGroup *)b)->folded);
}

/* All names of groups once, sorted, each looked up. */
static Rc find_groups(Ctx *cx, Db *space, Preview *p)
{
    size_t total = 0, n = 0;
    for (size_t i = 0; i < p->n; i++)
        total += p->lines[i].error_count ? 0 : p->lines[i].group_count;
    NamedGroup *all = arena_array(cx->arena, total, sizeof *all);
    if (!all)
        return ERR_NOMEM;
    for (size_t i = 0; i < p->n; i++)
        for (size_t k = 0; p->lines[i].error_count == 0 && k < p->lines[i].group_count; k++)
            all[n++] = (NamedGroup){.folded = p->lines[i].groups[k].folded, .name = p->lines[i].groups[k].name};
    qsort(all, n, sizeof *all, by_folded);
    for (size_t i = 0; i < n; i++)
        if (p->group_count == 0 || by_folded(&all[p->group_count - 1], &all[i]) != 0)
            all[p->group_count++] = all[i];
    p->groups = all;
    for (size_t i = 0; i < p->group_count; i++) {
        Rc rc = group_find(cx, space, all[i].name, &all[i].id);
        if (rc != OK && rc != ERR_MISSING)
            return rc;
        p->import.new_groups += rc == ERR_MISSING;
    }
    return p->import.new_groups > ENROLMENT_NEW_GROUPS_MAX
               ? fail(cx, ERR_REFUSED, "enrolment.too_many_new_groups", "csv")
               : OK;
}

static Rc joins_a_group(Ctx *cx, Db *space, const Preview *p, const Line *line, const Id *person, bool *ret)
{
    *ret = false;
    for (size_t i = 0; i < line->group_count && !*ret; i++) {
        NamedGroup key = {.folded = line->groups[i].folded};
        const NamedGroup *g = bsearch(&key, p->groups, p->group_count, sizeof key, by_folded);
        bool member = false;
        if (g && !id_none(&g->id))
            TRY(group_has(cx, space, &g->id, person, &member));
        *ret = !member;
    }
    return OK;
}

typedef struct {
    bool deactivated;
    ImportAction action;
    Id person;
} Finding;

/* Leaves nothing in the arena that the caller needs: there are thousands of lines. */
static Rc compare(Ctx *cx, Db *space, const Preview *p, const Line *line, Finding *ret)
{
    Person person;
    bool joins = false;
    Rc rc = account_by_email(cx, space, line->email, &person);
    if (rc == ERR_MISSING) {
        *ret = (Finding){.action = IMPORT_CREATE};
        return OK;
    }
    TRY(rc);
    TRY(joins_a_group(cx, space, p, line, &person.id, &joins));
    bool same = str_equal(person.first_name, line->first_name) && str_equal(person.last_name, line->last_name) &&
                (line->roles == 0 || line->roles == person.roles) &&
                (line->language.n == 0 || str_equal(line->language, person.language)) && !joins;
    *ret = (Finding){.deactivated = person.state == PERSON_DEACTIVATED,
                     .action = same ? IMPORT_UNCHANGED : IMPORT_UPDATE,
                     .person = person.id};
    return OK;
}

static Rc group_text(Ctx *cx, const Line *line, Str *ret)
{
    Buf b;
    buf_init(&b, cx->arena, SHEET_FIELD_MAX + LINE_GROUPS_MAX);
    for (size_t i = 0; i < line->group_count; i++) {
        if (i)
            buf_byte(&b, '\n');
        buf_put(&b, line->groups[i].name);
    }
    *ret = buf_str(&b);
    return b.rc;
}

static Rc keep(Ctx *cx, Preview *p, const Line *line, const Finding *found)
{
    ImportLine *l = &p->good[p->good_count];
    *l = (ImportLine){.line = line->line,
                      .action = found->action,
                      .person = found->person,
                      .first_name = line->first_name,
                      .last_name = line->last_name,
                      .email = line->email,
                      .roles = line->roles,
                      .language = line->language};
    TRY(group_text(cx, line, &l->groups));
    p->good_count++;
    p->import.creates += found->action == IMPORT_CREATE;
    p->import.updates += found->action == IMPORT_UPDATE;
    p->import.unchanged += found->action == IMPORT_UNCHANGED;
    return OK;
}

static Rc judge(Ctx *cx, Db *space, Preview *p, Line *line)
{
    Finding found = {0};
    if (line->error_count == 0) {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(compare(cx, space, p, line, &found));
        arena_rewind(cx->arena, mark);
        fail_clear(cx); /* an unknown e-mail is no failure here */
    }
    if (found.deactivated)
        TRY(line_error(cx, line, "email", "enrolment.deactivated_email", line->email));
    p->import.invalid += line->error_count > 0;
    p->import.error_total += (int64_t)line->error_count;
    return line->error_count ? OK : keep(cx, p, line, &found);
}

static Rc read_lines(Ctx *cx, Preview *p)
{
    Sheet sheet;
    ColumnMap map;
    TRY(sheet_read(cx, p->file->bytes, &sheet));
    TRY(column_map(cx, &sheet.header, &map));
    if (sheet.n == 0)
        return fail(cx, ERR_REFUSED, "enrolment.no_lines", "csv");
    p->lines = arena_array(cx->arena, sheet.n, sizeof *p->lines);
    p->good = arena_array(cx->arena, sheet.n, sizeof *p->good);
    if (!p->lines || !p->good)
        return ERR_NOMEM;
    for (p->n = 0; p->n < sheet.n; p->n++)
        TRY(line_read(cx, &sheet.rows[p->n], (size_t)sheet.header.count, &map, p->file->allowed, &p->lines[p->n]));
    for (unsigned c = 0; c < COLUMN_COUNT; c++)
        p->import.columns |= map.at[c] >= 0 ? 1u << c : 0;
    p->import.encoding = (int)sheet.encoding;
    p->import.lines = (int64_t)sheet.n;
    return lines_mark_repeated(cx, p->lines, p->n);
}

static Rc store_errors(Ctx *cx, Db *space, const Preview *p, const Line *line)
{
    for (size_t i = 0; i < line->error_count; i++) {
        const LineError *e = &line->errors[i];
        ImportError error = {line->line, (int64_t)i, str_of(e->field), str_of(e->code), e->value};
        TRY(enrolment_store_insert_error(cx, space, &p->import.id, &error));
    }
    return OK;
}

static Rc store(Ctx *cx, Db *space, void *arg)
{
    const Preview *p = arg;
    Str detail;
    TRY(enrolment_store_insert(cx, space, &p->import));
    for (size_t i = 0; i < p->good_count; i++)
        TRY(enrolment_store_insert_line(cx, space, &p->import.id, &p->good[i]));
    for (size_t i = 0; i < p->n; i++)
        TRY(store_errors(cx, space, p, &p->lines[i]));
    TRY(str_format(cx->arena, &detail, "%" PRId64 " lines, %" PRId64 " faulty", p->import.lines, p->import.invalid));
    AuditEntry entry = {.action = AUDIT_IMPORT_PREVIEWED,
                        .by = p->import.by,
                        .target_kind = STR("import"),
                        .target_id = id_str(&p->import.id),
                        .target_name = p->import.file_name,
                        .detail = detail};
    return audit_append(cx, space, &entry);
}

Rc enrolment_preview(Ctx *cx, Db *space, const ImportFile *file, Import *ret)
{
    Preview p = {.file = file,
                 .import = {.id = id_new(cx), .by = file->by, .file_name = file->file_name, .state = IMPORT_PREVIEWED}};
    p.import.created_ms = now_ms(cx);
    TRY(read_lines(cx, &p));
    TRY(find_groups(cx, space, &p));
    for (size_t i = 0; i < p.n; i++)
        TRY(judge(cx, space, &p, &p.lines[i]));
    TRY(db_write(cx, space, store, &p));
    *ret = p.import;
    return OK;
}
