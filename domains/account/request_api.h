/* What the handlers of this domain share: who asks, from where, under which limits; the session's cookie; the documents
 * of persons and sessions; and the handlers themselves, for the route table in account_api.c. */
#ifndef DOMAINS_ACCOUNT_REQUEST_API_H
#define DOMAINS_ACCOUNT_REQUEST_API_H

#include "domains/account/person_store.h"
#include "domains/account/sign_in.h"
#include "kernel/http/api.h"
#include "kernel/json/shape.h"

SignInDoor request_door(const Req *q);
SessionClient request_client(const Req *q);
/* The platform's database and the row of the space that the session is of. */
Rc request_space(Req *q, Db **ret_platform, Space *ret) MUST;
Rc request_place(Req *q, AccountPlace *ret, Db **ret_platform) MUST;

/* The bearer in the session's cookie. ERR_UNKNOWN. */
Rc cookie_read(const Req *q, Bearer *ret) MUST;
/* Set-Cookie with this value; an empty one removes it. */
Rc cookie_write(Req *q, Str bearer, Str *ret) MUST;

/* One person with the names of their groups, as `r->object`, version as ETag. */
Rc person_reply(Req *q, Reply *r, const Person *p) MUST;
/* Lists of roles from and to sets. */
typedef ListOf(int) RoleList;
RoleSet roles_of_list(const RoleList *list);
Rc roles_to_list(Ctx *cx, RoleSet roles, RoleList *ret) MUST;
int language_index(Str language);
extern const Member role_item, right_item;

/* The session that just began: cookie and document. */
Rc signed_in_reply(Req *q, Reply *r, const SignedIn *in) MUST;
Rc session_list_reply(Req *q, Reply *r, const Id *person) MUST;

typedef struct {
    Str slug, name;
} SpaceChoice;
extern const Shape sign_in_shape, session_shape, session_list_shape, choose_space_shape;
extern const Shape email_shape, link_token_shape, link_redeem_shape, link_view_shape;
extern const Shape me_shape, password_shape;
extern const Shape person_query_shape, person_new_shape, person_patch_shape, person_roles_shape;
extern const Shape role_list_shape, role_rights_shape, rights_shape;

Rc session_post(Req *q, Reply *r), session_get(Req *q, Reply *r), session_delete(Req *q, Reply *r);
Rc sessions_get(Req *q, Reply *r), sessions_delete(Req *q, Reply *r), sessions_delete_one(Req *q, Reply *r);
Rc me_patch(Req *q, Reply *r), me_put_password(Req *q, Reply *r);
Rc reset_post(Req *q, Reply *r), link_post_check(Req *q, Reply *r), link_post_redeem(Req *q, Reply *r);
Rc persons_get(Req *q, Reply *r), persons_post(Req *q, Reply *r);
Rc person_get(Req *q, Reply *r), person_patch(Req *q, Reply *r), person_put_roles(Req *q, Reply *r);
Rc person_post_deactivate(Req *q, Reply *r), person_post_reactivate(Req *q, Reply *r);
Rc person_post_invitation(Req *q, Reply *r);
Rc person_sessions_get(Req *q, Reply *r), person_sessions_delete(Req *q, Reply *r);
Rc roles_get(Req *q, Reply *r), role_put_rights(Req *q, Reply *r);

#endif
