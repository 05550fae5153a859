/* What nginx answers by itself when the api never sees a request or cannot be reached: one row for each. */
#include "apps/kair/nginx_conf.h"

#include "kernel/crypt/crypt.h"

const NginxProblem nginx_problems[] = {
    {400, 400, "http.malformed", "Bad Request", "La requête est mal formée.", "The request is malformed."},
    {404, 404, "http.missing", "Not Found", "Cette page n’existe pas.", "This page does not exist."},
    {405, 405, "http.method", "Method Not Allowed", "Cette adresse ne se prête pas à cette action.",
     "This address does not take this method."},
    {413, 413, "http.too_large", "Content Too Large", "L’envoi est trop volumineux.", "What was sent is too large."},
    {414, 414, "http.too_large", "URI Too Long", "L’adresse est trop longue.", "The address is too long."},
    {494, 431, "http.too_large", "Request Header Fields Too Large", "Les en-têtes de la requête sont trop longs.",
     "The headers of the request are too long."},
    {500, 500, "http.fault", "Internal Server Error", "Une erreur est survenue de notre côté. Elle est notée.",
     "Something went wrong on our side. It has been noted."},
    {502, 503, "http.busy", "Service Unavailable", "Le service redémarre. Réessayez dans un instant.",
     "The service is restarting. Try again in a moment."},
    {503, 503, "http.busy", "Service Unavailable", "Le service est très sollicité. Réessayez dans un instant.",
     "The service is very busy. Try again in a moment."},
    {504, 504, "http.busy", "Gateway Timeout", "La réponse se fait attendre. Réessayez dans un instant.",
     "The answer is late. Try again in a moment."},
    {507, 507, "blob.full", "Insufficient Storage", "Le serveur n’a plus de place. L’envoi pourra continuer plus tard.",
     "The server has no room left. The upload can go on later."},
    {0},
};

/* One text, so that its hash in the policy is the same for every page. */
#define STYLE                                                                                                     \
    ":root{color-scheme:light dark}"                                                                              \
    "body{margin:0;min-height:100vh;display:grid;place-items:center;font:1.0625rem/1.6 system-ui,sans-serif;"     \
    "background:#f7f7f5;color:#22252b}"                                                                           \
    "main{max-width:34rem;padding:2rem}h1{font-size:1.5rem;line-height:1.3;margin:0 0 .75rem}p{margin:0 0 .5rem}" \
    "a{color:inherit}small{opacity:.7}"                                                                           \
    "@media(prefers-color-scheme:dark){body{background:#17191d;color:#e8e8e4}}"

Rc nginx_problem_page(Ctx *cx, const NginxProblem *problem, Buf *out)
{
    (void)cx;
    buf_format(out,
               "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Kair</title>\n"
               "<style>%s</style>\n</head>\n<body>\n<main>\n<h1>%s</h1>\n<p lang=\"en\">%s</p>\n"
               "<p><a href=\"/\">Retour à l’accueil</a> · <a href=\"/\" lang=\"en\">Back to the start</a></p>\n"
               "<p><small>%d</small></p>\n</main>\n</body>\n</html>\n",
               STYLE, problem->french, problem->english, problem->status);
    return out->rc;
}

Rc nginx_page_style_source(Ctx *cx, Str *ret)
{
    Sha256 digest = sha256(STR(STYLE));
    Buf b;
    buf_init(&b, cx->arena, 64);
    buf_put(&b, STR("'sha256-"));
    size_t start = b.n;
    buf_base64url(&b, digest.bytes, sizeof digest.bytes);
    buf_put(&b, STR("='")); /* 32 bytes end in one sign of padding */
    TRY(b.rc);
    for (size_t i = start; i < b.n; i++) /* the policy wants the standard alphabet of RFC 4648 §4 */
        b.at[i] = b.at[i] == '-' ? '+' : b.at[i] == '_' ? '/' : b.at[i];
    *ret = buf_str(&b);
    return OK;
}
