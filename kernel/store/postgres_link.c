/* Connecting, switching schema, and what an SQLSTATE means. */
#include "kernel/store/postgres_link.h"

#include "base/log.h"

#include <poll.h>

enum { SCRATCH_BYTES = 64 << 20, OLDEST_SERVER = 130000 };

/* Before the URI, which may say otherwise. */
static const char *const keywords[] = {"fallback_application_name",
                                       "connect_timeout",
                                       "keepalives_idle",
                                       "tcp_user_timeout",
                                       "dbname",
                                       "client_encoding",
                                       NULL};

/* Serialisable by default, so that a lone statement that counts before it writes is safe too. A commit that is only
 * promised would be acknowledged and lost; stronger settings of the operator (remote_apply) are left alone. */
static const char session[] = "SET client_min_messages TO warning;"
                              "SET default_transaction_isolation TO 'serializable';"
                              "SET statement_timeout TO '30s';"
                              "SET lock_timeout TO '5s';"
                              "SET idle_in_transaction_session_timeout TO '60s';"
                              "SET standard_conforming_strings TO on;"
                              "SET bytea_output TO hex;"
                              "SET jit TO off;"
                              "SET search_path TO '';"
                              "SELECT pg_catalog.set_config('synchronous_commit', 'on', false)"
                              " WHERE pg_catalog.current_setting('synchronous_commit') = 'off'";

Rc link_init(PostgresLink *l, const char *url)
{
    *l = (PostgresLink){.url = url, .scratch = arena_new(SCRATCH_BYTES)};
    return l->scratch ? OK : ERR_NOMEM;
}

static void disconnect(PostgresLink *l)
{
    PQfinish(l->conn);
    l->conn = NULL;
    l->schema[0] = 0;
}

void link_release(PostgresLink *l)
{
    disconnect(l);
    arena_free(l->scratch);
}

bool link_lost(const PostgresLink *l)
{
    return !l->conn || PQstatus(l->conn) != CONNECTION_OK;
}

/* A server says nothing unasked, except that it is leaving: readable means dead, or so rare that a new connection does
 * no harm. */
static bool readable(const PostgresLink *l)
{
    struct pollfd p = {.fd = PQsocket(l->conn), .events = POLLIN};
    return poll(&p, 1, 0) != 0;
}

static void no_notice(void *arg, const PGresult *r)
{
    (void)arg, (void)r;
}

static const char *unfit(const PostgresLink *l)
{
    const char *encoding = PQparameterStatus(l->conn, "server_encoding");
    if (PQserverVersion(l->conn) < OLDEST_SERVER)
        return "the PostgreSQL server is older than version 13";
    if (!encoding || strcmp(encoding, "UTF8") != 0)
        return "the PostgreSQL database has another encoding than UTF8";
    return NULL;
}

static Rc away(Ctx *cx, Db *db, PostgresLink *l, const char *message)
{
    char quoted[256];
    if (!l->away)
        log_mistake(cx, "store", "the database is away", "message=%s",
                    log_quote(str_of(message), quoted, sizeof quoted));
    l->away = true;
    return db_failed(cx, db, "connect", ERR_BUSY, message);
}

static Rc connect_again(Ctx *cx, Db *db, PostgresLink *l)
{
    const char *const values[] = {"kair", "5", "30", "30000", l->url, "UTF8", NULL};
    disconnect(l);
    l->conn = PQconnectdbParams(keywords, values, 1);
    if (!l->conn)
        return db_failed(cx, db, "connect", ERR_NOMEM, NULL);
    Rc rc = OK;
    if (link_lost(l)) {
        rc = away(cx, db, l, PQerrorMessage(l->conn));
    } else {
        PQsetNoticeReceiver(l->conn, no_notice, NULL);
        l->connection++;
        rc = unfit(l) ? db_failed(cx, db, "connect", ERR_IO, unfit(l)) : link_run(cx, db, l, "connect", session);
    }
    if (rc == OK && l->away) {
        log_info(cx, "store", "the database is back", "connection=%llu", (unsigned long long)l->connection);
        l->away = false;
    }
    if (rc != OK)
        disconnect(l);
    return rc;
}

Rc link_ensure(Ctx *cx, Db *db, PostgresLink *l)
{
    return link_lost(l) || readable(l) ? connect_again(cx, db, l) : OK;
}

Rc link_use(Ctx *cx, Db *db, PostgresLink *l, const char *schema)
{
    char sql[SCHEMA_ROOM + 80];
    TRY(link_ensure(cx, db, l));
    if (strcmp(l->schema, schema) == 0)
        return OK;
    l->schema[0] = 0;
    snprintf(sql, sizeof sql, "SET search_path TO \"%s\"; SELECT pg_catalog.current_schema()", schema);
    PGresult *r = PQexec(l->conn, sql);
    if (PQresultStatus(r) != PGRES_TUPLES_OK)
        return link_outcome(cx, db, l, "search_path", r);
    bool there = PQntuples(r) == 1 && !PQgetisnull(r, 0, 0);
    PQclear(r);
    if (!there)
        return ERR_MISSING;
    snprintf(l->schema, sizeof l->schema, "%s", schema);
    return OK;
}

/* First row that fits: a whole SQLSTATE or its class of two characters. */
static Rc outcome_of(const char *state, bool *ret_clashed)
{
    static const struct {
        const char *prefix;
        Rc rc;
        bool clash;
    } rows[] = {
        {"40001", ERR_BUSY, true},                               /* serialization_failure */
        {"40P01", ERR_BUSY, true},                               /* deadlock_detected */
        {"23", ERR_CONFLICT, false}, {"55P03", ERR_BUSY, false}, /* lock_not_available: lock_timeout */
        {"57", ERR_BUSY, false},                                 /* cancelled by statement_timeout, shutting down */
        {"25P03", ERR_BUSY, false},                              /* idle_in_transaction_session_timeout */
        {"53300", ERR_BUSY, false},                              /* too_many_connections */
        {"08", ERR_BUSY, false},     {"42P01", ERR_BUSY, false}, /* undefined_table: all were there at start, so the
                                                                    space was dropped */
        {"3F000", ERR_BUSY, false},                              /* invalid_schema_name: as well */
        {"53", ERR_BUSY, false},                                 /* insufficient_resources: the server's memory */
        {"54", ERR_LIMIT, false},    {"58", ERR_IO, false},      {"XX", ERR_IO, false},
    };
    *ret_clashed = false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_starts(str_of(state), str_of(rows[i].prefix))) {
            *ret_clashed = rows[i].clash;
            return rows[i].rc;
        }
    return ERR_BUG;
}

Rc link_outcome(Ctx *cx, Db *db, PostgresLink *l, const char *name, PGresult *r)
{
    ExecStatusType status = PQresultStatus(r);
    Rc rc = OK;
    db->clashed = false;
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
        const char *state = PQresultErrorField(r, PG_DIAG_SQLSTATE);
        const char *message = PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY);
        bool lost = link_lost(l);
        rc = lost || !state ? ERR_BUSY : outcome_of(state, &db->clashed);
        if (rc == ERR_BUSY && !db->clashed)
            l->schema[0] = 0; /* whatever it was, look again whether the schema is there */
        message = message ? message : PQerrorMessage(l->conn);
        bool full = !lost && state && strcmp(state, "53100") == 0; /* disk_full */
        rc = full ? db_full(cx, db, name, message) : db_failed(cx, db, name, rc, message);
    }
    PQclear(r);
    return rc;
}

Rc link_run(Ctx *cx, Db *db, PostgresLink *l, const char *name, const char *sql)
{
    return link_outcome(cx, db, l, name, PQexec(l->conn, sql));
}
