/* The front server's configuration, written at each start from the template nginx.conf.in. Knows paths, ports, routes
 * with large bodies and the policy of the browser side; starts nothing. */
#ifndef APPS_KAIR_NGINX_CONF_H
#define APPS_KAIR_NGINX_CONF_H

#include "kernel/conf/conf.h"

/* Below the data folder: everything that lives only while the program runs. */
#define RUN_FOLDER "run"
#define RUN_API_SOCKET "run/api.sock"   /* FastCGI */
#define RUN_HTTP_SOCKET "run/http.sock" /* the front server for callers on this machine: worker, readiness */
#define RUN_NGINX_CONF "run/nginx.conf"
#define RUN_ACCESS_LOG "run/access.log"

/* Makes the folders and writes nginx.conf, fastcgi.conf and the error pages. ERR_INVALID with a sentence on
 * `complaints` when a path cannot stand in such a file; ERR_IO, also with a sentence. */
Rc nginx_conf_write(Ctx *cx, const Conf *conf, Buf *complaints) MUST;

/* Fixed names of the two templates, embedded by the build. */
extern const char template_nginx_conf[];
extern const char template_fastcgi_conf[];

/* What nginx itself answers: its status, the status and code that callers see, and the sentence of the page. */
typedef struct {
    int nginx_status, status;
    const char *code, *title, *french, *english;
} NginxProblem;
extern const NginxProblem nginx_problems[]; /* ends with an empty row */

/* The page of one problem, and the Content-Security-Policy source of its style ("'sha256-…'"). */
Rc nginx_problem_page(Ctx *cx, const NginxProblem *problem, Buf *out) MUST;
Rc nginx_page_style_source(Ctx *cx, Str *ret) MUST;

/* The policy of the whole site: OPERATIONS §10, with the hashes of `csp_json` (what the browser side keeps inline;
 * {NULL,0} = nothing) and the style of the error pages. ERR_INVALID when a hash is not one. */
Rc nginx_policy(Ctx *cx, Str csp_json, Str *ret) MUST;

#endif
