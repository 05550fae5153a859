/* Opening and closing, in order. */
#include "apps/kair/program.h"

#include "apps/kair/files.h"
#include "apps/kair/load_gauges.h"
#include "apps/kair/surfaces.h"
#include "base/log.h"
#include "domains/media/token.h"
#include "domains/play/player_bundle.h"
#include "domains/xapi/xapi_mark.h"
#include "kernel/blob/blob.h"
#include "kernel/crypt/password.h"
#include "kernel/metrics/metrics.h"
#include "migrations_all.h"
#include "sql_all.h"

#include <errno.h>
#include <unistd.h>

enum { HASH_WAIT_MS = 10000, AWAY_TRIES = 60 };

static Rc open_store(Ctx *cx, const Conf *conf, Store **ret)
{
    StoreConf store = {.url = conf_text(conf, CONF_DATABASE),
                       .data_dir = conf_text(conf, CONF_DATA_DIR),
                       .sql = sql_all,
                       .sql_count = SQL_COUNT,
                       .migrations = migrations_all,
                       .migration_count = MIGRATION_COUNT};
    if (folder_make(store.data_dir.at) != OK) {
        log_fault(cx, "kair", "the data folder cannot be made", "folder=\"%s\" error=\"%s\"", store.data_dir.at,
                  strerror(errno));
        return ERR_IO;
    }
    return store_open(cx, &store, ret);
}

/* A database server that starts at the same time as we do, or restarts just now. */
static Rc open_store_patiently(Ctx *cx, const Conf *conf, bool wait, Store **ret)
{
    Rc rc = open_store(cx, conf, ret);
    bool remote = conf_text(conf, CONF_DATABASE).n > 0;
    for (int i = 0; wait && remote && (rc == ERR_BUSY || rc == ERR_IO) && i < AWAY_TRIES; i++) {
        log_info(cx, "kair", "the database is away; waiting", NULL);
        sleep(1);
        fail_clear(cx);
        rc = open_store(cx, conf, ret);
    }
    return rc;
}

Rc program_open(Ctx *cx, const Conf *conf, bool wait, Program *ret)
{
    PasswordCost cost = {.memory_kib = conf_int(conf, CONF_ARGON2_MEMORY_KIB),
                         .passes = conf_int(conf, CONF_ARGON2_PASSES),
                         .at_once = (int)conf_int(conf, CONF_ARGON2_AT_ONCE),
                         .wait_ms = HASH_WAIT_MS};
    Program p = {.conf = conf};
    TRY(open_store_patiently(cx, conf, wait, &p.store));
    Rc rc = password_gate_new(&cost, &p.passwords);
    if (rc != OK) {
        store_close(p.store);
        return rc;
    }
    *ret = p;
    return OK;
}

bool program_folder_taken(const Ctx *cx, Rc rc)
{
    const char *code = cx->problem.code;
    return rc == ERR_BUSY && code && strcmp(code, http_code(ERR_BUSY)) == 0;
}

static Rc open_metrics(Ctx *cx, Program *p)
{
    size_t count = route_count(p->routes);
    MetricRoute *rows = arena_array(cx->arena, count, sizeof *rows);
    if (!rows)
        return ERR_NOMEM;
    for (size_t i = 0; i < count; i++)
        rows[i] = (MetricRoute){route_at(p->routes, i)->method, route_at(p->routes, i)->path};
    TRY(metrics_new(rows, count, &p->metrics));
    TRY(metrics_collect(p->metrics, metrics_process, NULL));
    TRY(metrics_collect(p->metrics, queue_gauges_collect, &p->gauges));
    return metrics_collect(p->metrics, load_gauges_collect, p);
}

/* Without a player that can be used the api serves all but the pages that play. */
static Rc open_player(Ctx *cx, Program *p)
{
    Rc rc = player_bundle_open(cx, conf_text(p->conf, CONF_WEB_DIR), &p->player);
    if (rc == OK || rc == ERR_NOMEM)
        return rc;
    log_info(cx, "kair", "there is no player: pages that play will say so", NULL);
    fail_clear(cx);
    return OK;
}

Rc program_prepare(Ctx *cx, Program *p)
{
    Str blobs;
    pthread_mutex_init(&p->gauges.lock, NULL);
    TRY(str_format(cx->arena, &blobs, "%s/blobs", conf_text(p->conf, CONF_DATA_DIR).at));
    TRY(blob_open_folder(cx, blobs, &p->blobs));
    TRY(media_key_open(cx, conf_media_key(p->conf), &p->media_key));
    TRY(open_player(cx, p));
    TRY(route_table_new(app_surfaces, &p->routes));
    TRY(audit_queue_new(&p->audits));
    TRY(xapi_mark_new(&p->statements));
    TRY(xapi_mark_new(&p->distributions));
    TRY(open_metrics(cx, p));
    p->api = (Api){.routes = p->routes,
                   .store = p->store,
                   .conf = p->conf,
                   .passwords = p->passwords,
                   .blobs = p->blobs,
                   .media_key = p->media_key,
                   .player = p->player,
                   .statements = p->statements,
                   .sign_in = "/sign-in?to=",
                   .metrics = p->metrics,
                   .authenticate = program_authenticate,
                   .observe = program_observe,
                   .development = conf_bool(p->conf, CONF_DEVELOPMENT),
                   .read_only = program_read_only,
                   .name_person = program_name_person,
                   .program = p};
    return OK;
}

void program_close(Program *p)
{
    audit_queue_free(p->audits);
    xapi_mark_free(p->statements);
    xapi_mark_free(p->distributions);
    metrics_free(p->metrics);
    route_table_free(p->routes);
    player_bundle_free(p->player);
    media_key_free(p->media_key);
    blob_close(p->blobs);
    password_gate_free(p->passwords);
    if (p->store)
        store_close(p->store);
    *p = (Program){0};
}
