/* A lost fsync in the running api: what the kernel forgot it does not report twice, so the process must go, for its
 * supervisor to start another that recovers. */
#include "apps/kair/background.h"
#include "kernel/crypt/crypt.h"
#include "kernel/store/test_disk.h"
#include "tests/database.h"

#include <signal.h>

enum { PATIENCE_S = 20 };

/* The background thread in an otherwise idle program, on a database whose fsync failed or not. True: it asked the
 * process to end within `patience_s`. */
static bool asks_to_end(Check *c, TestDatabase *d, bool failed, time_t patience_s, bool *ret_broken)
{
    Ctx *cx = check_ctx(c);
    Program p = {.store = d->store};
    Background *background = NULL;
    Buf complaints;
    Conf *conf = NULL;
    char folder[300], *environment[] = {folder, NULL};
    sigset_t end;
    struct timespec patience = {.tv_sec = patience_s};
    snprintf(folder, sizeof folder, "KAIR_DATA_DIR=%s", d->data_dir);
    buf_init(&complaints, cx->arena, 4096);
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &end, NULL);
    bool ok = CHECK(c, conf_load(cx, NULL, environment, &complaints, &conf) == OK);
    p.conf = conf;
    ok = ok && CHECK(c, program_prepare(cx, &p) == OK);
    if (failed)
        test_disk(DISK_SYNC_FAILS);
    ok = ok && CHECK(c, (store_write_check(cx, d->thread) == OK) != failed);
    test_disk(DISK_SOUND);
    ok = ok && CHECK(c, background_start(cx, &p, &background) == OK);
    bool asked = ok && sigtimedwait(&end, NULL, &patience) == SIGTERM;
    *ret_broken = p.health.broken;
    background_stop(background);
    p.store = NULL; /* the test's */
    program_close(&p);
    conf_free(conf);
    while (sigtimedwait(&end, NULL, &(struct timespec){0}) == SIGTERM)
        continue; /* one for each turn */
    return asked;
}

static void lost(Check *c, TestDatabase *d)
{
    bool broken = false;
    if (d->engine != DB_SQLITE)
        return; /* there the server looks after its own disk */
    CHECK(c, asks_to_end(c, d, true, PATIENCE_S, &broken));
    CHECK(c, broken);
}

static void sound(Check *c, TestDatabase *d)
{
    bool broken = true;
    CHECK(c, !asks_to_end(c, d, false, 0, &broken));
    CHECK(c, !broken);
}

static void a_lost_fsync(Check *c)
{
    database_each_engine(c, lost);
}

static void a_sound_disk(Check *c)
{
    database_each_engine(c, sound);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"after a failed fsync the api ends as broken, so that another one recovers", a_lost_fsync},
        {"on a sound disk it goes on", a_sound_disk},
    };
    return test_disk_install() && crypt_init() == OK ? check_main(argc, argv, tests, sizeof tests / sizeof *tests) : 1;
}
