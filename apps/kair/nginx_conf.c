/* Fills the template of the front server's configuration. */
#include "apps/kair/nginx_conf.h"

#include "apps/kair/files.h"
#include "apps/kair/fill.h"
#include "apps/kair/surfaces.h"

#include <errno.h>
#include <inttypes.h>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    CONF_MAX = 256 << 10,
    PAGE_MAX = 8 << 10,
    CSP_JSON_MAX = 64 << 10,
    WORKERS_MAX = 4,
    FILES_WANTED = 8192,
    SOCKET_PATH_MAX = 107, /* sun_path of unix(7) without its terminator */
    GRACE_S = 20,
};
#define BROTLI_STATIC "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
#define BROTLI_FILTER "/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so"
#define MIME_TYPES "/etc/nginx/mime.types"

/* The file has no quoting that covers every byte of a path, so the few that matter are refused. */
static bool path_fits(Str path)
{
    for (size_t i = 0; i < path.n; i++) {
        unsigned char c = (unsigned char)path.at[i];
        if (c <= 0x20 || c == 0x7F || memchr("\"'\\$;{}#", c, 8))
            return false;
    }
    return true;
}

static Rc check_paths(const Conf *conf, Buf *complaints)
{
    static const ConfKey paths[] = {CONF_DATA_DIR, CONF_WEB_DIR, CONF_TLS_CERTIFICATE_FILE, CONF_TLS_KEY_FILE};
    Rc rc = OK;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        Str path = conf_text(conf, paths[i]);
        if (path_fits(path))
            continue;
        buf_format(complaints,
                   "The path %.*s has a blank or one of \" ' \\ $ ; { } # in it, which nginx cannot take.\n",
                   STR_ARG(path));
        rc = ERR_INVALID;
    }
    Str data = conf_text(conf, CONF_DATA_DIR);
    if (data.n + sizeof "/" RUN_HTTP_SOCKET > SOCKET_PATH_MAX) {
        buf_format(complaints, "The path of the data folder is longer than a socket below it allows: %.*s\n",
                   STR_ARG(data));
        rc = ERR_INVALID;
    }
    return rc;
}

static void put_listen(const Conf *conf, Buf *b)
{
    Str address = conf_text(conf, CONF_ADDRESS);
    bool six = memchr(address.at, ':', address.n) && address.at[0] != '[';
    bool tls = conf_text(conf, CONF_TLS_CERTIFICATE_FILE).n > 0;
    buf_format(b, "        listen %s%.*s%s:%" PRId64 " backlog=1024%s;\n", six ? "[" : "", STR_ARG(address),
               six ? "]" : "", conf_int(conf, CONF_PORT), tls ? " ssl http2" : "");
    if (!tls)
        return;
    buf_format(b,
               "        ssl_certificate %.*s;\n        ssl_certificate_key %.*s;\n"
               "        ssl_protocols TLSv1.2 TLSv1.3;\n        ssl_session_cache shared:kair_tls:2m;\n"
               "        ssl_session_tickets off;\n",
               STR_ARG(conf_text(conf, CONF_TLS_CERTIFICATE_FILE)), STR_ARG(conf_text(conf, CONF_TLS_KEY_FILE)));
}

static void put_metrics(const Conf *conf, Str run, Buf *b)
{
    if (conf_int(conf, CONF_METRICS_PORT) == 0)
        return;
    buf_format(b,
               "    server {\n        listen 127.0.0.1:%" PRId64 ";\n        access_log off;\n"
               "        location = /metrics {\n            include %.*s/fastcgi.conf;\n"
               "            fastcgi_param METRICS_LISTENER 1;\n        }\n"
               "        location / {\n            return 404;\n        }\n    }\n",
               conf_int(conf, CONF_METRICS_PORT), STR_ARG(run));
}

/* `fault`: what 500 of nginx itself means at this place. */
static void put_error_pages(Buf *b, const char *indent, int fault)
{
    for (const NginxProblem *p = nginx_problems; p->status; p++) {
        bool other = p->nginx_status == 500 && fault != 500;
        buf_format(b, "%serror_page %d =%d /errors/%d.html;\n", indent, p->nginx_status, other ? fault : p->status,
                   other ? fault : p->nginx_status);
    }
}

static void put_problems(Buf *pages, Buf *answers)
{
    put_error_pages(pages, "        ", 500);
    for (const NginxProblem *p = nginx_problems; p->status; p++) {
        buf_format(answers,
                   "        location = /answers/%d {\n            internal;\n            client_max_body_size 0;\n"
                   "            default_type application/problem+json;\n"
                   "            return %d '{\"type\":\"/problems/%s\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\","
                   "\"request_id\":\"$request_id\"}';\n        }\n",
                   p->nginx_status, p->status, p->code, p->title, p->status, p->code);
    }
}

/* `location ~ "^/api/v1/uploads/[^/]+$" {` */
static void put_location(const char *path, Buf *b)
{
    bool in_part = false;
    buf_put(b, STR("        location ~ \"^"));
    for (const char *c = path; *c; c++) {
        in_part = *c == '{' || (in_part && *c != '}');
        if (*c == '{')
            buf_put(b, STR("[^/]+"));
        else if (!in_part && *c == '.')
            buf_put(b, STR("\\."));
        else if (!in_part && *c != '}')
            buf_byte(b, *c);
    }
    buf_put(b, STR("$\" {\n"));
}

/* Whether a route before this one, with the same flag, has the same path: one location serves all its methods. */
static bool path_is_done(const Route *route, unsigned flag)
{
    for (const Surface *const *surface = app_surfaces; *surface; surface++)
        for (const Route *before = (*surface)->routes; before->method; before++) {
            if (before == route)
                return false;
            if ((before->flags & flag) && strcmp(before->path, route->path) == 0)
                return true;
        }
    return false;
}

static void put_large_body(const Route *route, Str run, Buf *b)
{
    put_location(route->path, b);
    buf_format(b, "            client_max_body_size %d;\n            include %.*s/fastcgi.conf;\n        }\n",
               HTTP_BODY_LARGE, STR_ARG(run));
}

/* The body goes into a file, whose path alone goes to the api; a client cannot name one, for its own headers come as
 * HTTP_… there. A part that has come whole is taken even when its client has gone: it will not have to come again. A
 * 500 of nginx's own is a file that could not be written: a full disk. */
static void put_file_body(const Route *route, Str run, Buf *b)
{
    put_location(route->path, b);
    buf_format(b,
               "            client_max_body_size %d;\n            client_body_in_file_only clean;\n"
               "            client_body_timeout 60s;\n            fastcgi_ignore_client_abort on;\n",
               HTTP_BODY_FILE);
    put_error_pages(b, "            ", 507);
    buf_format(b,
               "            include %.*s/fastcgi.conf;\n            fastcgi_pass_request_body off;\n"
               "            fastcgi_param BODY_FILE $request_body_file;\n        }\n",
               STR_ARG(run));
}

/* Locations of the routes with `flag`, from the route table itself. */
static void put_locations(unsigned flag, void (*put)(const Route *route, Str run, Buf *b), Str run, Buf *b)
{
    for (const Surface *const *surface = app_surfaces; *surface; surface++)
        for (const Route *route = (*surface)->routes; route->method; route++)
            if ((route->flags & flag) && !path_is_done(route, flag))
                put(route, run, b);
}

static Rc write_or_complain(Ctx *cx, Str folder, const char *name, const Buf *bytes, Buf *complaints)
{
    Str path;
    TRY(bytes->rc);
    TRY(str_format(cx->arena, &path, "%.*s/%s", STR_ARG(folder), name));
    Rc rc = file_write(cx, path.at, buf_str(bytes));
    if (rc == ERR_IO)
        buf_format(complaints, "%.*s cannot be written: %s.\n", STR_ARG(path), strerror(errno));
    return rc;
}

static Rc write_pages(Ctx *cx, Str run, Buf *complaints)
{
    Buf page;
    buf_init(&page, cx->arena, PAGE_MAX);
    for (const NginxProblem *p = nginx_problems; p->status; p++) {
        char name[32];
        snprintf(name, sizeof name, "errors/%d.html", p->nginx_status);
        buf_clear(&page);
        TRY(nginx_problem_page(cx, p, &page));
        TRY(write_or_complain(cx, run, name, &page, complaints));
    }
    return OK;
}

static Rc make_folders(Ctx *cx, Str run, Buf *complaints)
{
    static const char *const folders[] = {"nginx", "errors"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        Str path;
        TRY(str_format(cx->arena, &path, "%.*s/%s", STR_ARG(run), folders[i]));
        if (folder_make(path.at) == OK)
            continue;
        buf_format(complaints, "The data folder cannot be written: %.*s: %s.\n", STR_ARG(path), strerror(errno));
        return ERR_IO;
    }
    return OK;
}

static Rc read_policy(Ctx *cx, const Conf *conf, Buf *complaints, Str *ret)
{
    Str path, csp_json = {0};
    TRY(str_format(cx->arena, &path, "%s/csp.json", conf_text(conf, CONF_WEB_DIR).at));
    Rc rc = file_read(cx, path.at, CSP_JSON_MAX, &csp_json);
    if (rc == OK || rc == ERR_MISSING)
        rc = nginx_policy(cx, csp_json, ret);
    if (rc == ERR_INVALID || rc == ERR_LIMIT || rc == ERR_IO)
        buf_format(complaints, "%.*s is not what a build of the browser side writes.\n", STR_ARG(path));
    return rc;
}

static Rc number(Ctx *cx, int64_t n, Str *ret)
{
    return str_format(cx->arena, ret, "%" PRId64, n);
}

/* The pieces of the file that are more than one word. */
typedef struct {
    Buf listen, metrics, pages, answers, large, files, modules;
} Pieces;

static Rc put_pieces(Ctx *cx, const Conf *conf, Str run, Pieces *ret)
{
    Buf *const all[] = {&ret->listen, &ret->metrics, &ret->pages,  &ret->answers,
                        &ret->large,  &ret->files,   &ret->modules};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        buf_init(all[i], cx->arena, CONF_MAX);
    put_listen(conf, &ret->listen);
    put_metrics(conf, run, &ret->metrics);
    put_problems(&ret->pages, &ret->answers);
    put_locations(ROUTE_LARGE_BODY, put_large_body, run, &ret->large);
    put_locations(ROUTE_FILE_BODY, put_file_body, run, &ret->files);
    if (access(BROTLI_FILTER, R_OK) == 0)
        buf_put(&ret->modules, STR("load_module " BROTLI_FILTER ";\n"));
    if (access(BROTLI_STATIC, R_OK) == 0)
        buf_put(&ret->modules, STR("load_module " BROTLI_STATIC ";\n"));
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        TRY(all[i]->rc);
    return OK;
}

/* What one process of nginx may have open: what we want, or what the machine allows. */
static int64_t open_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_max > FILES_WANTED)
        return FILES_WANTED;
    return (int64_t)limit.rlim_max;
}

/* Not those of the machine: when an operator or a container pins us to fewer, more workers only take turns there. */
static int64_t cores_allowed(void)
{
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : WORKERS_MAX; /* fails above 1024 cores */
}

static Rc write_nginx_conf(Ctx *cx, const Conf *conf, Str run, Buf *complaints)
{
    bool tls = conf_text(conf, CONF_TLS_CERTIFICATE_FILE).n > 0, filter = access(BROTLI_FILTER, R_OK) == 0;
    int64_t threads = conf_int(conf, CONF_THREADS), cores = cores_allowed();
    int64_t workers = cores < 1 ? 1 : cores > WORKERS_MAX ? WORKERS_MAX : cores;
    if (workers > threads / 2)
        workers = threads / 2 > 0 ? threads / 2 : 1;
    int64_t kept = threads / 2 / workers > 0 ? threads / 2 / workers : 1;
    Str workers_text, kept_text, files, connections, grace, body, csp, blobs;
    Pieces pieces;
    TRY(number(cx, workers, &workers_text));
    TRY(number(cx, kept, &kept_text));
    TRY(number(cx, open_files(), &files));
    TRY(number(cx, open_files() / 2, &connections)); /* a request takes two: its client's and the api's */
    TRY(number(cx, GRACE_S, &grace));
    TRY(number(cx, HTTP_BODY, &body));
    TRY(read_policy(cx, conf, complaints, &csp));
    TRY(str_format(cx->arena, &blobs, "%s/blobs", conf_text(conf, CONF_DATA_DIR).at));
    TRY(put_pieces(cx, conf, run, &pieces));
    const FillValue values[] = {
        {"USER", geteuid() == 0 ? STR("user root;") : STR("")},
        {"LOAD_MODULES", buf_str(&pieces.modules)},
        {"BROTLI", access(BROTLI_STATIC, R_OK) == 0 ? STR("    brotli_static on;") : STR("")},
        {"BROTLI_PAGES", filter ? STR("            brotli on;\n            brotli_comp_level 6;") : STR("")},
        {"HSTS",
         tls ? STR("        add_header Strict-Transport-Security \"max-age=31536000; includeSubDomains\" always;")
             : STR("")},
        {"MIME_TYPES", STR(MIME_TYPES)},
        {"RUN", run},
        {"WEB", conf_text(conf, CONF_WEB_DIR)},
        {"BLOBS", blobs},
        {"CSP", csp},
        {"WORKERS", workers_text},
        {"KEPT", kept_text},
        {"FILES", files},
        {"CONNECTIONS", connections},
        {"GRACE_S", grace},
        {"BODY_MAX", body},
        {"LISTEN", buf_str(&pieces.listen)},
        {"METRICS", buf_str(&pieces.metrics)},
        {"ERROR_PAGES", buf_str(&pieces.pages)},
        {"PROBLEMS", buf_str(&pieces.answers)},
        {"LARGE_BODIES", buf_str(&pieces.large)},
        {"FILE_BODIES", buf_str(&pieces.files)},
        {0},
    };
    Buf b;
    buf_init(&b, cx->arena, CONF_MAX);
    TRY(fill_template(str_of(template_nginx_conf), values, &b));
    TRY(write_or_complain(cx, run, "nginx.conf", &b, complaints));
    buf_clear(&b);
    TRY(fill_template(str_of(template_fastcgi_conf), values, &b));
    return write_or_complain(cx, run, "fastcgi.conf", &b, complaints);
}

Rc nginx_conf_write(Ctx *cx, const Conf *conf, Buf *complaints)
{
    Str run;
    TRY(check_paths(conf, complaints));
    TRY(str_format(cx->arena, &run, "%s/" RUN_FOLDER, conf_text(conf, CONF_DATA_DIR).at));
    TRY(make_folders(cx, run, complaints));
    TRY(write_pages(cx, run, complaints));
    return write_nginx_conf(cx, conf, run, complaints);
}
