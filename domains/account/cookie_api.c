/* The session's cookie, and who it stands for (OPERATIONS §10). On https it is __Host-sid with Secure; on loopback http
 * plain sid, since old browsers refuse Secure there; on any other http __Host-sid again, which browsers then drop: a
 * session must not travel in clear. */
#include "domains/account/account_api.h"
#include "domains/account/request_api.h"
#include "kernel/http/headers.h"

static bool host_is(Str host, Str name)
{
    return str_equal_nocase(host, name) || (str_starts(host, name) && host.n > name.n && host.at[name.n] == ':');
}

static bool on_loopback_http(const Req *q)
{
    Str host = q->in->host;
    return !q->in->https &&
           (host_is(host, STR("localhost")) || host_is(host, STR("127.0.0.1")) || host_is(host, STR("[::1]")));
}

static Str cookie_name(const Req *q)
{
    return on_loopback_http(q) ? STR("sid") : STR("__Host-sid");
}

Rc cookie_read(const Req *q, Bearer *ret)
{
    return bearer_parse(header_cookie(q->in->cookie, cookie_name(q)), ret);
}

Rc cookie_write(Req *q, Str bearer, Str *ret)
{
    Str name = cookie_name(q);
    return str_format(q->cx->arena, ret, "%.*s=%.*s; Path=/; HttpOnly; SameSite=Lax%s%s", STR_ARG(name),
                      STR_ARG(bearer), on_loopback_http(q) ? "" : "; Secure", bearer.n ? "" : "; Max-Age=0");
}

/* Whether the space is still open to its people is asked of the platform when the session's row is about to be written
 * anyway, once a minute: other requests cost no second statement, and a suspension holds within SESSION_SEEN_EVERY_MS.
 */
static Rc check_space(Req *q, const Bearer *bearer, const SessionRow *row)
{
    Db *platform;
    if (!session_seen_due(q->cx, row))
        return OK;
    TRY(store_platform(q->cx, q->stores, &platform));
    Rc rc = space_check_active(q->cx, platform, &bearer->space);
    return rc == ERR_MISSING ? ERR_UNKNOWN : rc;
}

Rc account_authenticate(Req *q, Principal *ret)
{
    Bearer bearer;
    SessionRow row;
    Db *db;
    SignInDoor door = request_door(q);
    TRY(cookie_read(q, &bearer));
    Rc rc = store_space(q->cx, q->stores, &bearer.space, &db);
    if (rc == ERR_MISSING)
        return ERR_UNKNOWN;
    TRY(rc);
    TRY(session_find(q->cx, db, &bearer, &door.limits, &row));
    TRY(check_space(q, &bearer, &row));
    session_seen(q->cx, db, &row);
    Principal who = {
        .person = row.person, .session = row.id, .space = bearer.space, .rights = row.rights, .by_cookie = true};
    TRY(bearer_csrf(q->cx, bearer.token, &who.csrf_token));
    *ret = who;
    return OK;
}
