/* Asked of their owners when someone looks: both answer from memory. */
#include "apps/kair/load_gauges.h"

#include "apps/kair/program.h"
#include "kernel/crypt/password.h"

void load_gauges_collect(Ctx *cx, MetricsWriter *w, void *program)
{
    const Program *p = program;
    AuditLoad audit = audit_queue_load(p->audits);
    PasswordLoad hashes = password_gate_load(p->passwords);
    (void)cx;
    metrics_sample(w, METRIC_AUDIT_PENDING, (Str){0}, (double)audit.pending);
    metrics_sample(w, METRIC_AUDIT_DROPPED, (Str){0}, (double)audit.dropped);
    metrics_sample(w, METRIC_PASSWORD_HASHES, (Str){0}, (double)hashes.computed);
    metrics_sample(w, METRIC_PASSWORD_WAITING, (Str){0}, (double)hashes.waiting);
}
