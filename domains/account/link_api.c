/* Forgotten passwords, and the links that mails carry. All public: who holds the link is who it was sent to. */
#include "domains/account/link.h"
#include "domains/account/password_rule.h"
#include "domains/account/request_api.h"
#include "domains/account/reset.h"

typedef struct {
    Str email;
} EmailBody;
static const Member email_members[] = {
    MEMBER_TEXT(EmailBody, email, TEXT_EMAIL, 3, PERSON_EMAIL_MAX, "Where to send the link, if it is known"),
};
SHAPE(email_shape, "PasswordReset", EmailBody, email_members, "Who forgot the password");

typedef struct {
    Str token;
} TokenBody;
static const Member token_members[] = {
    MEMBER_TEXT(TokenBody, token, TEXT_TOKEN, 1, 120, "What the link carries behind its #"),
};
SHAPE(link_token_shape, "AccessLinkToken", TokenBody, token_members, "A link");

typedef struct {
    Str token, password;
} RedeemBody;
static const Member redeem_members[] = {
    MEMBER_TEXT(RedeemBody, token, TEXT_TOKEN, 1, 120, "What the link carries behind its #"),
    MEMBER_TEXT(RedeemBody, password, TEXT_SECRET, 1, PASSWORD_MAX, "The new password"),
};
SHAPE(link_redeem_shape, "AccessLinkRedeem", RedeemBody, redeem_members, "A link and the password it sets");

typedef struct {
    int purpose;
    Str email, first_name;
    int language;
    Str space_name;
    int64_t expires_ms, password_min;
} LinkDocument;
static const Member link_members[] = {
    MEMBER_ENUM(LinkDocument, purpose, link_purpose_names, "What the link is for"),
    MEMBER_TEXT(LinkDocument, email, TEXT_EMAIL, 3, PERSON_EMAIL_MAX, "Whose it is"),
    MEMBER_TEXT(LinkDocument, first_name, TEXT_LINE, 1, PERSON_NAME_MAX, "Their first name"),
    MEMBER_ENUM(LinkDocument, language, language_names, "Their language"),
    MEMBER_TEXT(LinkDocument, space_name, TEXT_LINE, 1, SPACE_NAME_MAX, "Where it leads"),
    MEMBER_TIME(LinkDocument, expires_ms, "Void from then on"),
    MEMBER_INT(LinkDocument, password_min, PASSWORD_MIN, PASSWORD_MAX, "Fewest characters of the password"),
};
SHAPE(link_view_shape, "AccessLink", LinkDocument, link_members, "What a link is for");

Rc reset_post(Req *q, Reply *r)
{
    (void)r;
    const EmailBody *body = q->body;
    return reset_ask(q->cx, q->stores, body->email, q->in->address);
}

Rc link_post_check(Req *q, Reply *r)
{
    const TokenBody *body = q->body;
    LinkView view;
    SignInDoor door = request_door(q);
    TRY(link_check(q->cx, &door, body->token, &view));
    LinkDocument *d = arena_get(q->cx->arena, sizeof *d);
    if (!d)
        return ERR_NOMEM;
    *d = (LinkDocument){(int)view.link.purpose,
                        view.person.email,
                        view.person.first_name,
                        language_index(view.person.language),
                        view.space.name,
                        view.link.expires_ms,
                        (int64_t)password_rule_min(view.person.roles)};
    r->object = d;
    return OK;
}

Rc link_post_redeem(Req *q, Reply *r)
{
    const RedeemBody *body = q->body;
    SignInDoor door = request_door(q);
    SessionClient client = request_client(q);
    SignedIn *in = arena_get(q->cx->arena, sizeof *in);
    if (!in)
        return ERR_NOMEM;
    TRY(link_redeem(q->cx, &door, body->token, body->password, &client, in));
    return signed_in_reply(q, r, in);
}
