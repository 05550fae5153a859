/* Origin, Sec-Fetch-Site, token. */
#include "kernel/http/csrf.h"

#include "kernel/conf/conf.h"
#include "kernel/crypt/crypt.h"

static Rc refuse(Req *q, const char *header)
{
    return fail(q->cx, ERR_DENIED, "http.csrf", header);
}

/* The configured origin, or the very host this request went to: a foreign page cannot choose its own Origin. */
static bool is_own_origin(const Req *q, Str origin)
{
    Str scheme = q->in->https ? STR("https://") : STR("http://");
    if (q->api->conf && str_equal_nocase(origin, conf_origin(q->api->conf)))
        return true;
    return q->in->host.n && str_starts(origin, scheme) &&
           str_equal_nocase((Str){origin.at + scheme.n, origin.n - scheme.n}, q->in->host);
}

Rc csrf_check(Req *q)
{
    const HttpInput *in = q->in;
    if (in->origin.n && !is_own_origin(q, in->origin))
        return refuse(q, "Origin");
    if (in->fetch_site.n && !str_equal(in->fetch_site, STR("same-origin")))
        return refuse(q, "Sec-Fetch-Site");
    if (!q->who.by_cookie || (q->route->flags & ROUTE_NO_CSRF))
        return OK;
    Str expected = q->who.csrf_token;
    if (expected.n == 0 || in->csrf_token.n != expected.n || !secret_equal(in->csrf_token.at, expected.at, expected.n))
        return refuse(q, "X-CSRF-Token");
    return OK;
}
