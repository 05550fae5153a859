/* A list with counts of users. It is walked only when a thread opens or closes a database, and holds at most threads ×
 * open spaces entries. */
#include "kernel/store/sqlite_file.h"

#include "base/mem.h"

void sqlite_files_init(SqliteFiles *all)
{
    *all = (SqliteFiles){0};
    pthread_mutex_init(&all->mutex, NULL);
}

void sqlite_files_release(SqliteFiles *all)
{
    pthread_mutex_destroy(&all->mutex);
}

static SqliteFile *find_or_make(SqliteFiles *all, const char *path)
{
    SqliteFile *f = all->first;
    while (f && strcmp(f->path, path) != 0)
        f = f->next;
    if (f)
        return f;
    size_t n = strlen(path) + 1;
    f = mem_get(sizeof *f + n);
    if (!f)
        return NULL;
    memcpy(f->path, path, n);
    writer_init(&f->turn);
    group_init(&f->group);
    pthread_mutex_init(&f->opening, NULL);
    f->next = all->first;
    all->first = f;
    return f;
}

SqliteFile *sqlite_file_use(SqliteFiles *all, const char *path)
{
    pthread_mutex_lock(&all->mutex);
    SqliteFile *f = find_or_make(all, path);
    if (f)
        f->users++;
    pthread_mutex_unlock(&all->mutex);
    return f;
}

static void unlink_entry(SqliteFiles *all, const SqliteFile *f)
{
    for (SqliteFile **at = &all->first; *at; at = &(*at)->next)
        if (*at == f) {
            *at = f->next;
            return;
        }
}

void sqlite_file_leave(SqliteFiles *all, SqliteFile *f)
{
    pthread_mutex_lock(&all->mutex);
    bool last = --f->users == 0;
    if (last)
        unlink_entry(all, f);
    pthread_mutex_unlock(&all->mutex);
    if (!last)
        return;
    writer_release(&f->turn);
    group_release(&f->group);
    pthread_mutex_destroy(&f->opening);
    mem_free(f);
}

void sqlite_file_dropped(SqliteFiles *all, SqliteFile *f)
{
    pthread_mutex_lock(&all->mutex);
    f->dropped = true;
    unlink_entry(all, f);
    pthread_mutex_unlock(&all->mutex);
}
