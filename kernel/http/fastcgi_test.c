/* The pool over a real socket, with a FastCGI client of a few lines: kept connections, bodies at their limit, drain. */
#include "kernel/http/fastcgi.h"
#include "tests/check.h"

#include <semaphore.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { BEGIN = 1, END = 3, PARAMS = 4, STDIN = 5, STDOUT = 6, RECORD_MAX = 65528, REPLY_ROOM = 65536 };

/* A handler under way says so, and waits to be let go: tests order two threads without sleeping. */
static sem_t entered, let_go;

static Rc echo(Req *q, Reply *r)
{
    r->content_type = "text/plain";
    buf_format(&r->raw, "%.*s %zu %s", STR_ARG(q->parts[0]), q->in->body.n, q->in->https ? "https" : "http");
    return OK;
}

static Rc slow(Req *q, Reply *r)
{
    (void)q;
    sem_post(&entered);
    sem_wait(&let_go);
    r->content_type = "text/plain";
    buf_put(&r->raw, STR("at last"));
    return OK;
}

static Rc inject(Req *q, Reply *r)
{
    (void)q;
    r->status = 303;
    r->location = STR("/a\r\nSet-Cookie: x=1");
    r->cache_control = STR("no-cache");
    return OK;
}

static Rc part(Req *q, Reply *r)
{
    char text[64] = " none";
    FILE *file = q->in->body_file.n ? fopen(q->in->body_file.at, "r") : NULL;
    if (file) {
        text[fread(text, 1, sizeof text - 1, file)] = 0;
        fclose(file);
    }
    reply_header(r, "Tus-Resumable", STR("1.0.0"));
    r->content_type = "text/plain";
    buf_format(&r->raw, "%s %lld", text, (long long)q->in->body_file_size);
    return OK;
}

static const Route routes[] = {
    ROUTE("PUT", "/part/{word}", part, RIGHT_PUBLIC, "Put", .flags = ROUTE_FILE_BODY),
    ROUTE("GET", "/echo/{word}", echo, RIGHT_PUBLIC, "Echo"),
    ROUTE("POST", "/echo/{word}", echo, RIGHT_PUBLIC, "Echo", .flags = ROUTE_LARGE_BODY),
    ROUTE("GET", "/slow", slow, RIGHT_PUBLIC, "Wait"),
    ROUTE("GET", "/inject", inject, RIGHT_PUBLIC, "Go elsewhere"),
    ROUTE("GET", "/metrics", echo, RIGHT_PUBLIC, "Metrics", .flags = ROUTE_METRICS),
    {0},
};
static const Surface surface = {"echo", routes, NULL, NULL};
static const Surface *const surfaces[] = {&surface, NULL};

typedef struct {
    RouteTable *table;
    Api api;
    FastcgiPool *pool;
    char path[300];
} Server;

static bool start(Check *c, Server *s)
{
    *s = (Server){0};
    snprintf(s->path, sizeof s->path, "%s/socket", check_folder(c));
    if (!CHECK(c, route_table_new(surfaces, &s->table) == OK))
        return false;
    s->api.routes = s->table;
    FastcgiConf conf = {.socket_path = s->path, .threads = 3, .arena_bytes = 16 << 20};
    return CHECK(c, fastcgi_start(check_ctx(c), &conf, &s->api, &s->pool) == OK);
}

static void stop(Server *s)
{
    fastcgi_drain(s->pool, 10000);
    fastcgi_free(s->pool);
    route_table_free(s->table);
}

static int dial(const Server *s)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    memcpy(address.sun_path, s->path, strlen(s->path));
    if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
        return fd;
    close(fd);
    return -1;
}

static bool send_all(int fd, const char *at, size_t n)
{
    while (n) {
        ssize_t done = send(fd, at, n, MSG_NOSIGNAL);
        if (done <= 0)
            return false;
        at += done;
        n -= (size_t)done;
    }
    return true;
}

static bool receive_all(int fd, char *at, size_t n)
{
    while (n) {
        ssize_t done = recv(fd, at, n, 0);
        if (done <= 0)
            return false;
        at += done;
        n -= (size_t)done;
    }
    return true;
}

static bool send_record(int fd, int type, const char *at, size_t n)
{
    char head[8] = {1, (char)type, 0, 1, (char)(n >> 8), (char)n, 0, 0};
    return send_all(fd, head, sizeof head) && send_all(fd, at, n);
}

/* NAME=value words into FastCGI name-value pairs. */
static size_t write_params(char *to, const char *const *words)
{
    size_t n = 0;
    for (; *words; words++) {
        Str value = str_of(*words), name;
        str_cut(&value, '=', &name);
        to[n++] = (char)name.n;
        to[n++] = (char)(value.n >> 24 | 0x80);
        to[n++] = (char)(value.n >> 16);
        to[n++] = (char)(value.n >> 8);
        to[n++] = (char)value.n;
        memcpy(to + n, name.at, name.n);
        memcpy(to + n + name.n, value.at, value.n);
        n += name.n + value.n;
    }
    return n;
}

static bool send_request(int fd, const char *const *words, const char *body, size_t n)
{
    static const char keep[8] = {0, 1, 1};
    char params[8192];
    if (!send_record(fd, BEGIN, keep, sizeof keep) || !send_record(fd, PARAMS, params, write_params(params, words)) ||
        !send_record(fd, PARAMS, NULL, 0))
        return false;
    for (size_t at = 0; at < n; at += RECORD_MAX)
        if (!send_record(fd, STDIN, body + at, n - at < RECORD_MAX ? n - at : RECORD_MAX))
            return false;
    return send_record(fd, STDIN, NULL, 0);
}

/* What came on standard output until the end of the request, terminated; false when the connection ended before. */
static bool receive_reply(int fd, char *reply)
{
    size_t have = 0;
    for (;;) {
        unsigned char head[8];
        static char content[65536 + 256];
        if (!receive_all(fd, (char *)head, sizeof head))
            return false;
        size_t n = (size_t)(head[4] << 8 | head[5]);
        if (!receive_all(fd, content, n + head[6]))
            return false;
        if (head[1] == STDOUT && have + n < REPLY_ROOM) {
            memcpy(reply + have, content, n);
            have += n;
        }
        reply[have] = 0;
        if (head[1] == END)
            return true;
    }
}

static bool ask(int fd, const char *const *words, const char *body, size_t n, char *reply)
{
    reply[0] = 0;
    return send_request(fd, words, body, n) && receive_reply(fd, reply);
}

#define WORDS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define HAS(c, reply, part)                                 \
    do {                                                    \
        if (!CHECK(c, strstr(reply, part)))                 \
            check_say(c, "\"%s\" not in: %s", part, reply); \
    } while (0)
#define GET(target) WORDS("REQUEST_METHOD=GET", "REQUEST_URI=" target)

static char reply[REPLY_ROOM];

static void a_kept_connection_serves_many_requests(Check *c)
{
    Server s;
    if (!start(c, &s))
        return;
    int fd = dial(&s);
    for (int i = 0; i < 50; i++) {
        REQUIRE(c, ask(fd, WORDS("REQUEST_METHOD=GET", "REQUEST_URI=/echo/a?x=1", "QUERY_STRING=x=1"), NULL, 0, reply));
        HAS(c, reply, "Status: 400 Bad Request\r\n"); /* the query is held to the route's shape */
        REQUIRE(c, ask(fd, WORDS("REQUEST_METHOD=GET", "REQUEST_URI=/echo/h%69", "HTTPS=on"), NULL, 0, reply));
        HAS(c, reply, "Status: 200 OK\r\nContent-Type: text/plain\r\n");
        HAS(c, reply, "Cache-Control: no-store\r\n");
        HAS(c, reply, "Content-Length: 10\r\n\r\nhi 0 https");
    }
    close(fd);
    stop(&s);
}

static void head_gets_headers_without_a_body(Check *c)
{
    Server s;
    if (!start(c, &s))
        return;
    int fd = dial(&s);
    REQUIRE(c, ask(fd, WORDS("REQUEST_METHOD=HEAD", "REQUEST_URI=/echo/hi"), NULL, 0, reply));
    HAS(c, reply, "Content-Length: 9\r\n\r\n");
    CHECK(c, !strstr(reply, "hi 0"));
    close(fd);
    stop(&s);
}

static void a_body_passes_at_the_ceiling_and_not_above(Check *c)
{
    static char body[HTTP_BODY_LARGE + 1];
    char length[64];
    Server s;
    if (!start(c, &s))
        return;
    int fd = dial(&s);
    for (int more = 0; more < 2; more++) {
        snprintf(length, sizeof length, "CONTENT_LENGTH=%d", HTTP_BODY_LARGE + more);
        REQUIRE(c, ask(fd, WORDS("REQUEST_METHOD=POST", "REQUEST_URI=/echo/a", length), body,
                       (size_t)(HTTP_BODY_LARGE + more), reply));
        HAS(c, reply, more ? "Status: 413 Content Too Large\r\n" : "a 3145728 http");
    }
    REQUIRE(c, ask(fd, GET("/echo/still"), NULL, 0, reply));
    HAS(c, reply, "still 0 http");
    close(fd);
    stop(&s);
}

static void a_body_that_never_came_whole_is_malformed(Check *c)
{
    Server s;
    if (!start(c, &s))
        return;
    int fd = dial(&s);
    REQUIRE(c, ask(fd, WORDS("REQUEST_METHOD=POST", "REQUEST_URI=/echo/a", "CONTENT_LENGTH=10"), "12345", 5, reply));
    HAS(c, reply, "Status: 400 Bad Request\r\n");
    HAS(c, reply, "\"field\":\"Content-Length\"");
    REQUIRE(c, ask(fd, WORDS("REQUEST_METHOD=POST", "REQUEST_URI=/echo/a", "CONTENT_LENGTH=-1"), NULL, 0, reply));
    HAS(c, reply, "Status: 400 Bad Request\r\n");
    close(fd);
    stop(&s);
}

/* What the front server writes down is measured, not believed, and nothing is read from the connection for it. */
static void a_body_in_a_file_is_measured(Check *c)
{
    char path[300], word[330];
    Server s;
    if (!start(c, &s))
        return;
    int fd = dial(&s);
    snprintf(path, sizeof path, "%s/body", check_folder(c));
    snprintf(word, sizeof word, "BODY_FILE=%s", path);
    FILE *file = fopen(path, "w");
    REQUIRE(c, file && fputs("seven b", file) >= 0 && fclose(file) == 0);
    REQUIRE(c, ask(fd,
                   WORDS("REQUEST_METHOD=PUT", "REQUEST_URI=/part/a", "CONTENT_LENGTH=99",
                         "CONTENT_TYPE=application/octet-stream", word),
                   NULL, 0, reply));
    HAS(c, reply, "seven b 7");
    HAS(c, reply, "Tus-Resumable: 1.0.0\r\n");
    REQUIRE(c, ask(fd,
                   WORDS("REQUEST_METHOD=PUT", "REQUEST_URI=/part/a", "CONTENT_TYPE=application/octet-stream",
                         "BODY_FILE=", "HTTP_BODY_FILE=/etc/passwd"),
                   NULL, 0, reply));
    HAS(c, reply, "\r\n\r\n none 0");
    REQUIRE(c, unlink(path) == 0);
    REQUIRE(c, ask(fd, WORDS("REQUEST_METHOD=PUT", "REQUEST_URI=/part/a", word), NULL, 0, reply));
    HAS(c, reply, "Status: 500 Internal Server Error\r\n");
    close(fd);
    stop(&s);
}

static void an_odd_path_is_refused_before_any_route(Check *c)
{
    static const char *const targets[] = {
        "REQUEST_URI=/echo/a%2Fb",  "REQUEST_URI=/echo/%00", "REQUEST_URI=/echo/../a", "REQUEST_URI=/echo/%2e%2e",
        "REQUEST_URI=/echo/%C0%80", "REQUEST_URI=/echo/%4",  "REQUEST_URI=echo",       "REQUEST_URI=",
        "REQUEST_URI=/echo/%0d%0a"};
    Server s;
    if (!start(c, &s))
        return;
    int fd = dial(&s);
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        REQUIRE(c, ask(fd, WORDS("REQUEST_METHOD=GET", targets[i]), NULL, 0, reply));
        HAS(c, reply, "Status: 400 Bad Request\r\n");
    }
    REQUIRE(c, ask(fd, WORDS("REQUEST_METHOD=GET", "HTTP_METRICS_LISTENER=1"), NULL, 0, reply));
    HAS(c, reply, "Status: 400 Bad Request\r\n");
    close(fd);
    stop(&s);
}

static void a_header_cannot_be_injected(Check *c)
{
    Server s;
    if (!start(c, &s))
        return;
    int fd = dial(&s);
    REQUIRE(c, ask(fd, GET("/inject"), NULL, 0, reply));
    HAS(c, reply, "Status: 303 See Other\r\n");
    HAS(c, reply, "Cache-Control: no-cache\r\n");
    CHECK(c, !strstr(reply, "Set-Cookie") && !strstr(reply, "Location"));
    close(fd);
    stop(&s);
}

static void the_request_id_of_the_front_server_is_kept(Check *c)
{
    Server s;
    if (!start(c, &s))
        return;
    int fd = dial(&s);
    REQUIRE(c,
            ask(fd, WORDS("REQUEST_METHOD=GET", "REQUEST_URI=/echo/a", "REQUEST_ID=0123456789abcdef0123456789abcdef"),
                NULL, 0, reply));
    HAS(c, reply, "X-Request-Id: 0123456789abcdef0123456789abcdef\r\n");
    REQUIRE(
        c, ask(fd, WORDS("REQUEST_METHOD=GET", "REQUEST_URI=/nowhere", "REQUEST_ID=<script>12345678"), NULL, 0, reply));
    CHECK(c, !strstr(reply, "script"));
    const char *id = strstr(reply, "\"request_id\":\"");
    CHECK(c, id && strspn(id + 14, "0123456789abcdef") == 16);
    close(fd);
    stop(&s);
}

static void metrics_stay_on_their_own_listener(Check *c)
{
    Server s;
    if (!start(c, &s))
        return;
    int fd = dial(&s);
    REQUIRE(c, ask(fd, GET("/metrics"), NULL, 0, reply));
    HAS(c, reply, "Status: 404 Not Found\r\n");
    REQUIRE(c, ask(fd, WORDS("REQUEST_METHOD=GET", "REQUEST_URI=/metrics", "METRICS_LISTENER=1"), NULL, 0, reply));
    HAS(c, reply, "Status: 200 OK\r\n");
    close(fd);
    stop(&s);
}

static void a_drain_ends_what_is_begun_and_drops_what_is_idle(Check *c)
{
    Server s;
    char end;
    sem_init(&entered, 0, 0);
    sem_init(&let_go, 0, 0);
    if (!start(c, &s))
        return;
    int idle = dial(&s), busy = dial(&s);
    REQUIRE(c, ask(idle, GET("/echo/a"), NULL, 0, reply));
    REQUIRE(c, send_request(busy, GET("/slow"), NULL, 0));
    sem_wait(&entered);
    fastcgi_drain(s.pool, 0); /* no grace: only the idle threads are joined */
    CHECK(c, recv(idle, &end, 1, 0) == 0);
    CHECK(c, dial(&s) < 0);
    sem_post(&let_go);
    REQUIRE(c, receive_reply(busy, reply));
    HAS(c, reply, "at last");
    CHECK(c, recv(busy, &end, 1, 0) == 0);
    fastcgi_drain(s.pool, 10000);
    fastcgi_free(s.pool);
    route_table_free(s.table);
    close(idle);
    close(busy);
    CHECK(c, access(s.path, F_OK) != 0);
}

static void a_stale_socket_is_replaced(Check *c)
{
    Server s;
    if (!start(c, &s))
        return;
    FastcgiPool *first = s.pool, *second = NULL;
    FastcgiConf conf = {.socket_path = s.path, .threads = 2, .arena_bytes = 1 << 20};
    REQUIRE(c, fastcgi_start(check_ctx(c), &conf, &s.api, &second) == OK);
    int fd = dial(&s);
    REQUIRE(c, ask(fd, GET("/echo/new"), NULL, 0, reply));
    HAS(c, reply, "new 0 http");
    close(fd);
    fastcgi_drain(first, 10000);
    fastcgi_free(first);
    s.pool = second;
    stop(&s);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a kept connection serves many requests", a_kept_connection_serves_many_requests},
        {"HEAD gets headers without a body", head_gets_headers_without_a_body},
        {"a body passes at the ceiling and not above", a_body_passes_at_the_ceiling_and_not_above},
        {"a body that never came whole is malformed", a_body_that_never_came_whole_is_malformed},
        {"a body in a file is measured and not read from the connection", a_body_in_a_file_is_measured},
        {"an odd path is refused before any route", an_odd_path_is_refused_before_any_route},
        {"a header cannot be injected", a_header_cannot_be_injected},
        {"the request id of the front server is kept", the_request_id_of_the_front_server_is_kept},
        {"metrics stay on their own listener", metrics_stay_on_their_own_listener},
        {"a drain ends what is begun and drops what is idle", a_drain_ends_what_is_begun_and_drops_what_is_idle},
        {"a stale socket is replaced", a_stale_socket_is_replaced},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
