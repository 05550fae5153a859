/* For tests: a disk under SQLite that fails on demand. Process-wide; works on files opened after test_disk_install. */
#ifndef KERNEL_STORE_TEST_DISK_H
#define KERNEL_STORE_TEST_DISK_H

#include <stdbool.h>

typedef enum {
    DISK_SOUND,
    DISK_FULL,       /* every write: no space left */
    DISK_SYNC_FAILS, /* every fsync */
    DISK_FAULTY,     /* the write, cut or fsync that the armed FAULT_WRITE points at */
} DiskState;

/* Puts the disk between SQLite and the real one, for the rest of the program. False when SQLite refuses. */
bool test_disk_install(void);
void test_disk(DiskState state);

#endif
