/* The SQLite files that this process has open, over all threads: one entry for each, with its turn to write. */
#ifndef KERNEL_STORE_SQLITE_FILE_H
#define KERNEL_STORE_SQLITE_FILE_H

#include "kernel/store/group_commit.h"
#include "kernel/store/writer.h"

#include <stdatomic.h>

typedef struct SqliteFile SqliteFile;
struct SqliteFile {
    SqliteFile *next;
    size_t users;
    WriterTurn turn;
    GroupQueue group;
    pthread_mutex_t opening; /* a new file is switched to WAL by whoever has it alone */
    _Atomic bool dropped;    /* removed from disk: an open connection would write into nothing */
    char path[];
};

typedef struct {
    pthread_mutex_t mutex;
    SqliteFile *first;
    /* A failed fsync: what the kernel lost it will not report twice, so nothing is acknowledged any more. */
    _Atomic bool sync_failed;
} SqliteFiles;

void sqlite_files_init(SqliteFiles *all);
void sqlite_files_release(SqliteFiles *all);

/* The entry of `path`, made when need be. NULL without memory. One leave for each use. */
SqliteFile *sqlite_file_use(SqliteFiles *all, const char *path) MUST;
void sqlite_file_leave(SqliteFiles *all, SqliteFile *f);

/* Marks the entry as dropped and takes it out of the list, so that a new file of this name gets a new entry. */
void sqlite_file_dropped(SqliteFiles *all, SqliteFile *f);

#endif
