/* Signing in and out, and the list of one's sessions. */
#include "domains/access/access_api.h"
#include "domains/account/directory.h"
#include "domains/account/person.h"
#include "domains/account/request_api.h"

typedef struct {
    Str email, password, space;
    bool has_space;
} SignInBody;
static const Member sign_in_members[] = {
    MEMBER_TEXT(SignInBody, email, TEXT_EMAIL, 3, PERSON_EMAIL_MAX, "E-mail of the person"),
    MEMBER_TEXT(SignInBody, password, TEXT_SECRET, 1, PASSWORD_MAX, "Password"),
    OPTIONAL(SignInBody, space, MEMBER_KIND_TEXT, .text = TEXT_SLUG, .min = SPACE_SLUG_MIN, .max = SPACE_SLUG_MAX,
             .doc = "Slug of the space to enter, when several know this e-mail"),
};
SHAPE(sign_in_shape, "SignIn", SignInBody, sign_in_members, "Credentials");

typedef struct {
    ListOf(SpaceChoice) spaces;
    bool has_spaces;
} Choices;
static const Member choice_members[] = {
    MEMBER_TEXT(SpaceChoice, slug, TEXT_SLUG, SPACE_SLUG_MIN, SPACE_SLUG_MAX, "Slug of the space"),
    MEMBER_TEXT(SpaceChoice, name, TEXT_LINE, 1, SPACE_NAME_MAX, "Its name"),
};
static SHAPE(choice_shape, "SpaceChoice", SpaceChoice, choice_members, "A space to choose");
static const Member choices_members[] = {
    OPTIONAL(Choices, spaces, MEMBER_KIND_LIST, .of = &choice_shape, .max = SIGN_IN_SPACES,
             .item_size = sizeof(SpaceChoice), .doc = "With account.choose_space: the spaces that accept"),
};
SHAPE(choose_space_shape, NULL, Choices, choices_members, "Spaces to choose from");

typedef struct {
    Id id;
    Str first_name, last_name, email;
    int language, theme;
    int64_t version;
} SessionPerson;
static const Member session_person_members[] = {
    MEMBER_ID(SessionPerson, id, "Identity"),
    MEMBER_TEXT(SessionPerson, first_name, TEXT_LINE, 1, PERSON_NAME_MAX, "First name"),
    MEMBER_TEXT(SessionPerson, last_name, TEXT_LINE, 1, PERSON_NAME_MAX, "Last name"),
    MEMBER_TEXT(SessionPerson, email, TEXT_EMAIL, 3, PERSON_EMAIL_MAX, "E-mail"),
    MEMBER_ENUM(SessionPerson, language, language_names, "Language of screens and mails"),
    MEMBER_ENUM(SessionPerson, theme, theme_names, "Colours"),
    MEMBER_INT(SessionPerson, version, 1, INT64_MAX, "Version of the person"),
};
static SHAPE(session_person_shape, "SessionPerson", SessionPerson, session_person_members, "Who is signed in");

typedef struct {
    Id id;
    Str slug, name;
    int kind;
} SessionSpace;
static const Member session_space_members[] = {
    MEMBER_ID(SessionSpace, id, "Identity"),
    MEMBER_TEXT(SessionSpace, slug, TEXT_SLUG, SPACE_SLUG_MIN, SPACE_SLUG_MAX, "Slug"),
    MEMBER_TEXT(SessionSpace, name, TEXT_LINE, 1, SPACE_NAME_MAX, "Name"),
    MEMBER_ENUM(SessionSpace, kind, space_kind_names, "A client's space, or the publisher's"),
};
static SHAPE(session_space_shape, "SessionSpace", SessionSpace, session_space_members, "The space of the session");

typedef struct {
    Str slug, name;
    bool current;
} OwnSpace;
static const Member own_space_members[] = {
    MEMBER_TEXT(OwnSpace, slug, TEXT_SLUG, SPACE_SLUG_MIN, SPACE_SLUG_MAX, "Slug"),
    MEMBER_TEXT(OwnSpace, name, TEXT_LINE, 1, SPACE_NAME_MAX, "Name"),
    MEMBER_BOOL(OwnSpace, current, "The space of this session"),
};
static SHAPE(own_space_shape, "OwnSpace", OwnSpace, own_space_members, "A space that knows this e-mail");

typedef struct {
    SessionPerson person;
    SessionSpace space;
    RoleList roles;
    ListOf(Str) rights;
    Str csrf_token;
    ListOf(OwnSpace) spaces;
    int64_t idle_expires_ms, expires_ms;
} Session;
static const Member session_members[] = {
    MEMBER_OBJECT(Session, person, session_person_shape, "Who is signed in"),
    MEMBER_OBJECT(Session, space, session_space_shape, "Where"),
    MEMBER_LIST_OF(Session, roles, role_item, 1, ROLE_COUNT, "Roles in this space"),
    MEMBER_LIST_OF(Session, rights, right_item, 0, RIGHT_COUNT, "What the roles allow here, at this moment"),
    MEMBER_TEXT(Session, csrf_token, TEXT_TOKEN, TOKEN_TEXT, TOKEN_TEXT,
                "To send as X-CSRF-Token when changing things"),
    MEMBER_LIST(Session, spaces, own_space_shape, SPACE_DIRECTORY_MAX + 1, "Spaces that know this e-mail"),
    MEMBER_TIME(Session, idle_expires_ms, "Ends then unless it is used"),
    MEMBER_TIME(Session, expires_ms, "Ends then in any case"),
};
SHAPE(session_shape, "Session", Session, session_members, "The session of the person who is signed in");

static Rc put_rights(Ctx *cx, RightSet rights, Session *s)
{
    s->rights.at = arena_array(cx->arena, RIGHT_COUNT, sizeof(Str));
    if (!s->rights.at)
        return ERR_NOMEM;
    for (int right = RIGHT_MODULE_PLAY; right < RIGHT_COUNT; right++)
        if (rights & ((RightSet)1 << right))
            s->rights.at[s->rights.n++] = str_of(right_names[right]);
    return OK;
}

/* The current space is there even when the directory lags behind. */
static Rc put_spaces(Ctx *cx, Db *platform, const Space *current, Str email, Session *s)
{
    Space *known;
    size_t n = 0;
    TRY(space_directory_find(cx, platform, email, &known, &n));
    s->spaces.at = arena_array(cx->arena, n + 1, sizeof(OwnSpace));
    if (!s->spaces.at)
        return ERR_NOMEM;
    s->spaces.at[s->spaces.n++] = (OwnSpace){current->slug, current->name, true};
    for (size_t i = 0; i < n; i++)
        if (!id_equal(&known[i].id, &current->id))
            s->spaces.at[s->spaces.n++] = (OwnSpace){known[i].slug, known[i].name, false};
    return OK;
}

typedef struct {
    const Space *space;
    const SessionRow *row;
    Str csrf_token;
} Live;

static Rc document(Req *q, Db *db, const Live *live, Reply *r)
{
    Ctx *cx = q->cx;
    Person p;
    RightSet rights = 0;
    Db *platform;
    SignInDoor door = request_door(q);
    Session *s = arena_get(cx->arena, sizeof *s);
    if (!s)
        return ERR_NOMEM;
    TRY(account_get(cx, db, &live->row->person, &p));
    TRY(access_rights(cx, db, p.roles, &rights));
    TRY(store_platform(cx, q->stores, &platform));
    *s = (Session){
        .person = {p.id, p.first_name, p.last_name, p.email, language_index(p.language), p.theme, p.version},
        .space = {live->space->id, live->space->slug, live->space->name, (int)live->space->kind},
        .csrf_token = live->csrf_token,
        .idle_expires_ms = session_idle_expires(&door.limits, live->row),
        .expires_ms = live->row->expires_ms,
    };
    TRY(roles_to_list(cx, p.roles, &s->roles));
    TRY(put_rights(cx, rights, s));
    TRY(put_spaces(cx, platform, live->space, p.email, s));
    r->object = s;
    return OK;
}

Rc signed_in_reply(Req *q, Reply *r, const SignedIn *in)
{
    Db *db;
    Bearer bearer;
    Live live = {.space = &in->space, .row = &in->session};
    TRY(bearer_parse(in->bearer, &bearer));
    TRY(bearer_csrf(q->cx, bearer.token, &live.csrf_token));
    TRY(store_space(q->cx, q->stores, &in->space.id, &db));
    q->written = in->space.id;
    TRY(document(q, db, &live, r));
    return cookie_write(q, in->bearer, &r->set_cookie);
}

static Rc choose(Req *q, Reply *r, const SignedIn *in)
{
    Choices *choices = arena_get(q->cx->arena, sizeof *choices);
    SpaceChoice *items = arena_array(q->cx->arena, in->choice_count, sizeof *items);
    if (!choices || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < in->choice_count; i++)
        items[i] = (SpaceChoice){in->choices[i].slug, in->choices[i].name};
    choices->spaces.at = items;
    choices->spaces.n = in->choice_count;
    choices->has_spaces = true;
    r->problem = choices;
    return fail(q->cx, ERR_CONFLICT, "account.choose_space", "space");
}

Rc session_post(Req *q, Reply *r)
{
    const SignInBody *body = q->body;
    SignInDoor door = request_door(q);
    SignInAsk ask = {.email = body->email,
                     .password = body->password,
                     .slug = body->has_space ? body->space : STR(""),
                     .client = request_client(q)};
    SignedIn *in = arena_get(q->cx->arena, sizeof *in);
    if (!in)
        return ERR_NOMEM;
    TRY(sign_in(q->cx, &door, &ask, in));
    return in->choice_count ? choose(q, r, in) : signed_in_reply(q, r, in);
}

Rc session_get(Req *q, Reply *r)
{
    Bearer bearer;
    SessionRow row;
    Space space;
    Db *platform;
    SignInDoor door = request_door(q);
    TRY(cookie_read(q, &bearer));
    TRY(session_find(q->cx, q->db, &bearer, &door.limits, &row));
    TRY(request_space(q, &platform, &space));
    return document(q, q->db, &(Live){.space = &space, .row = &row, .csrf_token = q->who.csrf_token}, r);
}

Rc session_delete(Req *q, Reply *r)
{
    Actor by = access_actor(q);
    Rc rc = session_sign_out(q->cx, q->db, &by, &q->who.session);
    if (rc != OK && rc != ERR_MISSING) /* ended elsewhere a moment ago: signed out all the same */
        return rc;
    fail_clear(q->cx);
    return cookie_write(q, STR(""), &r->set_cookie);
}

typedef struct {
    Id id;
    int64_t created_ms, last_seen_ms;
    Str user_agent, address;
    bool current;
} SessionEntry;
static const Member entry_members[] = {
    MEMBER_ID(SessionEntry, id, "Identity"),
    MEMBER_TIME(SessionEntry, created_ms, "When it began"),
    MEMBER_TIME(SessionEntry, last_seen_ms, "Last request, to the minute"),
    MEMBER_TEXT(SessionEntry, user_agent, TEXT_LINE, 0, SESSION_AGENT_MAX, "What the browser calls itself"),
    MEMBER_TEXT(SessionEntry, address, TEXT_LINE, 0, SESSION_ADDRESS_MAX, "Address it began from"),
    MEMBER_BOOL(SessionEntry, current, "The session that asks"),
};
static SHAPE(entry_shape, "SessionEntry", SessionEntry, entry_members, "One live session");

typedef struct {
    ListOf(SessionEntry) items;
    Str next_cursor;
    bool has_next_cursor;
    int64_t total;
} SessionEntries;
static const Member entries_members[] = {
    MEMBER_LIST(SessionEntries, items, entry_shape, SESSION_PER_PERSON, "Newest first"),
    NULLABLE(SessionEntries, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .max = 600,
             .doc = "Always null: a person has at most twenty"),
    MEMBER_INT(SessionEntries, total, 0, SESSION_PER_PERSON, "Number of live sessions"),
};
SHAPE(session_list_shape, "SessionList", SessionEntries, entries_members, "Live sessions of one person");

Rc session_list_reply(Req *q, Reply *r, const Id *person)
{
    SessionList list;
    SignInDoor door = request_door(q);
    TRY(session_list(q->cx, q->db, person, &door.limits, &list));
    SessionEntries *entries = arena_get(q->cx->arena, sizeof *entries);
    SessionEntry *items = arena_array(q->cx->arena, list.n, sizeof *items);
    if (!entries || !items)
        return ERR_NOMEM;
    for (size_t i = 0; i < list.n; i++) {
        const SessionRow *row = &list.items[i];
        items[i] = (SessionEntry){row->id,         row->created_ms, row->last_seen_ms,
                                  row->user_agent, row->address,    id_equal(&row->id, &q->who.session)};
    }
    entries->items.at = items;
    entries->items.n = list.n;
    entries->total = (int64_t)list.n;
    r->object = entries;
    return OK;
}

Rc sessions_get(Req *q, Reply *r)
{
    return session_list_reply(q, r, &q->who.person);
}

Rc sessions_delete(Req *q, Reply *r)
{
    (void)r;
    Actor by = access_actor(q);
    return session_end_all(q->cx, q->db, &by, &q->who.person, &q->who.session);
}

Rc sessions_delete_one(Req *q, Reply *r)
{
    (void)r;
    Id id;
    Actor by = access_actor(q);
    TRY(req_id(q, 0, &id));
    return session_end(q->cx, q->db, &by, &q->who.person, &id);
}
