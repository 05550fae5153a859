/* The entry: finds the command, loads what it needs, runs it here or in the api that owns the databases. Only this file
 * ends the process. */
#include "apps/kair/admin.h"
#include "apps/kair/program.h"
#include "base/log.h"
#include "kernel/crypt/crypt.h"

#include <errno.h>
#include <malloc.h>
#include <termios.h>
#include <unistd.h>

enum { ARENA_BYTES = 256 << 20, COMPLAINTS_MAX = 64 << 10, TRIES = 20, TRY_US = 100000 };

/* One line from standard input, unseen when a person types it. */
static Rc read_secret(Ctx *cx, const CommandOutput *output, Str *ret)
{
    char line[4 * PASSWORD_MAX + 2]; /* characters of up to four bytes */
    struct termios shown;
    bool typed = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &shown) == 0;
    if (typed) {
        struct termios hidden = shown;
        hidden.c_lflag &= (tcflag_t)~ECHO;
        output->put(output->arg, true, STR("Password: "));
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    char *got = fgets(line, sizeof line, stdin);
    if (typed) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        output->put(output->arg, true, STR("\n"));
    }
    size_t n = got ? strlen(line) : 0;
    if (n && line[n - 1] == '\n')
        n--;
    if (n == 0)
        return fail(cx, ERR_INVALID, "http.required", "password");
    return str_copy(cx->arena, (Str){line, n}, ret);
}

/* In this process, with databases of its own. */
static Rc run_with_store(CommandRun *run, ExitStatus *ret)
{
    Program program;
    TRY(program_open(run->cx, run->conf, false, &program));
    Rc rc = store_thread_new(program.store, &run->stores);
    if (rc == OK) {
        run->passwords = program.passwords;
        *ret = run->command->run(run);
        store_thread_free(run->stores);
    }
    program_close(&program);
    return rc;
}

/* On SQLite the running api owns the databases: it runs the command. A moment between two owners is waited for. */
static ExitStatus run_somewhere(CommandRun *run, const char *const *words, size_t count)
{
    AdminCall call = {.words = words, .count = count, .secret = run->secret};
    bool alone = conf_text(run->conf, CONF_DATABASE).n == 0;
    Str path;
    Rc rc = str_format(run->cx->arena, &path, "%s/" ADMIN_SOCKET, conf_text(run->conf, CONF_DATA_DIR).at);
    call.path = path.at;
    for (int i = 0; rc == OK && i < TRIES; i++) {
        int status = EXIT_FAILED;
        ExitStatus here = EXIT_FAILED;
        rc = alone ? admin_call(run->cx, &call, run->output, &status) : ERR_MISSING;
        if (rc == OK)
            return (ExitStatus)status;
        if (rc != ERR_MISSING)
            break;
        fail_clear(run->cx);
        rc = run_with_store(run, &here);
        if (rc == OK)
            return here;
        if (!alone || !program_folder_taken(run->cx, rc))
            break;
        rc = OK;
        usleep(TRY_US);
    }
    if (rc == OK)
        command_complain(run, "Another kair process holds the data folder and does not answer on %s.\n", path.at);
    else if (rc == ERR_IO && alone)
        command_complain(run, "The api went away before the command ended.\n");
    return rc == OK ? EXIT_FAILED : command_end(run, rc);
}

static bool load_conf(CommandRun *run, Conf **ret)
{
    Buf complaints;
    buf_init(&complaints, run->cx->arena, COMPLAINTS_MAX);
    Rc rc = conf_load(run->cx, run->conf_file, environ, &complaints, ret);
    run->output->put(run->output->arg, true, buf_str(&complaints));
    if (rc != OK)
        return false;
    run->conf = *ret;
    log_level((LogLevel)conf_int(*ret, CONF_LOG_LEVEL));
    return true;
}

static ExitStatus run_command(CommandRun *run, const char *const *words, size_t count, size_t at)
{
    Conf *conf = NULL;
    if (!command_options(run, words + at, count - at))
        return EXIT_USAGE;
    if (!load_conf(run, &conf))
        return EXIT_USAGE;
    ExitStatus status;
    Rc rc = run->command->flags & COMMAND_SECRET ? read_secret(run->cx, run->output, &run->secret) : OK;
    if (rc != OK)
        status = command_end(run, rc);
    else if (run->command->flags & COMMAND_STORE)
        status = run_somewhere(run, words, count);
    else
        status = run->command->run(run);
    conf_free(conf);
    return status;
}

static ExitStatus help_on(const char *const *words, size_t count)
{
    size_t at = 0;
    const Command *about = count ? command_find(words, count, &at) : NULL;
    if (about)
        command_help(&command_terminal, about);
    else
        command_help_all(&command_terminal);
    return count && !about ? EXIT_USAGE : EXIT_DONE;
}

static bool asks_help(const char *word)
{
    return str_equal(str_of(word), STR("help")) || str_equal(str_of(word), STR("--help")) ||
           str_equal(str_of(word), STR("-h"));
}

int main(int argc, char **argv)
{
    const char *words[COMMAND_WORDS_MAX];
    const char *conf_file = NULL;
    size_t count = 0, at = 0;
    mallopt(M_ARENA_MAX, 2); /* threads are many and allocate little */
    for (int i = 1; i < argc; i++) {
        if (count == 0 && !conf_file && i + 1 < argc && str_equal(str_of(argv[i]), STR("--config"))) {
            conf_file = argv[++i];
            continue;
        }
        if (count == COMMAND_WORDS_MAX) {
            fputs("kair: too many words\n", stderr);
            return EXIT_USAGE;
        }
        words[count++] = argv[i];
    }
    if (count == 0 || asks_help(words[0]))
        return (int)help_on(words + (count ? 1 : 0), count ? count - 1 : 0);
    if (asks_help(words[count - 1]))
        return (int)help_on(words, count - 1);
    AUTO_ARENA arena = arena_new(ARENA_BYTES);
    Ctx cx = {.arena = arena, .clock = &clock_system, .random = &random_system, .id = STR("kair")};
    CommandRun run = {.cx = &cx, .conf_file = conf_file, .output = &command_terminal};
    run.command = command_find(words, count, &at);
    if (!run.command) {
        fprintf(stderr, "kair: no such command: %s\nTry: kair help\n", words[0]);
        return EXIT_USAGE;
    }
    if (!arena || crypt_init() != OK) {
        fputs("kair: this machine has no memory or no random numbers\n", stderr);
        return EXIT_FAILED;
    }
    return (int)run_command(&run, words, count, at);
}
