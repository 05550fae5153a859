/* One's own profile, preferences and password. */
#include "domains/access/access_api.h"
#include "domains/account/directory.h"
#include "domains/account/password_rule.h"
#include "domains/account/person.h"
#include "domains/account/request_api.h"

typedef struct {
    Str first_name, last_name;
    int language, theme;
    bool has_first_name, has_last_name, has_language, has_theme;
} MeBody;
static const Member me_members[] = {
    OPTIONAL(MeBody, first_name, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = PERSON_NAME_MAX,
             .doc = "First name"),
    OPTIONAL(MeBody, last_name, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = PERSON_NAME_MAX,
             .doc = "Last name"),
    OPTIONAL(MeBody, language, MEMBER_KIND_ENUM, .names = language_names, .doc = "Language of screens and mails"),
    OPTIONAL(MeBody, theme, MEMBER_KIND_ENUM, .names = theme_names, .doc = "Colours"),
};
SHAPE(me_shape, "MePatch", MeBody, me_members, "Changes of one's own profile");

typedef struct {
    Str current_password, new_password;
} PasswordBody;
static const Member password_members[] = {
    MEMBER_TEXT(PasswordBody, current_password, TEXT_SECRET, 1, PASSWORD_MAX, "The present password"),
    MEMBER_TEXT(PasswordBody, new_password, TEXT_SECRET, 1, PASSWORD_MAX, "The new one"),
};
SHAPE(password_shape, "PasswordChange", PasswordBody, password_members, "A change of one's own password");

Rc me_patch(Req *q, Reply *r)
{
    const MeBody *body = q->body;
    Person before, p;
    Actor by = access_actor(q);
    PersonPatch patch = {.first_name = body->first_name,
                         .last_name = body->last_name,
                         .language = body->has_language ? str_of(language_names[body->language]) : STR(""),
                         .theme = body->has_theme ? body->theme : -1};
    TRY(person_edit(q->cx, q->db, &by, &q->who.person, -1, &patch, &before, &p));
    return person_reply(q, r, &p);
}

Rc me_put_password(Req *q, Reply *r)
{
    (void)r;
    const PasswordBody *body = q->body;
    Db *platform;
    Space space;
    Id mail;
    TRY(request_space(q, &platform, &space));
    PasswordChange change = {.space = space.id,
                             .person = q->who.person,
                             .session = q->who.session,
                             .space_name = space.name,
                             .address = q->in->address,
                             .current = body->current_password,
                             .new = body->new_password};
    TRY(password_change(q->cx, q->stores, q->api->passwords, &change, &mail));
    directory_dispatch(q->cx, platform, &space.id, &mail);
    return OK;
}
