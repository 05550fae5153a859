/* `kair api`: opens everything, serves, drains. SIGTERM and SIGINT stop accepting, let requests in hand end, and leave
 * nothing queued. */
#include "apps/kair/api_run.h"

#include "apps/kair/admin.h"
#include "apps/kair/background.h"
#include "apps/kair/child.h"
#include "apps/kair/demo.h"
#include "apps/kair/files.h"
#include "apps/kair/nginx_conf.h"
#include "base/log.h"
#include "domains/onboarding/onboarding.h"
#include "kernel/http/fastcgi.h"

#include <signal.h>

enum { REQUEST_ARENA_BYTES = 48 << 20, DRAIN_MS = 10000 };

/* Whatever starts last stops first; NULL when it was not reached. */
typedef struct {
    Program program;
    FastcgiPool *pool;
    Background *background;
    AdminServer *admin;
} Serving;

/* Rows that the program itself needs: the staff's space, and the demonstration when asked for. */
static Rc first_rows(CommandRun *run, Program *p)
{
    StoreThread *stores;
    TRY(store_thread_new(p->store, &stores));
    Rc rc = onboarding_publisher(run->cx, stores);
    bool made = false, demo = run->values[API_DEMO].at != NULL;
    p->api.development |= demo; /* accounts on the sign-in page, mails on a page */
    if (rc == OK && demo)
        rc = demo_make(run->cx, stores, p->passwords, &demo_spaces[DEMO_MAIN], conf_origin(p->conf), &made);
    if (made)
        demo_tell(run, &demo_spaces[DEMO_MAIN]);
    store_thread_free(stores);
    return rc;
}

static Rc start(CommandRun *run, Serving *s)
{
    Program *p = &s->program;
    Str folder, path;
    TRY(program_open(run->cx, run->conf, true, p));
    TRY(program_prepare(run->cx, p));
    TRY(first_rows(run, p));
    TRY(str_format(run->cx->arena, &folder, "%s/" RUN_FOLDER, conf_text(run->conf, CONF_DATA_DIR).at));
    TRY(str_format(run->cx->arena, &path, "%s/" RUN_API_SOCKET, conf_text(run->conf, CONF_DATA_DIR).at));
    TRY(folder_make(folder.at));
    AdminPlace place = {.conf = p->conf, .store = p->store, .passwords = p->passwords};
    TRY(admin_start(run->cx, &place, &s->admin));
    TRY(background_start(run->cx, p, &s->background));
    FastcgiConf fastcgi = {
        .socket_path = path.at, .threads = (int)conf_int(p->conf, CONF_THREADS), .arena_bytes = REQUEST_ARENA_BYTES};
    return fastcgi_start(run->cx, &fastcgi, &p->api, &s->pool);
}

static void stop(Serving *s)
{
    s->program.health.draining = true;
    if (s->pool) {
        fastcgi_drain(s->pool, DRAIN_MS);
        fastcgi_free(s->pool);
    }
    admin_stop(s->admin);
    background_stop(s->background);
    program_close(&s->program);
}

/* Before any thread starts, so that all inherit it: only the wait below sees these signals. */
static sigset_t block_signals(void)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    signal(SIGPIPE, SIG_IGN);
    return ends;
}

ExitStatus api_command(CommandRun *run)
{
    sigset_t ends = block_signals();
    Serving s = {0};
    Rc rc = start(run, &s);
    if (rc == OK) {
        int number = 0;
        log_info(run->cx, "api", "serving", "threads=%d", (int)conf_int(run->conf, CONF_THREADS));
        sigwait(&ends, &number);
        log_info(run->cx, "api", "draining", "signal=%d", number);
    }
    if (s.program.health.broken)
        rc = ERR_IO;
    stop(&s);
    bool alone = conf_text(run->conf, CONF_DATABASE).n == 0;
    if (alone && program_folder_taken(run->cx, rc)) {
        command_complain(run, "The data folder %s is in use by another kair process.\n",
                         conf_text(run->conf, CONF_DATA_DIR).at);
        return (ExitStatus)CHILD_HOPELESS;
    }
    return command_end(run, rc);
}
