/* SQLite: platform.db and spaces/<id>/space.db below the data folder, which one process owns by a lock file. */
#include "kernel/store/db_sqlite.h"
#include "kernel/store/home.h"

#include "base/log.h"
#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PRIVATE_FOLDER = 0700, PRIVATE_FILE = 0600, PATH_ROOM = 1024 };

typedef struct {
    SqliteFiles files;
    int lock; /* descriptor; -1 = not held */
} DataFolder;

static DataFolder *own(const Store *s)
{
    return s->own;
}

static Rc broken(Ctx *cx, const char *what, const char *path)
{
    char quoted[256];
    log_fault(cx, "store", what, "path=%s error=%s", log_quote(str_of(path), quoted, sizeof quoted),
              strerrorname_np(errno));
    return fail(cx, ERR_IO, "http.fault", NULL);
}

/* data_dir/ + `name`, with the space's id for "%s". */
static Rc path_of(const Store *s, const char *before, const Id *space, const char *after, char ret[PATH_ROOM])
{
    int n = snprintf(ret, PATH_ROOM, "%.*s/%s%s%s", STR_ARG(s->data_dir), before, space ? space->text : "", after);
    return n < 0 || n >= PATH_ROOM ? ERR_LIMIT : OK;
}

static Rc sync_folder(Ctx *cx, const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int failed = fd < 0 ? -1 : fsync(fd);
    if (failed)
        (void)broken(cx, "a folder cannot be synchronised", path);
    if (fd >= 0)
        close(fd);
    return failed ? ERR_IO : OK;
}

/* The folder `path`, made when it is not there. */
static Rc make_folder(Ctx *cx, const char *path)
{
    struct stat st;
    if (mkdir(path, PRIVATE_FOLDER) == 0 || (errno == EEXIST && stat(path, &st) == 0 && S_ISDIR(st.st_mode)))
        return OK;
    return broken(cx, "a folder cannot be made", path);
}

/* flock: freed by the kernel however the process ends. */
static Rc lock_folder(Ctx *cx, Store *s)
{
    char path[PATH_ROOM], pid[24];
    TRY(path_of(s, "kair.lock", NULL, "", path));
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, PRIVATE_FILE);
    if (fd < 0)
        return broken(cx, "the lock file cannot be opened", path);
    if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        close(fd);
        log_mistake(cx, "store", "another process uses this data folder", "file=kair.lock");
        return fail(cx, ERR_BUSY, "http.busy", NULL);
    }
    int n = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());
    if (ftruncate(fd, 0) != 0 || write(fd, pid, (size_t)n) != n)
        log_mistake(cx, "store", "the lock file does not say who holds it, ignoring",
                    "file=kair.lock"); /* it is for people */
    own(s)->lock = fd;
    return OK;
}

static Rc acquire(Ctx *cx, Store *s)
{
    char path[PATH_ROOM];
    DataFolder *d = s->own = mem_get(sizeof *d);
    if (!d)
        return ERR_NOMEM;
    d->lock = -1;
    sqlite_files_init(&d->files);
    TRY(path_of(s, "", NULL, "", path));
    TRY(make_folder(cx, path));
    TRY(lock_folder(cx, s));
    TRY(path_of(s, "spaces", NULL, "", path));
    TRY(make_folder(cx, path));
    TRY(path_of(s, "", NULL, "", path));
    return sync_folder(cx, path);
}

static void release(Store *s)
{
    DataFolder *d = own(s);
    if (!d)
        return;
    if (d->lock >= 0)
        close(d->lock);
    sqlite_files_release(&d->files);
    mem_free(d);
}

static bool sync_failed(const Store *s)
{
    return own(s)->files.sync_failed;
}

static Rc thread_init(StoreThread *t)
{
    (void)t;
    return OK;
}

static void thread_release(StoreThread *t)
{
    (void)t;
}

static SqliteShared shared(const StoreThread *t)
{
    return (SqliteShared){.files = &own(t->store)->files, .statements = &t->store->statements};
}

static Rc make_space_folder(Ctx *cx, const Store *s, const Id *space)
{
    char folder[PATH_ROOM], parent[PATH_ROOM];
    TRY(path_of(s, "spaces/", space, "", folder));
    TRY(path_of(s, "spaces", NULL, "", parent));
    TRY(make_folder(cx, folder));
    return sync_folder(cx, parent);
}

static Rc open_one(Ctx *cx, StoreThread *t, const Id *space, bool create, Db **ret)
{
    char path[PATH_ROOM];
    SqliteShared all = shared(t);
    if (space && create)
        TRY(make_space_folder(cx, t->store, space));
    TRY(space ? path_of(t->store, "spaces/", space, "/space.db", path)
              : path_of(t->store, "platform.db", NULL, "", path));
    return sqlite_db_open(cx, &all, &t->state, path, create, space ? DB_OF_SPACE : DB_OF_PLATFORM, ret);
}

static Rc remove_file(Ctx *cx, const Store *s, const Id *space, const char *name)
{
    char path[PATH_ROOM];
    TRY(path_of(s, "spaces/", space, name, path));
    if (unlink(path) != 0 && errno != ENOENT)
        return broken(cx, "a database file cannot be removed", path);
    return OK;
}

static Rc remove_space_folder(Ctx *cx, const Store *s, const Id *space)
{
    /* The main file last: as long as it is there, the space is, and dropping can be repeated. */
    static const char *const files[] = {"/space.db-shm", "/space.db-wal", "/space.db"};
    char folder[PATH_ROOM], parent[PATH_ROOM];
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        TRY(remove_file(cx, s, space, files[i]));
    TRY(path_of(s, "spaces/", space, "", folder));
    TRY(path_of(s, "spaces", NULL, "", parent));
    if (rmdir(folder) != 0 && errno != ENOENT)
        return broken(cx, "the folder of a space cannot be removed", folder);
    return sync_folder(cx, parent);
}

static Rc drop(Ctx *cx, StoreThread *t, const Id *space)
{
    enum { TURN_LIMIT_MS = 5000 };
    char path[PATH_ROOM];
    SqliteFiles *files = &own(t->store)->files;
    TRY(path_of(t->store, "spaces/", space, "/space.db", path));
    SqliteFile *f = sqlite_file_use(files, path);
    if (!f)
        return ERR_NOMEM;
    Rc rc = writer_enter(&f->turn, TURN_LIMIT_MS); /* nobody is in the middle of a write */
    if (rc == OK) {
        sqlite_file_dropped(files, f);
        rc = remove_space_folder(cx, t->store, space);
        writer_leave(&f->turn);
    } else {
        rc = fail(cx, rc, "http.busy", NULL);
    }
    sqlite_file_leave(files, f);
    return rc;
}

static Rc scratch(Ctx *cx, StoreThread *t, DbOf of, Db **ret)
{
    SqliteShared all = shared(t);
    return sqlite_db_open(cx, &all, &t->state, ":memory:", true, of, ret);
}

const Home home_sqlite = {
    .kind = DB_SQLITE,
    .acquire = acquire,
    .release = release,
    .sync_failed = sync_failed,
    .thread_init = thread_init,
    .thread_release = thread_release,
    .open = open_one,
    .drop = drop,
    .scratch = scratch,
};
