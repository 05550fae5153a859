/* The worker's own rules; what it does with a real api is shown by tests/faults. The test is its own kair-step: run
 * with the name of a behaviour as its only argument. */
#include "apps/worker/cache.h"
#include "apps/worker/child.h"
#include "apps/worker/kinds.h"
#include "apps/worker/loop.h"
#include "kernel/conf/conf.h"
#include "kernel/crypt/crypt.h"
#include "tests/check.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static void waits_longer(Check *c)
{
    CHECK_INT(c, wait_after(1, 30000, 500), 1000);
    CHECK_INT(c, wait_after(2, 30000, 500), 2000);
    CHECK_INT(c, wait_after(5, 30000, 500), 16000);
    CHECK_INT(c, wait_after(6, 30000, 500), 30000);
    CHECK_INT(c, wait_after(1000, 30000, 500), 30000);
    CHECK_INT(c, wait_after(9, 4000, 500), 4000);
}

static void spreads(Check *c)
{
    CHECK_INT(c, wait_after(6, 30000, 0), 22500);
    CHECK(c, wait_after(6, 30000, 999) < 37500 && wait_after(6, 30000, 999) > 37000);
}

static Conf *conf_with_mail_in(Check *c, const char *folder)
{
    char url[300];
    snprintf(url, sizeof url, "KAIR_MAIL_URL=file://%s", folder);
    char *const environment[] = {url, NULL};
    Buf complaints;
    Conf *conf = NULL;
    buf_init(&complaints, check_ctx(c)->arena, 4096);
    CHECK_INT(c, conf_load(check_ctx(c), NULL, environment, &complaints, &conf), OK);
    return conf;
}

static void sends(Check *c)
{
    JobEnd end = {0};
    Conf *conf = conf_with_mail_in(c, check_folder(c));
    Workshop shop = {.conf = conf};
    LeasedJob job = {
        .payload =
            STR("{\"id\":\"018f2f3a-0000-7000-8000-000000000001\",\"to\":\"ada@example.org\",\"to_name\":\"Ada\","
                "\"subject\":\"Bonjour\",\"text\":\"Un mot\",\"html\":\"\",\"language\":\"fr\",\"later\":1}")};
    CHECK_INT(c, mail_job(check_ctx(c), &(JobRun){.shop = &shop, .job = &job}, &end), OK);
    CHECK_INT(c, (int64_t)end.error.n, 0);
    conf_free(conf);
}

static void refuses(Check *c)
{
    JobEnd end = {0};
    Conf *conf = conf_with_mail_in(c, check_folder(c));
    Workshop shop = {.conf = conf};
    LeasedJob job = {.payload = STR("{\"id\":\"x\"}")};
    CHECK_INT(c, mail_job(check_ctx(c), &(JobRun){.shop = &shop, .job = &job}, &end), ERR_INVALID);
    CHECK_STR(c, end.error, "the message is not one");
    conf_free(conf);
}

/* What the process does that child_run starts: its exit status. */
static int obey(void)
{
    char spec[16] = {0};
    bool read_only = write(3, "x", 1) < 0 && errno == EBADF;
    bool alone = fcntl(6, F_GETFD) < 0 && fcntl(40, F_GETFD) < 0;
    bool heard = read(0, spec, sizeof spec - 1) == 4;
    bool told = write(4, "0.25\n0.5\n", 9) == 9 && write(1, "said", 4) == 4 && write(5, "made", 4) == 4;
    return read_only && alone && heard && told ? 0 : 9;
}

static int refuse(void)
{
    return 2;
}

static int crash(void)
{
    raise(SIGKILL);
    return 9;
}

static int burn(void)
{
    for (volatile unsigned n = 1; n != 0; n |= 1)
        continue;
    return 9;
}

static int fill(void)
{
    for (char block[4096] = {0}; write(5, block, sizeof block) > 0;)
        continue;
    return 9;
}

static int wait_long(void)
{
    return write(4, "0.1\n", 4) == 4 ? pause() : 9;
}

static int behave(const char *how)
{
    static const struct {
        const char *name;
        int (*run)(void);
    } rows[] = {{"obey", obey}, {"refuse", refuse}, {"crash", crash},
                {"burn", burn}, {"write", fill},    {"wait", wait_long}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(how, rows[i].name) == 0)
            return rows[i].run();
    return 9;
}

typedef struct {
    int spec, result, input, output;
} Files;

static int memory(const char *text)
{
    int fd = memfd_create("test", MFD_CLOEXEC);
    if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text) || lseek(fd, 0, SEEK_SET) != 0)
        abort();
    return fd;
}

static Files open_files(void)
{
    char path[40];
    int file = memory("film");
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    Files f = {memory("spec"), memory(""), open(path, O_RDONLY | O_CLOEXEC), memory("")};
    close(file);
    return f;
}

static void close_files(const Files *f)
{
    close(f->spec), close(f->result), close(f->input), close(f->output);
}

static Rc run_child(Check *c, const char *how, const Files *f, Pulse *pulse, Str *ret_why)
{
    StepRun run = {.program = "/proc/self/exe",
                   .profile = how,
                   .spec_fd = f->spec,
                   .result_fd = f->result,
                   .input_fd = f->input,
                   .output_fd = f->output,
                   .memory_mb = 1024,
                   .cpu_s = 1,
                   .output_mb = 1};
    return child_run(check_ctx(c), &run, pulse, ret_why);
}

static const atomic_bool staying = false, going = true;

static void child_obeys(Check *c)
{
    Files f = open_files();
    Pulse pulse = {.leaving = &staying};
    char said[8] = {0}, made[8] = {0};
    Str why = {0};
    CHECK_INT(c, run_child(c, "obey", &f, &pulse, &why), OK);
    CHECK_INT(c, atomic_load(&pulse.permille), 500);
    CHECK(c, pread(f.result, said, 7, 0) == 4 && strcmp(said, "said") == 0);
    CHECK(c, pread(f.output, made, 7, 0) == 4 && strcmp(made, "made") == 0);
    close_files(&f);
}

static void child_ends_badly(Check *c)
{
    static const struct {
        const char *how, *why;
        Rc rc;
    } rows[] = {
        {"refuse", "", ERR_REFUSED},
        {"crash", "kair-step was ended by signal 9 (a crash, or a limit)", ERR_IO},
        {"burn", "kair-step was ended by signal 24 (it took too long)", ERR_IO},
        {"write", "kair-step was ended by signal 25 (it wrote too much)", ERR_IO},
        {"other", "kair-step ended with status 9", ERR_IO},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Files f = open_files();
        Pulse pulse = {.leaving = &staying};
        Str why = {0};
        CHECK_INT(c, run_child(c, rows[i].how, &f, &pulse, &why), rows[i].rc);
        if (*rows[i].why)
            CHECK_STR(c, why, rows[i].why);
        close_files(&f);
    }
}

static void child_is_stopped(Check *c)
{
    Files f = open_files();
    Pulse leaving = {.leaving = &going}, lost = {.leaving = &staying, .lost = true};
    Str why = {0};
    CHECK_INT(c, run_child(c, "wait", &f, &leaving, &why), ERR_CONFLICT);
    CHECK_INT(c, run_child(c, "wait", &f, &lost, &why), ERR_CONFLICT);
    close_files(&f);
}

static Str digest_text(Check *c, const char *bytes)
{
    Sha256 digest = sha256(str_of(bytes));
    Str hex = {0};
    CHECK_INT(c, sha256_hex(check_ctx(c), &digest, &hex), OK);
    return hex;
}

static Rc put(Check *c, Str folder, const char *claimed, const char *bytes, int64_t room)
{
    int fd = -1;
    int64_t have = 0;
    Str hex = digest_text(c, claimed);
    CHECK_INT(c, cache_begin(check_ctx(c), folder, hex, &fd, &have), OK);
    CHECK(c, pwrite(fd, bytes, strlen(bytes), have) == (ssize_t)strlen(bytes));
    Rc rc = cache_commit(check_ctx(c), folder, hex, fd, room);
    close(fd);
    return rc;
}

static bool holds(Check *c, Str folder, const char *bytes)
{
    char got[64] = {0};
    int fd = -1;
    if (cache_open(check_ctx(c), folder, digest_text(c, bytes), &fd) != OK)
        return false;
    bool same = read(fd, got, sizeof got - 1) == (ssize_t)strlen(bytes) && strcmp(got, bytes) == 0;
    close(fd);
    return same;
}

static void age(Check *c, Str folder, const char *bytes, time_t when)
{
    char path[400];
    struct timespec both[2] = {{.tv_sec = when}, {.tv_sec = when}};
    snprintf(path, sizeof path, "%.*s/%.*s", STR_ARG(folder), STR_ARG(digest_text(c, bytes)));
    CHECK(c, utimensat(AT_FDCWD, path, both, 0) == 0);
}

static void cache_keeps_whole(Check *c)
{
    Str folder = str_of(check_folder(c));
    int fd = -1;
    int64_t have = 0;
    CHECK(c, !holds(c, folder, "one"));
    CHECK_INT(c, cache_begin(check_ctx(c), folder, digest_text(c, "onetwo"), &fd, &have), OK);
    CHECK(c, have == 0 && write(fd, "one", 3) == 3);
    close(fd); /* the connection broke: what came stays, and is not shown */
    CHECK(c, !holds(c, folder, "onetwo"));
    CHECK_INT(c, put(c, folder, "onetwo", "two", 100), OK);
    CHECK(c, holds(c, folder, "onetwo"));
    CHECK_INT(c, put(c, folder, "good", "evil", 100), ERR_INVALID);
    CHECK(c, !holds(c, folder, "good"));
    CHECK_INT(c, cache_open(check_ctx(c), folder, STR("../../etc/passwd"), &fd), ERR_INVALID);
}

static void cache_forgets(Check *c)
{
    Str folder = str_of(check_folder(c));
    CHECK_INT(c, put(c, folder, "aaaa", "aaaa", 8), OK);
    CHECK_INT(c, put(c, folder, "bbbb", "bbbb", 8), OK);
    age(c, folder, "aaaa", 1000);
    age(c, folder, "bbbb", 2000);
    CHECK(c, holds(c, folder, "aaaa")); /* just used: bbbb is the oldest now */
    CHECK_INT(c, put(c, folder, "cccc", "cccc", 8), OK);
    CHECK(c, holds(c, folder, "aaaa") && !holds(c, folder, "bbbb") && holds(c, folder, "cccc"));
}

int main(int argc, char **argv)
{
    if (argc == 2 && argv[1][0] != '-')
        return behave(argv[1]);
    if (crypt_init() != OK)
        return 1;
    static const CheckTest tests[] = {
        {"waits double up to their limit", waits_longer},
        {"waits are spread by a quarter to each side", spreads},
        {"a mail job is sent, whatever members a newer api adds", sends},
        {"a payload that is no message fails for good", refuses},
        {"a step gets its six files and no other, and is heard", child_obeys},
        {"a step that refuses, crashes or passes a limit ends with a reason", child_ends_badly},
        {"a step that nobody wants any more is killed", child_is_stopped},
        {"a source shows in the cache when it is whole and what it should be", cache_keeps_whole},
        {"the cache forgets what was not used for longest", cache_forgets},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
