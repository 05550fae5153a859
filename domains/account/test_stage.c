/* The stage of this domain's tests. */
#include "domains/account/test_stage.h"

#include "domains/account/directory.h"
#include "domains/account/person.h"
#include "domains/audit/audit.h"
#include "kernel/conf/conf.h"
#include "kernel/store/sql_all.h"

static void require(bool held, const char *what)
{
    if (held)
        return;
    fprintf(stderr, "stage: %s failed\n", what);
    abort();
}

static void make_space(Stage *s, const char *slug, SpaceKind kind, Space *ret)
{
    require(space_create(s->cx, s->d->thread, str_of(slug), str_of(slug), STR("fr"), kind, ret) == OK, "space_create");
}

static StageTest test_now; /* one test runs at a time */

static void play(Check *c, TestDatabase *d)
{
    static const Surface *const surfaces[] = {&account_surface, NULL};
    const PasswordCost cheap = {.memory_kib = 8, .passes = 1, .at_once = 4, .wait_ms = 10000};
    Stage s = {.c = c, .cx = check_ctx(c), .d = d};
    Buf complaints;
    buf_init(&complaints, s.cx->arena, 4096);
    require(crypt_init() == OK, "crypt_init");
    require(conf_load(s.cx, NULL, NULL, &complaints, &s.conf) == OK, "conf_load");
    require(password_gate_new(&cheap, &s.gate) == OK, "password_gate_new");
    require(route_table_new(surfaces, &s.routes) == OK, "route_table_new");
    s.api = (Api){.routes = s.routes,
                  .store = d->store,
                  .conf = s.conf,
                  .passwords = s.gate,
                  .authenticate = account_authenticate};
    s.door = (SignInDoor){.stores = d->thread,
                          .passwords = s.gate,
                          .limits = {.idle_ms = 30 * 60000, .admin_idle_ms = 15 * 60000, .life_ms = 12 * 3600000}};
    make_space(&s, "north", SPACE_CLIENT, &s.north);
    test_now(&s);
    route_table_free(s.routes);
    password_gate_free(s.gate);
    conf_free(s.conf);
}

void stage_each_engine(Check *c, StageTest run)
{
    test_now = run;
    database_each_engine(c, play);
}

const Space *stage_south(Stage *s)
{
    if (id_none(&s->south.id))
        make_space(s, "south", SPACE_CLIENT, &s->south);
    return &s->south;
}

const Space *stage_publisher(Stage *s)
{
    if (id_none(&s->publisher.id))
        make_space(s, SPACE_PUBLISHER_SLUG, SPACE_PUBLISHER, &s->publisher);
    return &s->publisher;
}

Db *stage_db(Stage *s, const Space *space)
{
    return database_open(s->c, s->d, &space->id);
}

Db *stage_platform(Stage *s)
{
    return database_platform(s->c, s->d);
}

typedef struct {
    PersonSpec spec;
    Str hash;
    Id id;
} Insert;

static Rc insert(Ctx *cx, Db *db, void *arg)
{
    Insert *job = arg;
    TRY(account_insert(cx, db, &(Actor){0}, &job->spec, &job->id));
    return job->hash.n ? account_set_password(cx, db, &job->id, job->hash) : OK;
}

static Person add(Stage *s, const Space *space, const char *email, RoleSet roles, Str hash)
{
    Str rest = str_of(email), name;
    (void)str_cut(&rest, '@', &name);
    Insert job = {.hash = hash,
                  .spec = {.first_name = name,
                           .last_name = STR("Martin"),
                           .email = str_of(email),
                           .language = STR("fr"),
                           .roles = roles}};
    require(db_write(s->cx, stage_db(s, space), insert, &job) == OK, "account_insert");
    Person p = stage_get(s, space, &job.id);
    directory_follow(s->cx, stage_platform(s), &space->id, &p);
    return p;
}

Person stage_person(Stage *s, const Space *space, const char *email, RoleSet roles)
{
    Str hash;
    require(password_hash(s->cx, s->gate, STR(GOOD_PASSWORD), &hash) == OK, "password_hash");
    return add(s, space, email, roles, hash);
}

Person stage_invited(Stage *s, const Space *space, const char *email, RoleSet roles)
{
    return add(s, space, email, roles, (Str){0});
}

Person stage_get(Stage *s, const Space *space, const Id *id)
{
    Person p = {0};
    require(account_get(s->cx, stage_db(s, space), id, &p) == OK, "account_get");
    return p;
}

int stage_call(Stage *s, const Call *call, Reply *ret)
{
    Ctx cx = *s->cx;
    Reply r;
    Str csrf = {0}, cookie = {0};
    Bearer bearer;
    cx.problem = (Problem){0};
    cx.id = STR("test");
    if (call->bearer && bearer_parse(str_of(call->bearer), &bearer) == OK)
        require(bearer_csrf(&cx, bearer.token, &csrf) == OK, "bearer_csrf");
    if (call->bearer)
        require(str_format(cx.arena, &cookie, "%s=%s", call->https ? "__Host-sid" : "sid", call->bearer) == OK,
                "cookie");
    HttpInput in = {
        .method = str_of(call->method),
        .path = str_of(call->path),
        .query = str_of(call->query),
        .content_type = call->body ? STR("application/json") : (Str){0},
        .body = str_of(call->body),
        .cookie = cookie,
        .csrf_token = call->no_csrf ? (Str){0} : csrf,
        .if_match = str_of(call->if_match),
        .user_agent = STR("tests/1"),
        .host = call->host ? str_of(call->host) : STR("localhost:8080"),
        .address = call->address ? str_of(call->address) : STR("192.0.2.1"),
        .https = call->https,
    };
    api_run(&cx, &s->api, s->d->thread, &in, &r);
    if (ret)
        *ret = r;
    return r.status;
}

bool stage_has(const Reply *r, const char *text)
{
    Str body = buf_str(&r->body), part = str_of(text);
    return part.n && body.n && memmem(body.at, body.n, part.at, part.n);
}

bool stage_expect(Stage *s, const Call *call, int status, const char *code, const char *file, int line)
{
    Reply r;
    Str quoted = STR("");
    int got = stage_call(s, call, &r);
    bool held = got == status;
    if (code) {
        require(str_format(s->cx->arena, &quoted, "\"code\":\"%s\"", code) == OK, "str_format");
        held = held && stage_has(&r, quoted.at);
    }
    if (!held)
        check_say(s->c, "%s %s: %d %.*s", call->method, call->path, got, STR_ARG(buf_str(&r.body)));
    return check_note(s->c, held, file, line, code ? code : "status");
}

const char *stage_member(Stage *s, const Reply *r, const char *name)
{
    Str body = buf_str(&r->body), key, value;
    require(str_format(s->cx->arena, &key, "\"%s\":", name) == OK, "str_format");
    const char *at = body.n ? memmem(body.at, body.n, key.at, key.n) : NULL;
    if (!at)
        return "";
    Str rest = {at + key.n, body.n - (size_t)(at - body.at) - key.n};
    size_t n = 0;
    bool text = rest.n && rest.at[0] == '"';
    if (text)
        rest = (Str){rest.at + 1, rest.n - 1};
    while (n < rest.n && (text ? rest.at[n] != '"' : rest.at[n] != ',' && rest.at[n] != '}'))
        n++;
    require(str_copy(s->cx->arena, (Str){rest.at, n}, &value) == OK, "str_copy");
    return value.at;
}

const char *stage_sign_in(Stage *s, const char *email, const char *password)
{
    Reply r;
    Str body, value, part;
    require(str_format(s->cx->arena, &body, "{\"email\":\"%s\",\"password\":\"%s\"}", email, password) == OK, "body");
    if (stage_call(s, &(Call){.method = "POST", .path = "/api/v1/session", .body = body.at}, &r) != 201)
        return "";
    Str rest = r.set_cookie;
    require(str_cut(&rest, '=', &part) && str_cut(&rest, ';', &part), "cookie");
    require(str_copy(s->cx->arena, part, &value) == OK, "str_copy");
    return value.at;
}

const char *stage_path(Stage *s, const Id *id, const char *rest)
{
    Str path;
    require(str_format(s->cx->arena, &path, "/api/v1/persons/%s%s", id->text, rest) == OK, "path");
    return path.at;
}

enum { MAILS_SEEN = 200 };

/* Newest first. */
static size_t mails_to(Stage *s, const Space *space, const char *to, Id ids[MAILS_SEEN])
{
    AUTO_STMT st = db_stmt(stage_db(s, space), SQL_notify_mail_list_newest);
    stmt_put_int(st, MAILS_SEEN);
    size_t n = 0;
    while (n < MAILS_SEEN && stmt_row(s->cx, st) == OK) {
        Id id = stmt_id(st);
        (void)stmt_int(st);
        if (str_equal(stmt_text(s->cx, st), str_of(to)))
            ids[n++] = id;
    }
    return n;
}

int64_t stage_mails(Stage *s, const Space *space, const char *to)
{
    Id ids[MAILS_SEEN];
    return (int64_t)mails_to(s, space, to, ids);
}

const char *stage_link(Stage *s, const Space *space, const char *to)
{
    Id ids[MAILS_SEEN];
    Str token;
    if (mails_to(s, space, to, ids) == 0)
        return "";
    AUTO_STMT st = db_stmt(stage_db(s, space), SQL_notify_mail_get);
    stmt_put_id(st, &ids[0]);
    require(stmt_row(s->cx, st) == OK, "mail");
    (void)stmt_id(st), (void)stmt_int(st), (void)stmt_text(s->cx, st), (void)stmt_text(s->cx, st);
    Str text = stmt_text(s->cx, st), mark = STR("/access#");
    const char *at = memmem(text.at, text.n, mark.at, mark.n);
    if (!at)
        return "";
    require(str_copy(s->cx->arena, (Str){at + mark.n, BEARER_TEXT}, &token) == OK, "token");
    return token.at;
}

int64_t stage_audited(Stage *s, const Space *space, int action)
{
    AuditPage page = {0};
    AuditSearch search = {.action = str_of(audit_action_names[action]), .to_ms = INT64_MAX, .after_ms = -1, .limit = 1};
    require(audit_list(s->cx, stage_db(s, space), &search, &page) == OK, "audit_list");
    return page.total;
}
