/* A connection as superuser makes and drops; the rest goes as the product's role. */
#include "kernel/store/test_server.h"

#include "base/clock.h"
#include "base/mem.h"

#include <libpq-fe.h>

enum { TEXT_ROOM = 1024 };

struct TestServer {
    PGconn *admin;
    char name[40];
    char url[TEXT_ROOM];
};

static bool ran(PGconn *conn, const char *sql)
{
    PGresult *r = PQexec(conn, sql);
    ExecStatusType status = PQresultStatus(r);
    bool held = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!held)
        fprintf(stderr, "test server: %s", PQerrorMessage(conn));
    PQclear(r);
    return held;
}

static PGconn *connected(const char *url)
{
    PGconn *conn = PQconnectdb(url);
    if (PQstatus(conn) == CONNECTION_OK && ran(conn, "SET client_min_messages = warning"))
        return conn;
    PQfinish(conn);
    return NULL;
}

/* postgresql://role@host/kair?x → postgresql://role@host/NAME?x */
static void with_database(const char *url, const char *name, char ret[TEXT_ROOM])
{
    const char *authority = strstr(url, "://");
    const char *path = authority ? strchr(authority + 3, '/') : NULL;
    const char *query = strchr(url, '?');
    size_t before = path ? (size_t)(path - url) : query ? (size_t)(query - url) : strlen(url);
    snprintf(ret, TEXT_ROOM, "%.*s/%s%s", (int)before, url, name, query ? query : "");
}

static bool create(TestServer *s, const char *url)
{
    char sql[TEXT_ROOM];
    PGconn *role = connected(url);
    if (!role)
        return false;
    char *owner = PQescapeIdentifier(s->admin, PQuser(role), strlen(PQuser(role)));
    PQfinish(role);
    snprintf(sql, sizeof sql,
             "CREATE DATABASE \"%s\" OWNER %s TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
             " LOCALE_PROVIDER icu ICU_LOCALE 'en'",
             s->name, owner);
    PQfreemem(owner);
    with_database(url, s->name, s->url);
    return ran(s->admin, sql);
}

const char *test_server_open(TestServer **ret)
{
    const char *url = getenv("KAIR_TEST_POSTGRES"), *admin = getenv("KAIR_TEST_POSTGRES_ADMIN");
    if (!url || !*url)
        return "PostgreSQL: KAIR_TEST_POSTGRES is not set";
    TestServer *s = mem_get(sizeof *s);
    if (!s)
        return "no memory";
    uint64_t chance;
    random_system.fill(&random_system, &chance, sizeof chance);
    snprintf(s->name, sizeof s->name, "kair_test_%016llx", (unsigned long long)chance);
    s->admin = connected(admin && *admin ? admin : url);
    if (s->admin && create(s, url)) {
        *ret = s;
        return NULL;
    }
    PQfinish(s->admin);
    mem_free(s);
    return "PostgreSQL: the server of KAIR_TEST_POSTGRES makes no database";
}

void test_server_close(TestServer *s)
{
    if (!s)
        return;
    char sql[TEXT_ROOM];
    snprintf(sql, sizeof sql, "DROP DATABASE IF EXISTS \"%s\" WITH (FORCE)", s->name);
    ran(s->admin, sql);
    PQfinish(s->admin);
    mem_free(s);
}

Str test_server_url(const TestServer *s)
{
    return str_of(s->url);
}

const char *test_server_ask(Str url, const char *sql)
{
    static _Thread_local char answer[TEXT_ROOM];
    char address[TEXT_ROOM];
    snprintf(address, sizeof address, "%.*s", STR_ARG(url));
    PGconn *conn = connected(address);
    PGresult *r = conn ? PQexec(conn, sql) : NULL;
    ExecStatusType status = PQresultStatus(r);
    bool held = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!held)
        fprintf(stderr, "test server: %s", conn ? PQerrorMessage(conn) : "no connection\n");
    snprintf(answer, sizeof answer, "%s", held && PQntuples(r) > 0 ? PQgetvalue(r, 0, 0) : "");
    PQclear(r);
    PQfinish(conn);
    return held ? answer : NULL;
}

int test_server_end_sessions(Str url)
{
    const char *count = test_server_ask(url, "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid, 10000))"
                                             " FROM pg_stat_activity"
                                             " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    int64_t n;
    return count && str_i64(str_of(count), &n) == OK ? (int)n : -1;
}
