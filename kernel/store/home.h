/* Where the databases of a Store live with one engine, and what a Store is made of. Internal to kernel/store: store.c
 * knows no engine, home_sqlite.c and home_postgres.c know no policy. */
#ifndef KERNEL_STORE_HOME_H
#define KERNEL_STORE_HOME_H

#include "kernel/store/engine.h"
#include "kernel/store/store.h"

enum { OPEN_SPACES_MAX = 8 };

typedef struct {
    DbEngine kind;
    /* Folders and lock file, or nothing; sets Store.own. Undone by `release`, which accepts what is half made. */
    Rc (*acquire)(Ctx *cx, Store *s);
    void (*release)(Store *s);
    bool (*sync_failed)(const Store *s);
    /* Sets StoreThread.own. */
    Rc (*thread_init)(StoreThread *t);
    void (*thread_release)(StoreThread *t);
    /* `space` NULL: the platform. Without `create`, ERR_MISSING when it is not there. Not migrated yet. */
    Rc (*open)(Ctx *cx, StoreThread *t, const Id *space, bool create, Db **ret);
    /* Harmless when it is not there. */
    Rc (*drop)(Ctx *cx, StoreThread *t, const Id *space);
    /* An empty database that nobody else sees and that vanishes when closed. */
    Rc (*scratch)(Ctx *cx, StoreThread *t, DbOf of, Db **ret);
} Home;

extern const Home home_sqlite;
extern const Home home_postgres;

struct Store {
    const Home *home;
    Arena *arena; /* the copies below */
    Str url, data_dir;
    Statements statements;
    const Migration *migrations;
    size_t migration_count;
    void *own; /* the home's */
};

typedef struct {
    Id id;
    Db *db; /* NULL: free */
    uint64_t used;
} OpenSpace;

struct StoreThread {
    Store *store;
    ThreadState state;
    Db *platform;
    OpenSpace spaces[OPEN_SPACES_MAX];
    uint64_t clock; /* counts uses */
    void *own;      /* the home's */
};

#endif
