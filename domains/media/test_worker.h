/* For tests: a worker that does no work. It takes jobs of steps as a machine does, hands in files of the right names
 * and sizes, and answers with canned results. */
#ifndef DOMAINS_MEDIA_TEST_WORKER_H
#define DOMAINS_MEDIA_TEST_WORKER_H

#include "domains/media/media.h"
#include "domains/space/space.h"
#include "domains/work/work.h"
#include "kernel/blob/blob.h"
#include "tests/database.h"

typedef struct {
    Check *c;
    TestDatabase *d;
    Space space;
    BlobStore *blobs;
    WorkPlace at;
    const char *probe; /* what the probe finds */
} TestWorker;

/* A film with picture and sound; `duration_ms`, `width`, `height`. In the test's arena. */
const char *test_probe(Check *c, int64_t duration_ms, int64_t width, int64_t height);

/* An active space and an empty folder of blobs. */
void test_worker_open(Check *c, TestDatabase *d, TestWorker *ret);
void test_worker_close(TestWorker *w);
Db *test_worker_db(TestWorker *w);
Db *test_worker_platform(TestWorker *w);

/* A media whose bytes have all come, its first jobs waiting. */
Id test_worker_media(TestWorker *w, MediaKind kind, const Id *owner);
Media test_worker_get(TestWorker *w, const Id *media);

/* What a leased job wants, as the worker reads it. */
typedef struct {
    Str name; /* of a rung */
} TestRung;
typedef struct {
    WorkItem item;
    Str step, track;
    int64_t part, start_ms, end_ms, duration_ms;
    bool has_track, has_part, has_start_ms, has_end_ms, has_duration_ms, has_rungs, has_poster, poster;
    ListOf(TestRung) rungs;
    int64_t input_count, input_bytes;
} TestJob;

/* The best waiting job. False: there is none. */
bool test_worker_take(TestWorker *w, TestJob *ret);
/* Hands in its files and writes the result. */
Str test_worker_do(TestWorker *w, const TestJob *job);
/* Both, and the end. */
Rc test_worker_finish(TestWorker *w, const TestJob *job);
/* Until nothing waits, at most `most` jobs; how many were done. Names of the steps go to `log` when it is not NULL:
 * "probe encode.0 …". */
int test_worker_run(TestWorker *w, int most, Buf *log);

#endif
