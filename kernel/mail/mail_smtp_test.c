/* Conversations with a real SMTP server (tests/mail/server.mjs): accepted, refused, cut off, encrypted, signed in. */
#include "kernel/crypt/crypt.h"
#include "kernel/mail/mail.h"
#include "tests/check.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

typedef struct {
    pid_t pid;
    int input; /* closing it ends the server */
    const char *folder;
    char port[8], ca_file[300];
} Server;

/* Starts Node with the server and waits for the line that says where it listens. */
static bool start(Check *c, const char *mode, Server *s)
{
    int in[2], out[2];
    char script[512], program[] = "node", line[512] = "";
    char folder[300], mode_text[16];
    s->folder = check_folder(c);
    snprintf(script, sizeof script, "%s/tests/mail/server.mjs",
             getenv("KAIR_TEST_ROOT") ? getenv("KAIR_TEST_ROOT") : ".");
    snprintf(folder, sizeof folder, "%s", s->folder);
    snprintf(mode_text, sizeof mode_text, "%s", mode);
    char *arguments[] = {program, script, folder, mode_text, NULL};
    if (pipe(in) != 0 || pipe(out) != 0)
        return false;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, in[1]);
    posix_spawn_file_actions_addclose(&actions, out[0]);
    int failed = posix_spawnp(&s->pid, program, &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(in[0]);
    close(out[1]);
    s->input = in[1];
    FILE *said = fdopen(out[0], "r");
    bool ready =
        !failed && said && fgets(line, sizeof line, said) && sscanf(line, "%7s %299s", s->port, s->ca_file) == 2;
    if (said)
        fclose(said);
    if (failed)
        s->pid = 0;
    return ready;
}

static void stop(Server *s)
{
    close(s->input);
    if (s->pid)
        waitpid(s->pid, NULL, 0);
}

static Mail mail_to(const char *to)
{
    return (Mail){.id = {"01939c2e-0000-7000-8000-000000000002"},
                  .to = str_of(to),
                  .to_name = STR("Zoé"),
                  .subject = STR("Réinitialisation"),
                  .text = STR(".point seul\n..deux points\nfin\n"),
                  .language = STR("fr")};
}

static MailConf conf_of(Check *c, const Server *s, const char *scheme)
{
    MailConf conf = {.from = STR("Kair <no-reply@learn.example.com>"), .timeout_ms = 20000};
    if (str_format(check_ctx(c)->arena, &conf.url, "%s://127.0.0.1:%s", scheme, s->port) != OK)
        abort();
    return conf;
}

/* Sends and holds outcome and reason against what is expected. */
static void sends(Check *c, const MailConf *conf, const char *to, Rc expected, const char *reason)
{
    Buf why;
    Mail mail = mail_to(to);
    buf_init(&why, check_ctx(c)->arena, 1024);
    Rc rc = mail_send(check_ctx(c), conf, &mail, &why);
    if (!CHECK_INT(c, rc, expected) || !CHECK(c, strstr(why.n ? why.at : "", reason) != NULL))
        check_say(c, "to %s: %s, \"%.*s\"", to, rc_name(rc), STR_ARG(buf_str(&why)));
}

static void plain_conversation(Check *c)
{
    Server s;
    char path[400], got[4096] = "";
    if (!CHECK(c, start(c, "plain", &s))) {
        stop(&s);
        return;
    }
    MailConf conf = conf_of(c, &s, "smtp");
    sends(c, &conf, "zoe@example.com", OK, "");
    sends(c, &conf, "refuse@example.com", ERR_REFUSED, "550 No such user here");
    sends(c, &conf, "full@example.com", ERR_REFUSED, "552 Mailbox full");
    sends(c, &conf, "later@example.com", ERR_BUSY, "451 Come back later");
    sends(c, &conf, "drop@example.com", ERR_BUSY, "");
    conf.user = STR("kair");
    conf.password = STR("s3cret");
    sends(c, &conf, "zoe@example.com", ERR_BUSY, "");
    stop(&s);
    snprintf(path, sizeof path, "%s/1.eml", s.folder);
    FILE *f = fopen(path, "r");
    REQUIRE(c, f);
    CHECK(c, fread(got, 1, sizeof got - 1, f) > 0);
    fclose(f);
    Buf sent;
    Mail mail = mail_to("zoe@example.com");
    buf_init(&sent, check_ctx(c)->arena, 1 << 20);
    REQUIRE(c, mail_render(check_ctx(c), &conf, &mail, &sent) == OK);
    CHECK_STR(c, buf_str(&sent), got); /* dots doubled on the way are single again */
    snprintf(path, sizeof path, "%s/2.eml", s.folder);
    CHECK(c, access(path, F_OK) != 0);
}

static void starttls_and_login(Check *c)
{
    Server s;
    if (!CHECK(c, start(c, "auth", &s))) {
        stop(&s);
        return;
    }
    MailConf conf = conf_of(c, &s, "smtp");
    conf.user = STR("kair");
    conf.password = STR("s3cret");
    sends(c, &conf, "zoe@example.com", ERR_BUSY, "certificate");
    conf.ca_file = str_of(s.ca_file);
    sends(c, &conf, "zoe@example.com", OK, "");
    conf.password = STR("wrong");
    sends(c, &conf, "zoe@example.com", ERR_BUSY, "535 Wrong credentials");
    stop(&s);
}

static void implicit_tls(Check *c)
{
    Server s;
    if (!CHECK(c, start(c, "tls", &s))) {
        stop(&s);
        return;
    }
    MailConf conf = conf_of(c, &s, "smtps");
    sends(c, &conf, "zoe@example.com", ERR_BUSY, "certificate");
    conf.ca_file = str_of(s.ca_file);
    sends(c, &conf, "zoe@example.com", OK, "");
    stop(&s);
}

/* A socket that listens and never answers: the time-out is what ends the conversation. */
static void silent_server(Check *c)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    REQUIRE(c, fd >= 0 && bind(fd, (struct sockaddr *)&address, sizeof address) == 0 && listen(fd, 4) == 0);
    REQUIRE(c, getsockname(fd, (struct sockaddr *)&address, &size) == 0);
    Server s = {.folder = ""};
    snprintf(s.port, sizeof s.port, "%u", ntohs(address.sin_port));
    MailConf conf = conf_of(c, &s, "smtp");
    conf.timeout_ms = 200;
    sends(c, &conf, "zoe@example.com", ERR_BUSY, "Timeout");
    close(fd);
    sends(c, &conf, "zoe@example.com", ERR_BUSY, "connect");
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a server accepts, refuses for good, refuses for now, and hangs up", plain_conversation},
        {"STARTTLS needs a known certificate and the login the right password", starttls_and_login},
        {"implicit TLS needs a known certificate", implicit_tls},
        {"a server that says nothing and one that is not there mean try again", silent_server},
    };
    if (crypt_init() != OK || curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return 1;
    int failed = check_main(argc, argv, tests, sizeof tests / sizeof *tests);
    curl_global_cleanup();
    return failed;
}
