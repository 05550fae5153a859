/* The supervisor: one thread, one loop that wakes on a signal or when something is due. It opens no database. */
#include "apps/kair/serve.h"

#include "apps/kair/admin.h"
#include "apps/kair/child.h"
#include "apps/kair/files.h"
#include "apps/kair/nginx_conf.h"
#include "apps/kair/serve_check.h"
#include "base/log.h"

#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    TICK_STARTING_MS = 5,
    TICK_MS = 1000,
    WORKER_SETTLED_MS = 300, /* a worker has no socket to ask: alive this long counts as an answer */
    STOP_MS = 15000,         /* for each program, before it is killed */
    ACCESS_LOG_MAX = 64 << 20,
    ARENA_BYTES = 8 << 20,
    TOKEN_MAX = 200,
};

/* In the order of starting; each waits until the one before has answered. */
typedef enum { PROGRAM_API, PROGRAM_NGINX, PROGRAM_WORKER, PROGRAM_COUNT } ProgramKind;

typedef struct {
    CommandRun *run;
    Ctx tick; /* its arena is emptied at each turn */
    Child children[PROGRAM_COUNT];
    int64_t started_ms[PROGRAM_COUNT];
    const char *argv[PROGRAM_COUNT][16];
    Str self, worker, data, api_socket, http_socket, nginx_conf, nginx_prefix, access_log, token_file, admin_socket,
        work_dir;
    bool announced;
    sigset_t signals;
} Serve;

static int64_t monotonic(const Serve *s)
{
    return s->tick.clock->monotonic_ms(s->tick.clock);
}

/* The worker's program lies beside this one, in the build folder (../worker) as where both are installed. */
static Rc find_programs(Ctx *cx, Serve *s)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path - 1);
    if (n <= 0)
        return ERR_IO;
    TRY(str_copy(cx->arena, (Str){path, (size_t)n}, &s->self));
    while (n > 0 && path[n - 1] != '/')
        n--;
    TRY(str_format(cx->arena, &s->worker, "%.*skair-worker", (int)n, path));
    if (access(s->worker.at, X_OK) != 0)
        TRY(str_format(cx->arena, &s->worker, "%.*s../worker/kair-worker", (int)n, path));
    return OK;
}

static Rc name_paths(Ctx *cx, Serve *s)
{
    s->data = conf_text(s->run->conf, CONF_DATA_DIR);
    const struct {
        Str *ret;
        const char *below;
    } paths[] = {{&s->api_socket, RUN_API_SOCKET}, {&s->http_socket, RUN_HTTP_SOCKET},
                 {&s->nginx_conf, RUN_NGINX_CONF}, {&s->nginx_prefix, RUN_FOLDER "/nginx"},
                 {&s->access_log, RUN_ACCESS_LOG}, {&s->token_file, "worker.token"},
                 {&s->admin_socket, ADMIN_SOCKET}, {&s->work_dir, "worker"}};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        TRY(str_format(cx->arena, paths[i].ret, "%s/%s", s->data.at, paths[i].below));
    return OK;
}

static void put_words(const char **argv, const char *const *words)
{
    size_t n = 0;
    while (argv[n])
        n++;
    for (; *words; words++)
        argv[n++] = *words;
}

static void name_programs(Serve *s)
{
    const char *conf = s->run->conf_file;
    bool demo = s->run->values[SERVE_DEMO].at != NULL;
    const char *const settings[] = {conf ? "--config" : NULL, conf, NULL};
    put_words(s->argv[PROGRAM_API], (const char *const[]){s->self.at, NULL});
    put_words(s->argv[PROGRAM_API], settings);
    put_words(s->argv[PROGRAM_API], (const char *const[]){"api", demo ? "--demo" : NULL, NULL});
    put_words(s->argv[PROGRAM_NGINX], (const char *const[]){conf_text(s->run->conf, CONF_NGINX).at, "-e", "stderr",
                                                            "-p", s->nginx_prefix.at, "-c", s->nginx_conf.at, NULL});
    put_words(s->argv[PROGRAM_WORKER], (const char *const[]){s->worker.at, NULL});
    put_words(s->argv[PROGRAM_WORKER], settings);
    put_words(s->argv[PROGRAM_WORKER],
              (const char *const[]){"--socket", s->http_socket.at, "--token-file", s->token_file.at, "--name", "local",
                                    "--work-dir", s->work_dir.at, NULL});
    static const char *const names[PROGRAM_COUNT] = {"api", "nginx", "worker"};
    for (int i = 0; i < PROGRAM_COUNT; i++)
        s->children[i] = (Child){.name = names[i], .argv = s->argv[i]};
}

static void keep_output(void *arg, bool error, Str text)
{
    Buf *b = arg;
    if (!error)
        buf_put(b, text);
}

static Rc call_api(Serve *s, const char *verb, const char *name, Buf *out)
{
    const char *const words[] = {"worker", "token", verb, "--name", name};
    AdminCall call = {.path = s->admin_socket.at, .words = words, .count = sizeof words / sizeof *words};
    int status = EXIT_FAILED;
    TRY(admin_call(&s->tick, &call, &(CommandOutput){keep_output, out}, &status));
    return status == EXIT_DONE ? OK : ERR_REFUSED;
}

/* The worker's token is made once, through the api that owns the databases. A lost file means a new token, and an end
 * of the one that nobody has any more. */
static Rc make_token(Serve *s)
{
    struct stat found;
    if (stat(s->token_file.at, &found) == 0 && found.st_size > 0)
        return OK;
    char host[65] = "", name[80];
    if (gethostname(host, sizeof host - 1) != 0)
        host[0] = 0;
    snprintf(name, sizeof name, "local-%s", host);
    Buf token;
    buf_init(&token, s->tick.arena, TOKEN_MAX);
    Rc rc = call_api(s, "revoke", name, &token);
    if (rc != OK && rc != ERR_REFUSED)
        return rc;
    buf_clear(&token);
    TRY(call_api(s, "create", name, &token));
    if (token.rc != OK || token.n == 0)
        return ERR_IO;
    return file_write(&s->tick, s->token_file.at, buf_str(&token));
}

static bool answers(Serve *s, int kind)
{
    switch (kind) {
    case PROGRAM_API:
        return socket_answers(s->api_socket.at) && socket_answers(s->admin_socket.at);
    case PROGRAM_NGINX:
        return socket_answers(s->http_socket.at);
    default:
        return monotonic(s) - s->started_ms[kind] >= WORKER_SETTLED_MS;
    }
}

static bool start(Serve *s, int kind)
{
    /* nginx leaves its unix socket behind when it is told to finish, and cannot bind over it. */
    if (kind == PROGRAM_NGINX)
        unlink(s->http_socket.at);
    if (kind == PROGRAM_WORKER && make_token(s) != OK) {
        s->children[kind].again_ms = monotonic(s) + TICK_MS;
        return true;
    }
    s->started_ms[kind] = monotonic(s);
    return child_start(&s->tick, &s->children[kind]) == OK;
}

/* Starts what is due; false when going on is pointless. */
static bool advance(Serve *s)
{
    for (int i = 0; i < PROGRAM_COUNT; i++) {
        Child *child = &s->children[i];
        if (child->hopeless && i == PROGRAM_WORKER) { /* its token is refused: it gets another, and the site goes on */
            child->hopeless = false;
            unlink(s->token_file.at);
        }
        if (child->hopeless) {
            command_complain(s->run, "kair serve: %s cannot start; the line above says why.\n", child->name);
            return false;
        }
        if (child->deaths >= CHILD_DEATHS_MAX) {
            command_complain(s->run, "kair serve: %s ended %d times in a row before it answered; giving up.\n",
                             child->name, child->deaths);
            return false;
        }
        if (child->pid == 0 && monotonic(s) >= child->again_ms && !start(s, i))
            return false;
        if (child->pid && !child->answered && answers(s, i)) {
            child->answered = true;
            child->deaths = 0;
        }
        if (!child->answered)
            return true; /* the next one waits for it */
    }
    return true;
}

static void announce(Serve *s)
{
    if (s->announced || !s->children[PROGRAM_NGINX].answered || !s->children[PROGRAM_WORKER].answered)
        return;
    if (status_over_socket(s->http_socket.at, "/readyz") != 200)
        return;
    s->announced = true;
    command_say(s->run, "ready: %s\n", conf_origin(s->run->conf).at);
}

static void rotate_access_log(Serve *s)
{
    struct stat found;
    Str old;
    if (stat(s->access_log.at, &found) != 0 || found.st_size < ACCESS_LOG_MAX)
        return;
    if (str_format(s->tick.arena, &old, "%s.1", s->access_log.at) == OK && rename(s->access_log.at, old.at) == 0)
        child_signal(&s->children[PROGRAM_NGINX], SIGUSR1, false);
}

static void reap(Serve *s, bool expected)
{
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;)
        for (int i = 0; i < PROGRAM_COUNT; i++)
            if (child_ended(&s->tick, &s->children[i], pid, status, expected))
                break;
}

static int64_t sleep_ms(const Serve *s)
{
    for (int i = 0; i < PROGRAM_COUNT; i++)
        if (!s->children[i].answered)
            return TICK_STARTING_MS;
    return s->announced ? TICK_MS : TICK_STARTING_MS * 4;
}

/* Next signal, or 0 after the time. */
static int wait_signal(const Serve *s, int64_t ms)
{
    struct timespec wait = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    int number = sigtimedwait(&s->signals, NULL, &wait);
    return number > 0 ? number : 0;
}

/* Asks one program to end and waits; a second request to stop, or the end of patience, kills it. */
static void stop(Serve *s, ProgramKind kind, int how)
{
    Child *child = &s->children[kind];
    int64_t until = monotonic(s) + STOP_MS;
    child_signal(child, how, false);
    while (child->pid) {
        int number = wait_signal(s, 100);
        reap(s, true);
        if (child->pid && (number == SIGTERM || number == SIGINT || monotonic(s) >= until)) {
            log_fault(&s->tick, "serve", "killed: it did not end in time", "program=%s", child->name);
            child_signal(child, SIGKILL, true);
            until = INT64_MAX;
        }
    }
}

/* The worker first, while it can still give back what it holds; then no new requests; then those in hand. */
static void stop_all(Serve *s)
{
    stop(s, PROGRAM_WORKER, SIGTERM);
    stop(s, PROGRAM_NGINX, SIGQUIT);
    stop(s, PROGRAM_API, SIGTERM);
}

static ExitStatus supervise(Serve *s)
{
    bool good = true;
    for (;;) {
        arena_clear(s->tick.arena);
        good = advance(s);
        if (!good)
            break;
        announce(s);
        if (s->announced)
            rotate_access_log(s);
        int number = wait_signal(s, sleep_ms(s));
        reap(s, false);
        if (number == SIGTERM || number == SIGINT)
            break;
    }
    stop_all(s);
    return good ? EXIT_DONE : EXIT_FAILED;
}

static void take_signals(Serve *s)
{
    static const int taken[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP};
    sigemptyset(&s->signals);
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        sigaddset(&s->signals, taken[i]);
    sigprocmask(SIG_BLOCK, &s->signals, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static Rc prepare(CommandRun *run, Serve *s)
{
    Buf complaints;
    buf_init(&complaints, run->cx->arena, 4096);
    TRY(find_programs(run->cx, s));
    TRY(name_paths(run->cx, s));
    name_programs(s);
    Rc rc = nginx_conf_write(run->cx, run->conf, &complaints);
    run->output->put(run->output->arg, true, buf_str(&complaints));
    return rc;
}

ExitStatus serve_run(CommandRun *run)
{
    bool demo = run->values[SERVE_DEMO].at != NULL;
    if (demo && !serve_demo_allowed(run, run->values[SERVE_FORCE].at != NULL))
        return EXIT_FAILED;
    if (!serve_check(run))
        return EXIT_FAILED;
    AUTO_ARENA turn = arena_new(ARENA_BYTES);
    Serve s = {.run = run, .tick = {.arena = turn, .clock = run->cx->clock, .random = run->cx->random}};
    if (!turn)
        return command_end(run, ERR_NOMEM);
    Rc rc = prepare(run, &s);
    if (rc != OK)
        return command_end(run, rc);
    take_signals(&s);
    if (geteuid() == 0)
        command_say(run, "Running as root: in production, start kair as a user of its own.\n");
    return supervise(&s);
}
