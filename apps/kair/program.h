/* What one api process has open, from start to end: configuration, databases, password gate, routes, and the threads
 * beside the request pool. Handlers reach it as Api.program. */
#ifndef APPS_KAIR_PROGRAM_H
#define APPS_KAIR_PROGRAM_H

#include "apps/kair/health.h"
#include "apps/kair/queue_gauges.h"
#include "domains/audit/audit.h"
#include "kernel/conf/conf.h"
#include "kernel/http/api.h"

typedef struct {
    Health health;
    const Conf *conf;
    Store *store;
    PasswordGate *passwords;
    BlobStore *blobs;
    MediaKey *media_key;
    PlayerBundle *player;    /* NULL: none was built */
    XapiMark *statements;    /* which spaces got statements: wakes the projector */
    XapiMark *distributions; /* and whose distributions were changed: who plays which version, under which mark */
    Metrics *metrics;
    RouteTable *routes;
    AuditQueue *audits;
    QueueGauges gauges;
    Api api;
} Program;

/* Opens the databases and what commands need: store and password gate. With `wait`, a PostgreSQL that is away is waited
 * for, up to a minute. ERR_BUSY: another process owns the data folder, or the database stays away. */
Rc program_open(Ctx *cx, const Conf *conf, bool wait, Program *ret) MUST;
/* And what serving needs: blobs, routes, metrics, audit queue, the Api itself. */
Rc program_prepare(Ctx *cx, Program *p) MUST;
void program_close(Program *p); /* accepts half-opened ones */

/* Whether this outcome of program_open says that another process has the data folder, and not another ERR_BUSY. */
bool program_folder_taken(const Ctx *cx, Rc rc);

/* The four callbacks of Api. */
Rc program_authenticate(Req *q, Principal *ret);
void program_observe(Req *q, int status);
Str program_read_only(const Api *api);
Rc program_name_person(Req *q, const Id *person, Str *ret);

#endif
