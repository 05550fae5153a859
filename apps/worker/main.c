/* kair-worker: does the jobs that the api hands out over HTTP. It has no database; any number of them may run anywhere
 * the api can be reached from. */
#include "apps/worker/loop.h"
#include "base/log.h"
#include "kernel/conf/conf.h"
#include "kernel/crypt/crypt.h"

#include <curl/curl.h>
#include <stdio.h>
#include <unistd.h>

enum { ARENA_BYTES = 4 << 20, COMPLAINTS_MAX = 64 << 10, EXIT_USAGE_STATUS = 2, EXIT_HOPELESS = 78 };

typedef enum { OPTION_API, OPTION_SOCKET, OPTION_TOKEN_FILE, OPTION_NAME, OPTION_CONFIG, OPTION_COUNT } Option;
static const struct {
    const char *name, *value, *doc;
} options[OPTION_COUNT] = {
    [OPTION_API] = {"--api", "URL",
                    "where the api is, such as https://learn.example.com; the configured origin unless given"},
    [OPTION_SOCKET] = {"--socket", "PATH", "reach it by this unix socket instead of by its address"},
    [OPTION_TOKEN_FILE] = {"--token-file", "PATH", "file with the token of \"kair worker token create\" (required)"},
    [OPTION_NAME] = {"--name", "NAME", "name of this worker; the host's name unless given"},
    [OPTION_CONFIG] = {"--config", "PATH", "configuration file: mail_url, mail_user, mail_from, log_level …"},
};

static void help(void)
{
    puts("kair-worker --token-file PATH [OPTIONS]\n\n"
         "Leases jobs from the api, does them, reports. Ends on SIGTERM after the job in hand.\n");
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

static int run(const Conf *conf, const char *const values[OPTION_COUNT])
{
    char host[65] = "worker";
    if (gethostname(host, sizeof host - 1) != 0)
        host[0] = 'w';
    WorkLoop loop = {.conf = conf,
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
    int status = run(conf, values);
    conf_free(conf);
    curl_global_cleanup();
    return status;
}
