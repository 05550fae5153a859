/* Persons as the API shows them: one, and lists. */
#include "domains/account/person.h"
#include "domains/account/request_api.h"
#include "kernel/http/cursor.h"

typedef struct {
    Id id;
    Str first_name, last_name, email;
    int state;
    RoleList roles;
    int language;
    int64_t group_count;
    ListOf(PersonGroup) groups;
    bool has_groups;
    int64_t created_ms, invited_ms, last_sign_in_ms;
    bool has_invited_ms, has_last_sign_in_ms;
    int64_t version;
} PersonDocument;

static const Member group_members[] = {
    MEMBER_ID(PersonGroup, id, "Identity of the group"),
    MEMBER_TEXT(PersonGroup, name, TEXT_LINE, 1, 80, "Its name"),
};
static SHAPE(group_shape, "PersonGroup", PersonGroup, group_members, "A group the person is in");

static const Member person_members[] = {
    MEMBER_ID(PersonDocument, id, "Identity"),
    MEMBER_TEXT(PersonDocument, first_name, TEXT_LINE, 1, PERSON_NAME_MAX, "First name"),
    MEMBER_TEXT(PersonDocument, last_name, TEXT_LINE, 1, PERSON_NAME_MAX, "Last name"),
    MEMBER_TEXT(PersonDocument, email, TEXT_EMAIL, 3, PERSON_EMAIL_MAX, "E-mail: nobody else in the space has it"),
    MEMBER_ENUM(PersonDocument, state, person_state_names, "Invited until a password is set; then active"),
    MEMBER_LIST_OF(PersonDocument, roles, role_item, 1, ROLE_COUNT, "Roles in this space"),
    MEMBER_ENUM(PersonDocument, language, language_names, "Language of screens and mails"),
    MEMBER_INT(PersonDocument, group_count, 0, INT64_MAX, "Groups the person is in"),
    OPTIONAL(PersonDocument, groups, MEMBER_KIND_LIST, .of = &group_shape, .max = PERSON_GROUPS_MAX,
             .item_size = sizeof(PersonGroup), .doc = "Those groups by name; not in lists"),
    MEMBER_TIME(PersonDocument, created_ms, "When the person was added"),
    NULLABLE(PersonDocument, invited_ms, MEMBER_KIND_INT, .max = INT64_MAX, .doc = "Last invitation; null = never"),
    NULLABLE(PersonDocument, last_sign_in_ms, MEMBER_KIND_INT, .max = INT64_MAX, .doc = "Last sign-in; null = never"),
    MEMBER_INT(PersonDocument, version, 1, INT64_MAX, "For If-Match"),
};
SHAPE(person_shape, "Person", PersonDocument, person_members, "A person of the space");

typedef struct {
    ListOf(PersonDocument) items;
    Str next_cursor;
    bool has_next_cursor;
    int64_t total;
} PersonDocuments;
static const Member list_members[] = {
    MEMBER_LIST(PersonDocuments, items, person_shape, 200, "In the order asked for"),
    NULLABLE(PersonDocuments, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null at the end"),
    MEMBER_INT(PersonDocuments, total, 0, INT64_MAX, "Persons that the filters let through"),
};
SHAPE(person_list_shape, "PersonList", PersonDocuments, list_members, "Persons");

static Rc fill(Ctx *cx, const Person *p, PersonDocument *d)
{
    *d = (PersonDocument){.id = p->id,
                          .first_name = p->first_name,
                          .last_name = p->last_name,
                          .email = p->email,
                          .state = (int)p->state,
                          .language = language_index(p->language),
                          .group_count = p->group_count,
                          .created_ms = p->created_ms,
                          .invited_ms = p->invited_ms,
                          .has_invited_ms = p->invited_ms > 0,
                          .last_sign_in_ms = p->last_sign_in_ms,
                          .has_last_sign_in_ms = p->last_sign_in_ms > 0,
                          .version = p->version};
    return roles_to_list(cx, p->roles, &d->roles);
}

Rc person_reply(Req *q, Reply *r, const Person *p)
{
    PersonDocument *d = arena_get(q->cx->arena, sizeof *d);
    if (!d)
        return ERR_NOMEM;
    TRY(fill(q->cx, p, d));
    TRY(person_store_groups(q->cx, q->db, &p->id, &d->groups.at, &d->groups.n));
    d->has_groups = true;
    r->object = d;
    r->version = p->version;
    return OK;
}

Rc account_list_document(Ctx *cx, const PersonList *list, const void **ret)
{
    PersonDocuments *d = arena_get(cx->arena, sizeof *d);
    PersonDocument *items = arena_array(cx->arena, list->n, sizeof *items);
    if (!d || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < list->n; i++)
        TRY(fill(cx, &list->items[i], &items[i]));
    d->items.at = items;
    d->items.n = list->n;
    d->total = list->total;
    d->has_next_cursor = list->more;
    if (list->more)
        TRY(cursor_write(cx, &(Cursor){.value = list->next, .id = list->next_id}, &d->next_cursor));
    *ret = d;
    return OK;
}
