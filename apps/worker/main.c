/* kair-worker: does the jobs that the api hands out over HTTP. It has no database; any number of them may run anywhere
 * the api can be reached from. */
#include "apps/worker/loop.h"
#include "base/log.h"
#include "kernel/conf/conf.h"
#include "kernel/crypt/crypt.h"

#include <curl/curl.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    ARENA_BYTES = 4 << 20,
    COMPLAINTS_MAX = 64 << 10,
    EXIT_USAGE_STATUS = 2,
    EXIT_HOPELESS = 78,
    HEAVY_STANDARD_MAX = 4,
    CACHE_MB = 4096,
    CACHE_MB_MAX = 16 << 20,
    PATH_BYTES = 4096
};

typedef enum {
    OPTION_API,
    OPTION_SOCKET,
    OPTION_TOKEN_FILE,
    OPTION_NAME,
    OPTION_JOBS,
    OPTION_STEP,
    OPTION_WORK_DIR,
    OPTION_CACHE_MB,
    OPTION_CONFIG,
    OPTION_COUNT
} Option;
static const struct {
    const char *name, *value, *doc;
} options[OPTION_COUNT] = {
    [OPTION_API] = {"--api", "URL",
                    "where the api is, such as https://learn.example.com; the configured origin unless given"},
    [OPTION_SOCKET] = {"--socket", "PATH", "reach it by this unix socket instead of by its address"},
    [OPTION_TOKEN_FILE] = {"--token-file", "PATH", "file with the token of \"kair worker token create\" (required)"},
    [OPTION_NAME] = {"--name", "NAME", "name of this worker; the host's name unless given"},
    [OPTION_JOBS] = {"--jobs", "N",
                     "films worked on at the same time; as many as there are processors, at most 4, unless given"},
    [OPTION_STEP] = {"--step", "PATH", "the program kair-step; the one that was installed with this one unless given"},
    [OPTION_WORK_DIR] = {"--work-dir", "PATH", "scratch files and downloaded films; /var/tmp/kair-worker unless given"},
    [OPTION_CACHE_MB] = {"--cache-mb", "N", "how much of downloaded films to keep there; 4096 unless given"},
    [OPTION_CONFIG] = {"--config", "PATH", "configuration file: mail_url, mail_user, mail_from, log_level …"},
};

static void help(void)
{
    puts("kair-worker --token-file PATH [OPTIONS]\n\n"
         "Leases jobs from the api, does them, reports. Ends on SIGTERM: a mail in hand is sent, a film in hand given "
         "back.\n"
         "Run as many as you like, on any machine that reaches the api: they share the parts of one film between "
         "them.\n");
    for (int i = 0; i < OPTION_COUNT; i++)
        printf("  %-13s %-5s %s\n", options[i].name, options[i].value, options[i].doc);
    puts("\nSettings come from the configuration file and KAIR_… variables, as for kair: see kair config defaults.");
}

static bool read_options(int argc, char **argv, const char *values[OPTION_COUNT])
{
    for (int i = 1; i < argc; i += 2) {
        int at = 0;
        while (at < OPTION_COUNT && !str_equal(str_of(argv[i]), str_of(options[at].name)))
            at++;
        if (at == OPTION_COUNT || i + 1 == argc || values[at]) {
            fprintf(stderr, "kair-worker: %s %s\nTry: kair-worker --help\n",
                    at == OPTION_COUNT ? "unknown option"
                    : i + 1 == argc    ? "needs a value:"
                                       : "given twice:",
                    argv[i]);
            return false;
        }
        values[at] = argv[i + 1];
    }
    if (!values[OPTION_TOKEN_FILE])
        fputs("kair-worker: missing: --token-file\nTry: kair-worker --help\n", stderr);
    return values[OPTION_TOKEN_FILE] != NULL;
}

/* An option that is a number; `otherwise` when it was not given, 0 when it is none in bounds. */
static int64_t number(const char *value, int64_t otherwise, int64_t max)
{
    int64_t n = 0;
    if (!value)
        return otherwise;
    return str_i64(str_of(value), &n) == OK && n >= 1 && n <= max ? n : 0;
}

static int64_t processors(void)
{
    cpu_set_t set;
    int64_t n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return n > HEAVY_STANDARD_MAX ? HEAVY_STANDARD_MAX : n;
}

/* kair-step lies beside this program, in the build folder (../step) as where both are installed. */
static Rc find_step(Ctx *cx, const char *given, Str *ret)
{
    char self[PATH_BYTES];
    if (given)
        return str_copy(cx->arena, str_of(given), ret);
    ssize_t n = readlink("/proc/self/exe", self, sizeof self);
    while (n > 0 && self[n - 1] != '/')
        n--;
    if (n <= 0)
        return ERR_IO;
    TRY(str_format(cx->arena, ret, "%.*skair-step", (int)n, self));
    return access(ret->at, X_OK) == 0 ? OK : str_format(cx->arena, ret, "%.*s../step/kair-step", (int)n, self);
}

static bool make_workshop(Ctx *cx, const Conf *conf, const char *const values[OPTION_COUNT], Workshop *ret)
{
    const char *folder = values[OPTION_WORK_DIR] ? values[OPTION_WORK_DIR] : "/var/tmp/kair-worker";
    Workshop shop = {.conf = conf, .work_dir = str_of(folder)};
    shop.cache_bytes = number(values[OPTION_CACHE_MB], CACHE_MB, CACHE_MB_MAX) << 20;
    if (shop.cache_bytes == 0) {
        fputs("kair-worker: --cache-mb is a number of megabytes\n", stderr);
        return false;
    }
    if (find_step(cx, values[OPTION_STEP], &shop.step_program) != OK || access(shop.step_program.at, X_OK) != 0) {
        fprintf(stderr, "kair-worker: there is no program %s\n",
                shop.step_program.at ? shop.step_program.at : "kair-step");
        return false;
    }
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) {
        fprintf(stderr, "kair-worker: the folder %s cannot be made: %s\n", folder, strerror(errno));
        return false;
    }
    *ret = shop;
    return true;
}

static int run(Ctx *cx, const Conf *conf, const char *const values[OPTION_COUNT])
{
    char host[65] = "worker";
    Workshop shop;
    int64_t jobs = number(values[OPTION_JOBS], processors(), WORK_HEAVY_MAX);
    if (gethostname(host, sizeof host - 1) != 0)
        host[0] = 'w';
    if (jobs == 0) {
        fprintf(stderr, "kair-worker: --jobs is a number from 1 to %d\n", WORK_HEAVY_MAX);
        return EXIT_USAGE_STATUS;
    }
    if (!make_workshop(cx, conf, values, &shop))
        return EXIT_USAGE_STATUS;
    WorkLoop loop = {.shop = shop,
                     .heavy_jobs = (int)jobs,
                     .token_file = values[OPTION_TOKEN_FILE],
                     .client = {.api = values[OPTION_API] ? str_of(values[OPTION_API]) : conf_origin(conf),
                                .socket = str_of(values[OPTION_SOCKET]),
                                .name = str_of(values[OPTION_NAME] ? values[OPTION_NAME] : host)}};
    if (values[OPTION_SOCKET] && !values[OPTION_API])
        loop.client.api = STR("http://localhost");
    sigemptyset(&loop.ends);
    sigaddset(&loop.ends, SIGTERM);
    sigaddset(&loop.ends, SIGINT);
    sigprocmask(SIG_BLOCK, &loop.ends, NULL);
    signal(SIGPIPE, SIG_IGN);
    Rc rc = work_loop(&loop);
    if (rc != OK)
        fprintf(stderr, "kair-worker: %s\n",
                rc == ERR_DENIED ? "the api refuses this token; make a new one with kair worker token create"
                                 : rc_name(rc));
    return rc == OK ? 0 : rc == ERR_DENIED ? EXIT_HOPELESS : 1;
}

int main(int argc, char **argv)
{
    const char *values[OPTION_COUNT] = {0};
    if (argc == 2 && (str_equal(str_of(argv[1]), STR("--help")) || str_equal(str_of(argv[1]), STR("-h")))) {
        help();
        return 0;
    }
    if (!read_options(argc, argv, values))
        return EXIT_USAGE_STATUS;
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    if (!arena || crypt_init() != OK || curl_global_init(CURL_GLOBAL_DEFAULT) != 0) {
        fputs("kair-worker: this machine has no memory or no random numbers\n", stderr);
        return 1;
    }
    Ctx cx = {.arena = arena, .clock = &clock_system, .random = &random_system};
    Buf complaints;
    Conf *conf = NULL;
    buf_init(&complaints, arena, COMPLAINTS_MAX);
    Rc rc = conf_load(&cx, values[OPTION_CONFIG], environ, &complaints, &conf);
    fwrite(complaints.at ? complaints.at : "", 1, complaints.n, stderr);
    if (rc != OK)
        return EXIT_USAGE_STATUS;
    log_level((LogLevel)conf_int(conf, CONF_LOG_LEVEL));
    int status = run(&cx, conf, values);
    conf_free(conf);
    curl_global_cleanup();
    return status;
}
