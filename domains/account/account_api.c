/* The route table of people, and its error codes. Handlers lie in the files named after their subject. */
#include "domains/account/account_api.h"

#include "domains/account/link.h"
#include "domains/account/person.h"
#include "domains/account/request_api.h"

static const char *const sign_in_codes[] = {"account.credentials", "account.choose_space", "account.throttled", NULL};
static const char *const reset_codes[] = {"account.throttled", NULL};
static const char *const link_codes[] = {"account.link_invalid", NULL};
static const char *const redeem_codes[] = {"account.link_invalid",      "account.password_short",
                                           "account.password_long",     "account.password_weak",
                                           "account.password_personal", NULL};
static const char *const password_codes[] = {"account.current_password",
                                             "account.password_short",
                                             "account.password_long",
                                             "account.password_weak",
                                             "account.password_personal",
                                             "account.throttled",
                                             NULL};
static const char *const new_codes[] = {"account.email_taken", "account.role_elsewhere", "account.group_unknown", NULL};
static const char *const patch_codes[] = {"account.email_taken", "account.identity_change", NULL};
static const char *const roles_codes[] = {"account.last_admin", "account.role_elsewhere", NULL};
static const char *const deactivate_codes[] = {"account.last_admin", "account.self", NULL};
static const char *const invite_codes[] = {"account.not_invited", NULL};
static const char *const rights_codes[] = {"access.out_of_bounds", NULL};

static const Route routes[] = {
    ROUTE("POST", "/api/v1/session", session_post, RIGHT_PUBLIC, "Sign in", .status = 201, .flags = ROUTE_NO_CSRF,
          .body = &sign_in_shape, .reply = &session_shape, .problem = &choose_space_shape, .codes = sign_in_codes),
    ROUTE("GET", "/api/v1/session", session_get, RIGHT_SIGNED_IN, "Who is signed in, and what they may do",
          .reply = &session_shape),
    ROUTE("DELETE", "/api/v1/session", session_delete, RIGHT_SIGNED_IN, "Sign out"),
    ROUTE("GET", "/api/v1/sessions", sessions_get, RIGHT_SIGNED_IN, "List one's own live sessions",
          .reply = &session_list_shape),
    ROUTE("DELETE", "/api/v1/sessions", sessions_delete, RIGHT_SIGNED_IN, "End all one's sessions but this one"),
    ROUTE("DELETE", "/api/v1/sessions/{session_id}", sessions_delete_one, RIGHT_SIGNED_IN, "End one of one's sessions"),
    ROUTE("PATCH", "/api/v1/me", me_patch, RIGHT_SIGNED_IN, "Change one's own profile", .body = &me_shape,
          .reply = &person_shape),
    ROUTE("PUT", "/api/v1/me/password", me_put_password, RIGHT_SIGNED_IN, "Change one's own password",
          .body = &password_shape, .codes = password_codes),
    ROUTE("POST", "/api/v1/password-resets", reset_post, RIGHT_PUBLIC,
          "Ask for a link to choose a new password; the answer never says whether the e-mail is known", .status = 202,
          .flags = ROUTE_NO_CSRF, .body = &email_shape, .codes = reset_codes),
    ROUTE("POST", "/api/v1/access-links/check", link_post_check, RIGHT_PUBLIC, "What a link from a mail is for",
          .flags = ROUTE_NO_CSRF, .body = &link_token_shape, .reply = &link_view_shape, .codes = link_codes),
    ROUTE("POST", "/api/v1/access-links/redeem", link_post_redeem, RIGHT_PUBLIC,
          "Use a link: set the password and sign in", .status = 201, .flags = ROUTE_NO_CSRF, .body = &link_redeem_shape,
          .reply = &session_shape, .codes = redeem_codes),
    ROUTE("GET", "/api/v1/persons", persons_get, RIGHT_PERSON_READ, "List persons", .flags = ROUTE_PERSONAL,
          .query = &person_query_shape, .reply = &person_list_shape),
    ROUTE("POST", "/api/v1/persons", persons_post, RIGHT_PERSON_EDIT, "Add a person", .status = 201,
          .body = &person_new_shape, .reply = &person_shape, .codes = new_codes),
    ROUTE("GET", "/api/v1/persons/{person_id}", person_get, RIGHT_PERSON_READ, "Show a person", .flags = ROUTE_PERSONAL,
          .reply = &person_shape),
    ROUTE("PATCH", "/api/v1/persons/{person_id}", person_patch, RIGHT_PERSON_EDIT, "Change a person",
          .flags = ROUTE_NEEDS_MATCH, .body = &person_patch_shape, .reply = &person_shape, .codes = patch_codes),
    ROUTE("PUT", "/api/v1/persons/{person_id}/roles", person_put_roles, RIGHT_PERSON_EDIT, "Set the roles of a person",
          .flags = ROUTE_NEEDS_MATCH, .body = &person_roles_shape, .reply = &person_shape, .codes = roles_codes),
    ROUTE("POST", "/api/v1/persons/{person_id}/deactivate", person_post_deactivate, RIGHT_PERSON_EDIT,
          "Deactivate a person: sessions and links end at once", .reply = &person_shape, .codes = deactivate_codes),
    ROUTE("POST", "/api/v1/persons/{person_id}/reactivate", person_post_reactivate, RIGHT_PERSON_EDIT,
          "Let a deactivated person in again", .reply = &person_shape),
    ROUTE("POST", "/api/v1/persons/{person_id}/invitation", person_post_invitation, RIGHT_PERSON_EDIT,
          "Send the invitation again; older links are void", .status = 202, .codes = invite_codes),
    ROUTE("GET", "/api/v1/persons/{person_id}/sessions", person_sessions_get, RIGHT_PERSON_READ,
          "List the live sessions of a person", .flags = ROUTE_PERSONAL, .reply = &session_list_shape),
    ROUTE("DELETE", "/api/v1/persons/{person_id}/sessions", person_sessions_delete, RIGHT_PERSON_EDIT,
          "End all sessions of a person"),
    ROUTE("GET", "/api/v1/roles", roles_get, RIGHT_ROLE_READ, "What each role may do", .reply = &role_list_shape),
    ROUTE("PUT", "/api/v1/roles/{role}/rights", role_put_rights, RIGHT_ROLE_EDIT,
          "Set what a role may do, within bounds", .body = &rights_shape, .reply = &role_rights_shape,
          .codes = rights_codes),
    {0},
};

static const ErrorCode errors[] = {
    {"account.credentials", ERR_UNKNOWN, "E-mail or password is wrong"},
    {"account.choose_space", ERR_CONFLICT, "Several spaces accept this password: name one"},
    {"account.throttled", ERR_OFTEN, "Too many attempts: wait as long as Retry-After says"},
    {"account.link_invalid", ERR_MISSING, "The link was used, replaced, is too old, or never was"},
    {"account.password_short", ERR_REFUSED, "The password has too few characters"},
    {"account.password_long", ERR_REFUSED, "The password has too many characters"},
    {"account.password_weak", ERR_REFUSED, "The password is too easy to guess"},
    {"account.password_personal", ERR_REFUSED, "The password is made of names that belong to the person"},
    {"account.current_password", ERR_REFUSED, "The present password is wrong"},
    {"account.email_taken", ERR_CONFLICT, "Another person of the space has this e-mail"},
    {"account.identity_change", ERR_REFUSED, "A name and the e-mail change together: say why"},
    {"account.role_required", ERR_REFUSED, "A person has at least one role"},
    {"account.role_elsewhere", ERR_REFUSED, "A role does not exist in this kind of space"},
    {"account.group_unknown", ERR_REFUSED, "There is no such group"},
    {"account.last_admin", ERR_CONFLICT, "The space must keep an active administrator"},
    {"account.self", ERR_CONFLICT, "Nobody deactivates themselves"},
    {"account.not_invited", ERR_CONFLICT, "Only who has not set a password yet is invited"},
    {"access.out_of_bounds", ERR_REFUSED, "The role may not have these rights, or must keep others"},
    {0},
};

static const NamedEnum enums[] = {
    {"Role", role_names, "What a person is in a space"},
    {"PersonState", person_state_names, "Where a person stands"},
    {"Language", language_names, "Languages of screens and mails"},
    {"Theme", theme_names, "Colours of the screens"},
    {0},
};

const Surface account_surface = {.name = "account", .routes = routes, .errors = errors, .enums = enums};
