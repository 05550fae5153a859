/* The composition itself: templates, policy, commands, children, small files. Whole servers: tests/faults. */
#include "apps/kair/admin.h"
#include "apps/kair/child.h"
#include "apps/kair/command.h"
#include "apps/kair/demo.h"
#include "apps/kair/files.h"
#include "apps/kair/fill.h"
#include "apps/kair/nginx_conf.h"
#include "apps/kair/surfaces.h"
#include "kernel/crypt/crypt.h"
#include "tests/check.h"

#include <sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void fills(Check *c)
{
    static const FillValue values[] = {{"NAME", {"kair", 4}}, {"EMPTY", {"", 0}}, {0}};
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 200);
    CHECK_INT(c, fill_template(STR("a@NAME@b @EMPTY@c me@example.org @"), values, &b), OK);
    CHECK_STR(c, buf_str(&b), "akairb c me@example.org @");
    CHECK_INT(c, fill_template(STR("@NOBODY@"), values, &b), ERR_BUG);
}

static void policy(Check *c)
{
    Ctx *cx = check_ctx(c);
    Str plain, with, style;
    REQUIRE(c, nginx_page_style_source(cx, &style) == OK);
    REQUIRE(c, nginx_policy(cx, (Str){0}, &plain) == OK);
    CHECK(c, memmem(plain.at, plain.n, style.at, style.n) != NULL);
    CHECK(c, memmem(plain.at, plain.n, "script-src 'self';", 18) != NULL);
    REQUIRE(c, nginx_policy(cx, STR("{\"script-src\":[\"'sha256-AbC+/=='\"],\"style-src\":[]}"), &with) == OK);
    CHECK(c, memmem(with.at, with.n, "script-src 'self' 'sha256-AbC+/==';", 35) != NULL);
}

static void policy_refuses(Check *c)
{
    static const char *const bad[] = {
        "{\"script-src\":[\"'unsafe-inline'\"],\"style-src\":[]}",
        "{\"script-src\":[\"'sha256-a'; script-src *\"],\"style-src\":[]}",
        "{\"script-src\":[]}",
        "nothing",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Str ret;
        CHECK_INT(c, nginx_policy(check_ctx(c), str_of(bad[i]), &ret), ERR_INVALID);
    }
}

/* What a browser would compute from the page that is served. */
static void page_style(Check *c)
{
    Ctx *cx = check_ctx(c);
    Buf page, expected;
    Str source;
    buf_init(&page, cx->arena, 16 << 10);
    REQUIRE(c, nginx_problem_page(cx, &nginx_problems[0], &page) == OK);
    const char *from = memmem(page.at, page.n, "<style>", 7), *to = memmem(page.at, page.n, "</style>", 8);
    REQUIRE(c, from && to);
    Sha256 digest = sha256((Str){from + 7, (size_t)(to - from) - 7});
    buf_init(&expected, cx->arena, 64);
    buf_base64url(&expected, digest.bytes, sizeof digest.bytes);
    REQUIRE(c, nginx_page_style_source(cx, &source) == OK);
    CHECK_INT(c, (int64_t)source.n, 8 + 43 + 2);
    for (size_t i = 0; i < expected.n; i++) {
        char sign = expected.at[i] == '-' ? '+' : expected.at[i] == '_' ? '/' : expected.at[i];
        CHECK(c, source.at[8 + i] == sign);
    }
}

static void conf_refuses_blanks(Check *c)
{
    Ctx *cx = check_ctx(c);
    char data[] = "KAIR_DATA_DIR=/tmp/a folder", *environment[] = {data, NULL};
    Buf complaints;
    Conf *conf;
    buf_init(&complaints, cx->arena, 4096);
    REQUIRE(c, conf_load(cx, NULL, environment, &complaints, &conf) == OK);
    CHECK_INT(c, nginx_conf_write(cx, conf, &complaints), ERR_INVALID);
    CHECK(c, memmem(complaints.at, complaints.n, "/tmp/a folder", 13) != NULL);
    conf_free(conf);
}

static void conf_counts_allowed_cores(Check *c)
{
    Ctx *cx = check_ctx(c);
    char data[1024], *environment[] = {data, NULL};
    const char *folder = check_folder(c);
    cpu_set_t all, one;
    Str path, written = {0};
    Buf complaints;
    Conf *conf;
    CPU_ZERO(&one);
    buf_init(&complaints, cx->arena, 4096);
    snprintf(data, sizeof data, "KAIR_DATA_DIR=%s", folder);
    REQUIRE(c, conf_load(cx, NULL, environment, &complaints, &conf) == OK);
    REQUIRE(c, str_format(cx->arena, &path, "%s/" RUN_NGINX_CONF, folder) == OK);
    REQUIRE(c, sched_getaffinity(0, sizeof all, &all) == 0);
    CPU_SET((size_t)sched_getcpu(), &one);
    REQUIRE(c, sched_setaffinity(0, sizeof one, &one) == 0);
    Rc rc = nginx_conf_write(cx, conf, &complaints);
    CHECK(c, sched_setaffinity(0, sizeof all, &all) == 0);
    conf_free(conf);
    REQUIRE(c, rc == OK && file_read(cx, path.at, 256 << 10, &written) == OK);
    CHECK(c, memmem(written.at, written.n, "worker_processes 1;", 19) != NULL);
}

static int count(Str text, const char *part)
{
    int n = 0;
    for (const char *at = text.at; (at = memmem(at, (size_t)(text.at + text.n - at), part, strlen(part))); at++)
        n++;
    return n;
}

/* Paths, not routes: several methods of one path share its location. */
static void conf_hands_files_over(Check *c)
{
    Ctx *cx = check_ctx(c);
    char data[1024], *environment[] = {data, NULL};
    const char *folder = check_folder(c);
    Str path, written = {0};
    Buf complaints;
    Conf *conf;
    buf_init(&complaints, cx->arena, 4096);
    snprintf(data, sizeof data, "KAIR_DATA_DIR=%s", folder);
    REQUIRE(c, conf_load(cx, NULL, environment, &complaints, &conf) == OK);
    REQUIRE(c, str_format(cx->arena, &path, "%s/" RUN_NGINX_CONF, folder) == OK);
    Rc rc = nginx_conf_write(cx, conf, &complaints);
    conf_free(conf);
    REQUIRE(c, rc == OK && file_read(cx, path.at, 256 << 10, &written) == OK);
    CHECK_INT(c, count(written, "location ~ \"^/api/v1/uploads/[^/]+$\" {\n            client_max_body_size 8388608;"),
              1);
    CHECK_INT(c, count(written, "location ~ \"^/api/v1/work/[^/]+/outputs/[^/]+$\" {"), 1);
    CHECK_INT(c, count(written, "client_body_in_file_only clean;"), 2);
    CHECK_INT(c, count(written, "fastcgi_param BODY_FILE $request_body_file;"), 2);
    CHECK_INT(c, count(written, "fastcgi_pass_request_body off;"), 3); /* and the question about a token */
}

static void surfaces(Check *c)
{
    RouteTable *table;
    REQUIRE(c, route_table_new(app_surfaces, &table) == OK);
    CHECK(c, route_count(table) > 40);
    route_table_free(table);
}

static void table_whole(Check *c)
{
    for (const Command *command = commands; command->words; command++) {
        size_t options = 0;
        CHECK(c, command->run && command->doc && command->doc[strlen(command->doc) - 1] != '.');
        while (command->options && command->options[options].name)
            options++;
        CHECK(c, options <= COMMAND_OPTIONS_MAX);
    }
}

static void finds_longest(Check *c)
{
    size_t at;
    const char *words[] = {"worker", "token", "create", "--name", "a"};
    const Command *found = command_find(words, 5, &at);
    REQUIRE(c, found != NULL);
    CHECK_STR(c, str_of(found->words), "worker token create");
    CHECK_INT(c, (int64_t)at, 3);
    CHECK(c, command_find(words, 2, &at) == NULL);
    CHECK(c, command_find((const char *const[]){"spac"}, 1, &at) == NULL);
}

static void keep(void *arg, bool error, Str text)
{
    (void)error;
    buf_put(arg, text);
}

static bool reads(Check *c, const char *const *words, size_t count, CommandRun *ret, Buf *said)
{
    size_t at;
    static CommandOutput output;
    buf_init(said, check_ctx(c)->arena, 8192);
    output = (CommandOutput){keep, said};
    *ret = (CommandRun){.cx = check_ctx(c), .output = &output, .command = command_find(words, count, &at)};
    return ret->command && command_options(ret, words + at, count - at);
}

static void reads_options(Check *c)
{
    CommandRun run;
    Buf said;
    REQUIRE(c, reads(c, (const char *const[]){"user", "list", "--space=demo"}, 3, &run, &said));
    CHECK_STR(c, run.values[0], "demo");
    REQUIRE(c, reads(c, (const char *const[]){"user", "list", "--space", "demo"}, 4, &run, &said));
    CHECK_STR(c, run.values[0], "demo");
    CHECK(c, !reads(c, (const char *const[]){"user", "list"}, 2, &run, &said));
    CHECK(c, !reads(c, (const char *const[]){"user", "list", "--space"}, 3, &run, &said));
    CHECK(c, !reads(c, (const char *const[]){"user", "list", "--spaces", "x"}, 4, &run, &said));
    CHECK(c, !reads(c, (const char *const[]){"user", "list", "--space", "a", "--space", "b"}, 6, &run, &said));
    CHECK(c, memmem(said.at, said.n, "given twice", 11) != NULL);
}

static void drop_is_confirmed(Check *c)
{
    CommandRun run;
    Buf said;
    REQUIRE(c, reads(c, (const char *const[]){"space", "drop", "--slug=lake", "--confirm=lakes"}, 4, &run, &said));
    CHECK_INT(c, run.command->run(&run), EXIT_USAGE); /* before any database is asked for */
    CHECK(c, memmem(said.at, said.n, "nothing was done", 16) != NULL);
    CHECK(c, !reads(c, (const char *const[]){"space", "drop", "--slug=lake"}, 3, &run, &said));
}

/* One life of a program that ends at once; how long the next one must wait. */
static int64_t wait_after_life(Check *c, Child *child, bool answered)
{
    Ctx *cx = check_ctx(c);
    int status;
    CHECK_INT(c, child_start(cx, child), OK);
    child->answered = answered;
    pid_t pid = waitpid(child->pid, &status, 0);
    CHECK(c, child_ended(cx, child, pid, status, false));
    CHECK(c, child->pid == 0 && !child->answered);
    return child->again_ms - cx->clock->monotonic_ms(cx->clock);
}

static void restarts_slower(Check *c)
{
    static const char *const argv[] = {"/bin/false", NULL};
    Child child = {.name = "test", .argv = argv};
    int64_t first = wait_after_life(c, &child, false), second = wait_after_life(c, &child, false);
    CHECK(c, first > 0 && second > first);
    CHECK(c, wait_after_life(c, &child, false) == 2 * second);
    for (int i = 0; i < 20; i++)
        CHECK(c, wait_after_life(c, &child, false) <= 5000);
    CHECK_INT(c, child.deaths, 23);
    CHECK_INT(c, wait_after_life(c, &child, true), first);
    CHECK_INT(c, child.deaths, 0);
    CHECK(c, !child.hopeless && !child_ended(check_ctx(c), &child, 999999, 0, false));
}

static void knows_hopeless(Check *c)
{
    static const char *const argv[] = {"/bin/sh", "-c", "exit 78", NULL};
    Child child = {.name = "test", .argv = argv};
    wait_after_life(c, &child, false);
    CHECK(c, child.hopeless);
}

static void files(Check *c)
{
    Ctx *cx = check_ctx(c);
    Str path, read;
    struct stat found;
    const char *folder = check_folder(c);
    REQUIRE(c, str_format(cx->arena, &path, "%s/a/b", folder) == OK);
    REQUIRE(c, folder_make(path.at) == OK && folder_make(path.at) == OK);
    REQUIRE(c, str_format(cx->arena, &path, "%s/a/b/token", folder) == OK);
    CHECK_INT(c, file_read(cx, path.at, 100, &read), ERR_MISSING);
    CHECK_INT(c, file_write(cx, path.at, STR("0123456789")), OK);
    REQUIRE(c, stat(path.at, &found) == 0);
    CHECK_INT(c, found.st_mode & 0777, 0600);
    CHECK_INT(c, file_read(cx, path.at, 10, &read), OK);
    CHECK_STR(c, read, "0123456789");
    CHECK_INT(c, file_read(cx, path.at, 9, &read), ERR_LIMIT);
    CHECK_INT(c, folder_make(path.at), ERR_IO);
}

static void admin_lines(Check *c)
{
    Ctx *cx = check_ctx(c);
    int ends[2];
    REQUIRE(c, socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
    AdminLine line = {.has_out = true, .out = STR("deux\n\"lignes\"\n")}, read = {0};
    Buf text;
    buf_init(&text, cx->arena, ADMIN_LINE_MAX + 1);
    CHECK_INT(c, admin_write(cx, ends[0], &admin_line_shape, &line), OK);
    CHECK_INT(c, admin_read_line(ends[1], &text), OK);
    CHECK_INT(c, shape_decode(cx, &admin_line_shape, buf_str(&text), DECODE_STRICT, &read), OK);
    CHECK_STR(c, read.out, "deux\n\"lignes\"\n");
    int room = 1 << 20;
    setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    static char much[ADMIN_LINE_MAX + 1];
    memset(much, 'a', sizeof much);
    CHECK(c, send(ends[0], much, ADMIN_LINE_MAX, 0) == ADMIN_LINE_MAX && send(ends[0], "\n", 1, 0) == 1);
    CHECK_INT(c, admin_read_line(ends[1], &text), OK);
    CHECK(c, send(ends[0], much, ADMIN_LINE_MAX + 1, 0) == ADMIN_LINE_MAX + 1);
    CHECK_INT(c, admin_read_line(ends[1], &text), ERR_LIMIT);
    close(ends[0]);
    close(ends[1]);
}

static void demo_tables(Check *c)
{
    const DemoSpace *demo = &demo_spaces[DEMO_MAIN];
    size_t groups = 0, people = demo->account_count, accounts = 0;
    unsigned roles = 0, used = 0;
    while (demo->groups[groups])
        groups++;
    for (size_t i = 0; i < demo->account_count; i++)
        roles |= ROLE_BIT(demo->accounts[i].role);
    for (const DemoPerson *p = demo->people; p->email; p++, people++)
        used |= p->groups;
    for (size_t i = 0; i < DEMO_SPACE_COUNT; i++)
        accounts += demo_spaces[i].account_count;
    CHECK(c, accounts <= DEMO_ACCOUNTS_MAX);
    CHECK_INT(c, roles, ROLES_OF_CLIENT | ROLE_BIT(ROLE_SUPPORT) | ROLE_BIT(ROLE_OPERATOR));
    CHECK_INT(c, used, (1 << groups) - 1);
    CHECK(c, people >= 40);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a template takes its values and refuses a name it does not know", fills},
        {"the policy lists what the build keeps inline, and the style of the error pages", policy},
        {"a hash that is none never reaches the policy", policy_refuses},
        {"the policy holds the hash of the style that the error page has", page_style},
        {"a path that nginx cannot take is refused and named", conf_refuses_blanks},
        {"the front server has no more workers than cores it may run on", conf_counts_allowed_cores},
        {"a path that takes bytes has one location, which hands them over as a file", conf_hands_files_over},
        {"every domain's routes go into one table", surfaces},
        {"every command has a function, a sentence and few enough options", table_whole},
        {"the longest words win, and parts of words are nothing", finds_longest},
        {"options are read in both forms; unknown, missing and doubled ones are refused", reads_options},
        {"a space is destroyed only by who names it twice", drop_is_confirmed},
        {"a program that never answers is started again more and more slowly", restarts_slower},
        {"a program whose trouble will not pass says so by its status", knows_hopeless},
        {"small files are whole, private, and read within their limit", files},
        {"lines of the admin socket keep their text and their limit", admin_lines},
        {"the demonstration has an account of each role and people in each group", demo_tables},
    };
    signal(SIGPIPE, SIG_IGN);
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
