/* The serving side of the admin socket: one thread, one caller at a time. */
#include "apps/kair/admin.h"

#include "apps/kair/files.h"
#include "base/log.h"
#include "base/mem.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

enum { ARENA_BYTES = 64 << 20, BACKLOG = 8 };

struct AdminServer {
    AdminPlace place;
    StoreThread *stores;
    Arena *arena, *lines;
    pthread_t thread;
    bool started;
    int listener, wake;
};

/* Output of a command on its way to the caller. A caller that went away no longer hears; the command still ends. */
typedef struct {
    AdminServer *server;
    int fd;
    bool gone;
} Caller;

static void put(void *arg, bool error, Str text)
{
    Caller *caller = arg;
    AdminLine line = {.has_out = !error, .has_error = error, .out = text, .error = text};
    ArenaMark mark = arena_mark(caller->server->lines);
    Ctx cx = {.arena = caller->server->lines, .clock = &clock_system, .random = &random_system};
    if (!caller->gone && admin_write(&cx, caller->fd, &admin_line_shape, &line) != OK)
        caller->gone = true;
    arena_rewind(caller->server->lines, mark);
}

static ExitStatus run_words(AdminServer *s, Ctx *cx, const AdminRequest *request, const CommandOutput *output)
{
    CommandRun run = {.cx = cx,
                      .conf = s->place.conf,
                      .stores = s->stores,
                      .passwords = s->place.passwords,
                      .output = output,
                      .secret = request->secret};
    const char *words[COMMAND_WORDS_MAX] = {0};
    size_t count = request->words.n, at = 0;
    for (size_t i = 0; i < count; i++)
        words[i] = request->words.at[i].at;
    run.command = command_find(words, count, &at);
    if (!run.command || !(run.command->flags & COMMAND_STORE)) {
        output->put(output->arg, true, STR("kair: the running api does not know this command\n"));
        return EXIT_USAGE;
    }
    if (!command_options(&run, words + at, count - at))
        return EXIT_USAGE;
    log_info(cx, "admin", "command", "words=\"%s\"", run.command->words);
    return run.command->run(&run);
}

/* Words as terminated texts: the decoder's texts are slices of their own. */
static Rc terminate(Ctx *cx, AdminRequest *request)
{
    for (size_t i = 0; i < request->words.n; i++)
        TRY(str_copy(cx->arena, request->words.at[i], &request->words.at[i]));
    return OK;
}

static void serve_one(AdminServer *s, int fd)
{
    arena_clear(s->arena);
    arena_clear(s->lines);
    Ctx cx = {.arena = s->arena, .clock = &clock_system, .random = &random_system, .id = STR("admin")};
    Caller caller = {.server = s, .fd = fd};
    CommandOutput output = {put, &caller};
    AdminRequest request = {0};
    Buf line;
    buf_init(&line, s->lines, ADMIN_LINE_MAX + 1);
    Rc rc = admin_read_line(fd, &line);
    if (rc == OK)
        rc = shape_decode(&cx, &admin_request_shape, buf_str(&line), DECODE_STRICT, &request);
    if (rc == OK)
        rc = terminate(&cx, &request);
    AdminLine end = {.has_status = true, .status = EXIT_USAGE};
    if (rc == OK)
        end.status = run_words(s, &cx, &request, &output);
    else
        put(&caller, true, STR("kair: the request is not one line of words\n"));
    if (!caller.gone && admin_write(&cx, fd, &admin_line_shape, &end) != OK)
        log_mistake(&cx, "admin", "the caller went away", NULL);
}

static bool may_speak(int fd)
{
    struct ucred peer;
    socklen_t size = sizeof peer;
    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && (peer.uid == 0 || peer.uid == geteuid());
}

static void *serve(void *arg)
{
    AdminServer *s = arg;
    struct pollfd watched[2] = {{.fd = s->listener, .events = POLLIN}, {.fd = s->wake, .events = POLLIN}};
    while (poll(watched, 2, -1) >= 0 || errno == EINTR) {
        if (watched[1].revents)
            return NULL;
        AUTO_FD fd = accept4(s->listener, NULL, NULL, SOCK_CLOEXEC);
        if (fd < 0)
            continue;
        struct timeval wait = {.tv_sec = ADMIN_WAIT_S};
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
        if (may_speak(fd))
            serve_one(s, fd);
    }
    return NULL;
}

static Rc listen_on(const char *path, int *ret)
{
    struct sockaddr_un here = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof here.sun_path)
        return ERR_IO;
    memcpy(here.sun_path, path, strlen(path) + 1);
    AUTO_FD fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return ERR_IO;
    unlink(path);
    mode_t before = umask(0177); /* never readable by others, not even for a moment; no other thread runs yet */
    int bound = bind(fd, (const struct sockaddr *)&here, sizeof here);
    umask(before);
    if (bound != 0 || listen(fd, BACKLOG) != 0)
        return ERR_IO;
    *ret = fd;
    fd = -1;
    return OK;
}

static Rc open_all(Ctx *cx, AdminServer *s)
{
    Str path;
    TRY(str_format(cx->arena, &path, "%s/" ADMIN_SOCKET, conf_text(s->place.conf, CONF_DATA_DIR).at));
    s->arena = arena_new(ARENA_BYTES);
    s->lines = arena_new(8 * (size_t)ADMIN_LINE_MAX);
    s->wake = eventfd(0, EFD_CLOEXEC);
    if (!s->arena || !s->lines || s->wake < 0)
        return ERR_NOMEM;
    TRY(store_thread_new(s->place.store, &s->stores));
    TRY(listen_on(path.at, &s->listener));
    if (pthread_create(&s->thread, NULL, serve, s) != 0)
        return ERR_NOMEM;
    s->started = true;
    return OK;
}

Rc admin_start(Ctx *cx, const AdminPlace *place, AdminServer **ret)
{
    AdminServer *s = mem_get(sizeof *s);
    if (!s)
        return ERR_NOMEM;
    *s = (AdminServer){.place = *place, .listener = -1, .wake = -1};
    Rc rc = open_all(cx, s);
    if (rc == OK)
        *ret = s;
    else
        admin_stop(s);
    return rc;
}

void admin_stop(AdminServer *s)
{
    if (!s)
        return;
    if (s->started) {
        ssize_t ignored = write(s->wake, &(uint64_t){1}, sizeof(uint64_t));
        (void)ignored;
        pthread_join(s->thread, NULL);
    }
    fd_close(&s->listener);
    fd_close(&s->wake);
    store_thread_free(s->stores);
    arena_free(s->lines);
    arena_free(s->arena);
    mem_free(s);
}
