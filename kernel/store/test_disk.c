/* An SQLite VFS that hands everything on to the default one, except what is to fail. */
#include "kernel/store/test_disk.h"

#include "base/fault.h"

#include <sqlite3.h>
#include <stdatomic.h>
#include <stdint.h>

static _Atomic DiskState state;
static sqlite3_vfs *real;

typedef struct {
    sqlite3_file file; /* first: what SQLite sees */
    sqlite3_file *real;
} DiskFile;

static sqlite3_file *under(sqlite3_file *f)
{
    return ((DiskFile *)(void *)f)->real;
}

#define UNDER(f) (under(f)->pMethods)

static int shut(sqlite3_file *f)
{
    return UNDER(f)->xClose(under(f));
}

static int read_at(sqlite3_file *f, void *at, int n, sqlite3_int64 offset)
{
    return UNDER(f)->xRead(under(f), at, n, offset);
}

static int write_at(sqlite3_file *f, const void *at, int n, sqlite3_int64 offset)
{
    if (state == DISK_FULL)
        return SQLITE_FULL;
    if (state == DISK_FAULTY && fault_here(FAULT_WRITE))
        return SQLITE_IOERR_WRITE;
    return UNDER(f)->xWrite(under(f), at, n, offset);
}

static int truncate_to(sqlite3_file *f, sqlite3_int64 size)
{
    if (state == DISK_FAULTY && fault_here(FAULT_WRITE))
        return SQLITE_IOERR_TRUNCATE;
    return UNDER(f)->xTruncate(under(f), size);
}

static int sync_now(sqlite3_file *f, int flags)
{
    if (state == DISK_SYNC_FAILS || (state == DISK_FAULTY && fault_here(FAULT_WRITE)))
        return SQLITE_IOERR_FSYNC;
    return UNDER(f)->xSync(under(f), flags);
}

static int size_of(sqlite3_file *f, sqlite3_int64 *size)
{
    return UNDER(f)->xFileSize(under(f), size);
}

static int lock(sqlite3_file *f, int level)
{
    return UNDER(f)->xLock(under(f), level);
}

static int unlock(sqlite3_file *f, int level)
{
    return UNDER(f)->xUnlock(under(f), level);
}

static int reserved(sqlite3_file *f, int *ret)
{
    return UNDER(f)->xCheckReservedLock(under(f), ret);
}

static int control(sqlite3_file *f, int what, void *arg)
{
    return UNDER(f)->xFileControl(under(f), what, arg);
}

static int sector(sqlite3_file *f)
{
    return UNDER(f)->xSectorSize(under(f));
}

static int traits(sqlite3_file *f)
{
    return UNDER(f)->xDeviceCharacteristics(under(f));
}

static int shm_map(sqlite3_file *f, int region, int size, int extend, void volatile **ret)
{
    return UNDER(f)->xShmMap(under(f), region, size, extend, ret);
}

static int shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return UNDER(f)->xShmLock(under(f), offset, n, flags);
}

static void shm_barrier(sqlite3_file *f)
{
    UNDER(f)->xShmBarrier(under(f));
}

static int shm_unmap(sqlite3_file *f, int remove)
{
    return UNDER(f)->xShmUnmap(under(f), remove);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = shut,
    .xRead = read_at,
    .xWrite = write_at,
    .xTruncate = truncate_to,
    .xSync = sync_now,
    .xFileSize = size_of,
    .xLock = lock,
    .xUnlock = unlock,
    .xCheckReservedLock = reserved,
    .xFileControl = control,
    .xSectorSize = sector,
    .xDeviceCharacteristics = traits,
    .xShmMap = shm_map,
    .xShmLock = shm_lock,
    .xShmBarrier = shm_barrier,
    .xShmUnmap = shm_unmap,
};

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags, int *ret_flags)
{
    (void)vfs;
    DiskFile *d = (DiskFile *)(void *)f;
    d->real = (sqlite3_file *)(void *)(d + 1);
    int code = real->xOpen(real, name, d->real, flags, ret_flags);
    d->file.pMethods = d->real->pMethods ? &methods : NULL;
    return code;
}

bool test_disk_install(void)
{
    static sqlite3_vfs disk;
    if (real)
        return true;
    real = sqlite3_vfs_find(NULL);
    if (!real)
        return false;
    disk = *real;
    disk.zName = "test-disk";
    disk.pNext = NULL;
    disk.szOsFile = (int)sizeof(DiskFile) + real->szOsFile;
    disk.xOpen = open_file;
    return sqlite3_vfs_register(&disk, 1) == SQLITE_OK;
}

void test_disk(DiskState now)
{
    state = now;
}
