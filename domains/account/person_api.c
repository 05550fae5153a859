/* Persons: list, add, change, invite, deactivate; and their sessions. */
#include "domains/access/access_api.h"
#include "domains/account/directory.h"
#include "domains/account/person.h"
#include "domains/account/request_api.h"
#include "kernel/http/cursor.h"

enum { SEARCH_MAX = 100, LIMIT_MAX = 200, LIMIT_DEFAULT = 50 };

static const char *const sort_names[PERSON_SORT_COUNT + 1] = {"name", "email", "last_sign_in", "created", NULL};
static const char *const order_names[] = {"asc", "desc", NULL};

typedef struct {
    Str search;
    int role, state, sort, order;
    Id group_id;
    Str cursor;
    int64_t limit;
    bool has_search, has_role, has_state, has_group_id, has_sort, has_order, has_cursor, has_limit;
} Query;
static const Member query_members[] = {
    OPTIONAL(Query, search, MEMBER_KIND_TEXT, .text = TEXT_LINE, .max = SEARCH_MAX,
             .doc = "Part of a name or e-mail, without case and accents"),
    OPTIONAL(Query, role, MEMBER_KIND_ENUM, .names = role_names, .doc = "Only who has this role"),
    OPTIONAL(Query, state, MEMBER_KIND_ENUM, .names = person_state_names, .doc = "Only this state"),
    OPTIONAL(Query, group_id, MEMBER_KIND_ID, .doc = "Only members of this group"),
    OPTIONAL(Query, sort, MEMBER_KIND_ENUM, .names = sort_names, .doc = "Order by; name by default"),
    OPTIONAL(Query, order, MEMBER_KIND_ENUM, .names = order_names, .doc = "Ascending by default"),
    OPTIONAL(Query, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before, with the same sort and order"),
    OPTIONAL(Query, limit, MEMBER_KIND_INT, .min = 1, .max = LIMIT_MAX, .doc = "Rows of a page; 50 by default"),
};
SHAPE(person_query_shape, NULL, Query, query_members, "Which persons");

typedef struct {
    Str first_name, last_name, email;
    RoleList roles;
    int language;
    ListOf(Id) group_ids;
    bool has_group_ids, invite;
} NewBody;
ITEM_ID(group_id_item);
static const Member new_members[] = {
    MEMBER_TEXT(NewBody, first_name, TEXT_LINE, 1, PERSON_NAME_MAX, "First name"),
    MEMBER_TEXT(NewBody, last_name, TEXT_LINE, 1, PERSON_NAME_MAX, "Last name"),
    MEMBER_TEXT(NewBody, email, TEXT_EMAIL, 3, PERSON_EMAIL_MAX, "E-mail, not taken in this space"),
    MEMBER_LIST_OF(NewBody, roles, role_item, 1, ROLE_COUNT, "At least one"),
    MEMBER_ENUM(NewBody, language, language_names, "Language of screens and mails"),
    OPTIONAL(NewBody, group_ids, MEMBER_KIND_LIST, .item = &group_id_item, .item_size = sizeof(Id),
             .max = PERSON_GROUP_IDS_MAX, .doc = "Groups to join at once"),
    MEMBER_BOOL(NewBody, invite, "Send the invitation now"),
};
SHAPE(person_new_shape, "PersonNew", NewBody, new_members, "A person to add");

typedef struct {
    Str first_name, last_name, email, reason;
    int language;
    bool has_first_name, has_last_name, has_email, has_reason, has_language;
} PatchBody;
static const Member patch_members[] = {
    OPTIONAL(PatchBody, first_name, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = PERSON_NAME_MAX,
             .doc = "First name"),
    OPTIONAL(PatchBody, last_name, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = PERSON_NAME_MAX,
             .doc = "Last name"),
    OPTIONAL(PatchBody, email, MEMBER_KIND_TEXT, .text = TEXT_EMAIL, .min = 3, .max = PERSON_EMAIL_MAX,
             .doc = "E-mail"),
    OPTIONAL(PatchBody, language, MEMBER_KIND_ENUM, .names = language_names, .doc = "Language of screens and mails"),
    OPTIONAL(PatchBody, reason, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = PERSON_REASON_MAX,
             .doc = "Why; required when a name and the e-mail change together"),
};
SHAPE(person_patch_shape, "PersonPatch", PatchBody, patch_members, "Changes of a person");

typedef struct {
    RoleList roles;
} RolesBody;
static const Member roles_members[] = {MEMBER_LIST_OF(RolesBody, roles, role_item, 1, ROLE_COUNT, "All of them")};
SHAPE(person_roles_shape, "PersonRoles", RolesBody, roles_members, "The roles of a person");

Rc persons_get(Req *q, Reply *r)
{
    const Query *in = q->query;
    PersonQuery query = {.search = in->has_search ? in->search : STR(""),
                         .roles = in->has_role ? ROLE_BIT(in->role) : 0,
                         .state = in->has_state ? in->state : -1,
                         .group = in->group_id,
                         .sort = (PersonSort)in->sort,
                         .descending = in->order == 1,
                         .limit = in->has_limit ? in->limit : LIMIT_DEFAULT};
    if (in->has_cursor) {
        Cursor place;
        TRY(cursor_read(q->cx, in->cursor, &place));
        query.after = place.value;
        query.after_id = place.id;
    }
    PersonList list;
    TRY(account_list(q->cx, q->db, &query, &list));
    return account_list_document(q->cx, &list, &r->object);
}

Rc persons_post(Req *q, Reply *r)
{
    const NewBody *body = q->body;
    AccountPlace place;
    Db *platform;
    Space space;
    Person p;
    Id mail;
    Actor by = access_actor(q);
    TRY(request_space(q, &platform, &space));
    TRY(request_place(q, &place, &platform));
    PersonNew new = {.spec = {.first_name = body->first_name,
                              .last_name = body->last_name,
                              .email = body->email,
                              .language = str_of(language_names[body->language]),
                              .roles = roles_of_list(&body->roles)},
                     .groups = body->group_ids.at,
                     .group_count = body->group_ids.n,
                     .invite = body->invite,
                     .place = &place};
    TRY(account_roles_fit(q->cx, new.spec.roles, space.kind));
    TRY(person_create(q->cx, q->db, &by, &new, &p, &mail));
    directory_follow(q->cx, platform, &space.id, &p);
    directory_dispatch(q->cx, platform, &space.id, &mail);
    TRY(str_format(q->cx->arena, &r->location, "/api/v1/persons/%s", p.id.text));
    return person_reply(q, r, &p);
}

Rc person_get(Req *q, Reply *r)
{
    Id id;
    Person p;
    TRY(req_id(q, 0, &id));
    TRY(account_get(q->cx, q->db, &id, &p));
    return person_reply(q, r, &p);
}

Rc person_patch(Req *q, Reply *r)
{
    const PatchBody *body = q->body;
    Id id;
    Person before, p;
    Db *platform;
    Actor by = access_actor(q);
    PersonPatch patch = {.first_name = body->first_name,
                         .last_name = body->last_name,
                         .email = body->email,
                         .reason = body->reason,
                         .language = body->has_language ? str_of(language_names[body->language]) : STR(""),
                         .theme = -1};
    TRY(req_id(q, 0, &id));
    TRY(person_edit(q->cx, q->db, &by, &id, q->if_match, &patch, &before, &p));
    if (!str_equal(before.email, p.email)) {
        TRY(store_platform(q->cx, q->stores, &platform));
        directory_forget(q->cx, platform, &q->who.space, before.email);
        directory_follow(q->cx, platform, &q->who.space, &p);
    }
    return person_reply(q, r, &p);
}

Rc person_put_roles(Req *q, Reply *r)
{
    const RolesBody *body = q->body;
    Id id;
    Person p;
    Space space;
    Db *platform;
    Actor by = access_actor(q);
    RoleSet roles = roles_of_list(&body->roles);
    TRY(req_id(q, 0, &id));
    TRY(request_space(q, &platform, &space));
    TRY(account_roles_fit(q->cx, roles, space.kind));
    TRY(person_set_roles(q->cx, q->db, &by, &id, q->if_match, roles, &p));
    return person_reply(q, r, &p);
}

typedef Rc (*Turn)(Ctx *cx, Db *space, const Actor *by, const Id *id, Person *ret);

static Rc turn(Req *q, Reply *r, Turn act)
{
    Id id;
    Person p;
    Db *platform;
    Actor by = access_actor(q);
    TRY(req_id(q, 0, &id));
    TRY(act(q->cx, q->db, &by, &id, &p));
    TRY(store_platform(q->cx, q->stores, &platform));
    directory_follow(q->cx, platform, &q->who.space, &p);
    return person_reply(q, r, &p);
}

Rc person_post_deactivate(Req *q, Reply *r)
{
    return turn(q, r, person_deactivate);
}

Rc person_post_reactivate(Req *q, Reply *r)
{
    return turn(q, r, person_reactivate);
}

Rc person_post_invitation(Req *q, Reply *r)
{
    (void)r;
    Id id, mail;
    AccountPlace place;
    Db *platform;
    Actor by = access_actor(q);
    TRY(req_id(q, 0, &id));
    TRY(request_place(q, &place, &platform));
    TRY(person_invite_again(q->cx, q->db, &by, &id, &place, &mail));
    directory_dispatch(q->cx, platform, &place.space, &mail);
    return OK;
}

Rc person_sessions_get(Req *q, Reply *r)
{
    Id id;
    TRY(req_id(q, 0, &id));
    return session_list_reply(q, r, &id);
}

Rc person_sessions_delete(Req *q, Reply *r)
{
    (void)r;
    static const Id none = {0};
    Id id;
    Actor by = access_actor(q);
    TRY(req_id(q, 0, &id));
    return session_end_all(q->cx, q->db, &by, &id, &none);
}
