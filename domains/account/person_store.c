/* Runs the statements of person.sql. One function maps a row to a Person. */
#include "domains/account/person_store.h"

#include "kernel/store/sql_all.h"
#include "kernel/text/fold.h"

static const int lists[PERSON_SORT_COUNT][2] = {
    [PERSON_BY_NAME] = {SQL_account_person_list_by_name_asc, SQL_account_person_list_by_name_desc},
    [PERSON_BY_EMAIL] = {SQL_account_person_list_by_email_asc, SQL_account_person_list_by_email_desc},
    [PERSON_BY_LAST_SIGN_IN] = {SQL_account_person_list_by_last_sign_in_asc,
                                SQL_account_person_list_by_last_sign_in_desc},
    [PERSON_BY_CREATED] = {SQL_account_person_list_by_created_asc, SQL_account_person_list_by_created_desc},
};

/* Beyond any text and any number of a column: where a descending list starts. */
#define LAST_TEXT STR("\xF4\x8F\xBF\xBF\xF4\x8F\xBF\xBF")
enum { NAME_KEY_MAX = 320 }; /* bytes: a cursor must hold it */

static Rc row_to_person(Ctx *cx, Stmt *s, Person *ret)
{
    Person p = {.id = stmt_id(s)};
    p.first_name = stmt_text(cx, s);
    p.last_name = stmt_text(cx, s);
    p.email = stmt_text(cx, s);
    p.language = str_of(language_names[stmt_enum(s, 2)]);
    p.theme = stmt_enum(s, 3);
    p.roles = (RoleSet)stmt_int(s);
    p.state = (PersonState)stmt_enum(s, PERSON_STATE_COUNT);
    p.group_count = stmt_int(s);
    p.created_ms = stmt_int(s);
    p.invited_ms = stmt_int(s);
    p.last_sign_in_ms = stmt_int(s);
    p.version = stmt_int(s);
    TRY(stmt_read(s));
    *ret = p;
    return OK;
}

Rc person_store_get(Ctx *cx, Db *db, const Id *id, Person *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_get);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    return row_to_person(cx, s, ret);
}

Rc person_store_by_email(Ctx *cx, Db *db, Str email, Person *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_by_email);
    stmt_put_text(s, email);
    TRY(stmt_row(cx, s));
    return row_to_person(cx, s, ret);
}

static void put_filters(Stmt *s, const PersonPage *page)
{
    const PersonQuery *q = page->query;
    stmt_put_text(s, page->like);
    stmt_put_int(s, (int64_t)q->roles);
    stmt_put_int(s, (int64_t)q->roles);
    stmt_put_int(s, q->state);
    stmt_put_int(s, q->state);
    stmt_put_id(s, &q->group);
    stmt_put_id(s, &q->group);
}

static void put_place(Stmt *s, const PersonPage *page)
{
    const PersonQuery *q = page->query;
    bool number = q->sort == PERSON_BY_LAST_SIGN_IN || q->sort == PERSON_BY_CREATED;
    if (page->from_start) {
        if (number)
            stmt_put_int(s, q->descending ? INT64_MAX : -1);
        else
            stmt_put_text(s, q->descending ? LAST_TEXT : STR(""));
        stmt_put_text(s, STR(""));
        return;
    }
    if (number)
        stmt_put_int(s, page->after_number);
    else
        stmt_put_text(s, page->after_text);
    stmt_put_text(s, id_str(&page->after_id));
}

Rc person_store_list(Ctx *cx, Db *db, const PersonPage *page, PersonList *ret)
{
    size_t room = (size_t)page->query->limit + 1, n = 0;
    Person *items = arena_array(cx->arena, room, sizeof *items);
    if (!items)
        return ERR_NOMEM;
    AUTO_STMT s = db_stmt(db, lists[page->query->sort][page->query->descending]);
    put_filters(s, page);
    put_place(s, page);
    stmt_put_int(s, (int64_t)room);
    Rc rc;
    while (n < room && (rc = stmt_row(cx, s)) != ERR_MISSING) {
        TRY(rc);
        TRY(row_to_person(cx, s, &items[n++]));
    }
    ret->items = items;
    ret->n = n;
    return OK;
}

Rc person_store_count(Ctx *cx, Db *db, const PersonPage *page, int64_t *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_count);
    put_filters(s, page);
    TRY(stmt_row(cx, s));
    int64_t total = stmt_int(s);
    TRY(stmt_read(s));
    *ret = total;
    return OK;
}

static int language_number(Str language)
{
    return str_equal(language, str_of(language_names[1])) ? 1 : 0;
}

Rc person_store_name_key(Ctx *cx, const Person *p, Str *ret)
{
    Str both;
    TRY(str_format(cx->arena, &both, "%.*s %.*s", STR_ARG(p->last_name), STR_ARG(p->first_name)));
    TRY(text_fold(cx, both, &both));
    if (both.n > NAME_KEY_MAX)
        for (both.n = NAME_KEY_MAX; both.n && ((unsigned char)both.at[both.n] & 0xC0) == 0x80;)
            both.n--; /* not in the middle of a character */
    *ret = both;
    return OK;
}

/* Names in both orders: "anne martin" and "martin anne" both find her. */
static Rc search_key(Ctx *cx, const Person *p, Str *ret)
{
    Str all;
    TRY(str_format(cx->arena, &all, "%.*s %.*s %.*s %.*s", STR_ARG(p->first_name), STR_ARG(p->last_name),
                   STR_ARG(p->first_name), STR_ARG(p->email)));
    return text_fold(cx, all, ret);
}

static Rc put_names(Ctx *cx, Stmt *s, const Person *p)
{
    Str name_key, search;
    TRY(person_store_name_key(cx, p, &name_key));
    TRY(search_key(cx, p, &search));
    stmt_put_text(s, p->first_name);
    stmt_put_text(s, p->last_name);
    stmt_put_text(s, p->email);
    stmt_put_text(s, name_key);
    stmt_put_text(s, search);
    stmt_put_int(s, language_number(p->language));
    return OK;
}

Rc person_store_insert(Ctx *cx, Db *db, const Person *p)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_insert);
    stmt_put_id(s, &p->id);
    TRY(put_names(cx, s, p));
    stmt_put_int(s, (int64_t)p->roles);
    stmt_put_int(s, p->created_ms);
    return stmt_run(cx, s, NULL);
}

Rc person_store_update(Ctx *cx, Db *db, const Person *p)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_update);
    TRY(put_names(cx, s, p));
    stmt_put_int(s, p->theme);
    stmt_put_int(s, (int64_t)p->roles);
    stmt_put_id(s, &p->id);
    return stmt_run(cx, s, NULL);
}

Rc person_store_set_state(Ctx *cx, Db *db, const Id *id, PersonState state)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_set_state);
    stmt_put_int(s, (int64_t)state);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc person_store_set_invited(Ctx *cx, Db *db, const Id *id)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_set_invited);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc person_store_set_password(Ctx *cx, Db *db, const Id *id, Str hash)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_set_password);
    stmt_put_text(s, hash);
    stmt_put_id(s, id);
    return stmt_run(cx, s, NULL);
}

Rc person_store_rehash(Ctx *cx, Db *db, const Id *id, Str old, Str hash)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_rehash);
    stmt_put_text(s, hash);
    stmt_put_id(s, id);
    stmt_put_text(s, old);
    return stmt_run(cx, s, NULL);
}

Rc person_store_signed_in(Ctx *cx, Db *db, const Id *id, Str hash)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_signed_in);
    stmt_put_int(s, now_ms(cx));
    stmt_put_id(s, id);
    stmt_put_text(s, hash);
    TRY(stmt_row(cx, s));
    return stmt_read(s);
}

Rc person_store_secret(Ctx *cx, Db *db, const Id *id, Str *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_secret);
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    Str hash = stmt_text(cx, s);
    TRY(stmt_read(s));
    *ret = hash;
    return OK;
}

Rc person_store_other_admins(Ctx *cx, Db *db, const Id *than, int64_t *ret)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_other_admins);
    stmt_put_id(s, than);
    TRY(stmt_row(cx, s));
    int64_t n = stmt_int(s);
    TRY(stmt_read(s));
    *ret = n;
    return OK;
}

Rc person_store_admins(Ctx *cx, Db *db, Id ret[PERSON_ADMINS_MAX], size_t *ret_n)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_admins);
    size_t n = 0;
    Rc rc;
    while (n < PERSON_ADMINS_MAX && (rc = stmt_row(cx, s)) != ERR_MISSING) {
        TRY(rc);
        ret[n++] = stmt_id(s);
        TRY(stmt_read(s));
    }
    *ret_n = n;
    return OK;
}

Rc person_store_addresses(Ctx *cx, Db *db, const Id *after, PersonAddress *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(db, SQL_account_person_addresses);
    stmt_put_text(s, id_str(after));
    size_t n = 0;
    Rc rc;
    while (n < PERSON_BATCH && (rc = stmt_row(cx, s)) != ERR_MISSING) {
        TRY(rc);
        ret[n].id = stmt_id(s);
        ret[n].email = stmt_text(cx, s);
        ret[n].state = (PersonState)stmt_enum(s, PERSON_STATE_COUNT);
        TRY(stmt_read(s));
        n++;
    }
    *ret_n = n;
    return OK;
}

Rc person_store_groups(Ctx *cx, Db *db, const Id *person, PersonGroup **ret, size_t *ret_n)
{
    PersonGroup *groups = arena_array(cx->arena, PERSON_GROUPS_MAX, sizeof *groups);
    if (!groups)
        return ERR_NOMEM;
    AUTO_STMT s = db_stmt(db, SQL_account_person_groups);
    stmt_put_id(s, person);
    size_t n = 0;
    Rc rc;
    while (n < PERSON_GROUPS_MAX && (rc = stmt_row(cx, s)) != ERR_MISSING) {
        TRY(rc);
        groups[n].id = stmt_id(s);
        groups[n].name = stmt_text(cx, s);
        TRY(stmt_read(s));
        n++;
    }
    *ret = groups;
    *ret_n = n;
    return OK;
}

Rc person_store_group_live(Ctx *cx, Db *db, const Id *group)
{
    AUTO_STMT s = db_stmt(db, SQL_account_group_live);
    stmt_put_id(s, group);
    TRY(stmt_row(cx, s));
    return stmt_read(s);
}

Rc person_store_join(Ctx *cx, Db *db, const Id *group, const Id *person, bool *ret_changed)
{
    int64_t changed = 0;
    AUTO_STMT s = db_stmt(db, SQL_account_membership_add);
    stmt_put_id(s, group);
    stmt_put_id(s, person);
    stmt_put_int(s, now_ms(cx));
    TRY(stmt_run(cx, s, &changed));
    *ret_changed = changed > 0;
    return OK;
}

Rc person_store_leave(Ctx *cx, Db *db, const Id *group, const Id *person, bool *ret_changed)
{
    int64_t changed = 0;
    AUTO_STMT s = db_stmt(db, SQL_account_membership_remove);
    stmt_put_id(s, group);
    stmt_put_id(s, person);
    TRY(stmt_run(cx, s, &changed));
    *ret_changed = changed > 0;
    return OK;
}
