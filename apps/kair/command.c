/* Finding a command, reading its options, and the help that the table writes. */
#include "apps/kair/command.h"

#include "apps/kair/surfaces.h"

#include <unistd.h>

enum { SAY_MAX = 4096 };

/* How many of `words` the row takes: all of its own, in order. 0 = it is another command. */
static size_t words_taken(const Command *c, const char *const *words, size_t count)
{
    Str rest = str_of(c->words), word;
    size_t n = 0;
    while (str_cut(&rest, ' ', &word)) {
        if (n >= count || !str_equal(word, str_of(words[n])))
            return 0;
        n++;
    }
    return n;
}

const Command *command_find(const char *const *words, size_t count, size_t *at)
{
    const Command *best = NULL;
    size_t taken = 0;
    for (const Command *c = commands; c->words; c++) {
        size_t n = words_taken(c, words, count);
        if (n > taken) {
            best = c;
            taken = n;
        }
    }
    *at = taken;
    return best;
}

static void vsay(CommandRun *run, bool error, const char *format, va_list args) __attribute__((format(printf, 3, 0)));
static void vsay(CommandRun *run, bool error, const char *format, va_list args)
{
    char text[SAY_MAX];
    int n = vsnprintf(text, sizeof text, format, args);
    size_t length = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    run->output->put(run->output->arg, error, (Str){text, length});
}

void command_say(CommandRun *run, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsay(run, false, format, args);
    va_end(args);
}

void command_complain(CommandRun *run, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsay(run, true, format, args);
    va_end(args);
}

static const ErrorCode *find_code(const char *code)
{
    for (const ErrorCode *e = http_errors; e->code; e++)
        if (str_equal(str_of(e->code), str_of(code)))
            return e;
    for (const Surface *const *surface = app_surfaces; *surface; surface++)
        for (const ErrorCode *e = (*surface)->errors; e && e->code; e++)
            if (str_equal(str_of(e->code), str_of(code)))
                return e;
    return NULL;
}

ExitStatus command_end(CommandRun *run, Rc rc)
{
    if (rc == OK)
        return EXIT_DONE;
    const Problem *p = &run->cx->problem;
    const ErrorCode *known = p->code ? find_code(p->code) : NULL;
    if (known)
        command_complain(run, "kair %s: %s (%s%s%.*s)\n", run->command->words, known->doc, p->code,
                         p->field.n ? ", " : "", STR_ARG(p->field));
    else
        command_complain(run, "kair %s: %s\n", run->command->words, p->code ? p->code : rc_name(rc));
    return EXIT_FAILED;
}

static bool wrong(CommandRun *run, const char *what, const char *which)
{
    command_complain(run, "kair %s: %s%s\nTry: kair help %s\n", run->command->words, what, which, run->command->words);
    return false;
}

/* Index of the option in its table, or -1. */
static int option_index(const Command *c, Str word)
{
    for (int i = 0; c->options && c->options[i].name; i++)
        if (str_equal(str_of(c->options[i].name), word))
            return i;
    return -1;
}

bool command_options(CommandRun *run, const char *const *words, size_t count)
{
    const CommandOption *options = run->command->options;
    for (size_t i = 0; i < count; i++) {
        Str value = str_of(words[i]), name;
        (void)str_cut(&value, '=', &name); /* --name=value as well as --name value */
        int at = option_index(run->command, name);
        if (at < 0)
            return wrong(run, "unknown option ", words[i]);
        if (run->values[at].at)
            return wrong(run, "given twice: ", options[at].name);
        if (!options[at].value) {
            run->values[at] = STR("");
            continue;
        }
        if (!value.at && i + 1 < count)
            value = str_of(words[++i]);
        if (value.n == 0 || !utf8_valid(value))
            return wrong(run, "needs a value: ", options[at].name);
        run->values[at] = value;
    }
    for (int i = 0; options && options[i].name; i++)
        if (options[i].required && !run->values[i].at)
            return wrong(run, "missing: ", options[i].name);
    return true;
}

static void put(const CommandOutput *output, const char *format, ...) __attribute__((format(printf, 2, 3)));
static void put(const CommandOutput *output, const char *format, ...)
{
    char text[SAY_MAX];
    va_list args;
    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    size_t length = n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1;
    output->put(output->arg, false, (Str){text, length});
}

void command_help_all(const CommandOutput *output)
{
    put(output, "kair [--config FILE] COMMAND [OPTIONS]\n\n");
    for (const Command *c = commands; c->words; c++)
        put(output, "  %-22s %s\n", c->words, c->doc);
    put(output, "\nkair help COMMAND tells its options. Settings: kair config defaults.\n");
}

void command_help(const CommandOutput *output, const Command *c)
{
    put(output, "kair %s%s\n\n%s.\n", c->words, c->options ? " [OPTIONS]" : "", c->doc);
    if (c->flags & COMMAND_SECRET)
        put(output, "The password is read from standard input, one line.\n");
    for (const CommandOption *o = c->options; o && o->name; o++) {
        char shown[64];
        snprintf(shown, sizeof shown, "%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
        put(output, "%s  %-28s %s%s\n", o == c->options ? "\n" : "", shown, o->doc, o->required ? " (required)" : "");
    }
}

static void put_terminal(void *arg, bool error, Str text)
{
    (void)arg;
    fwrite(text.at, 1, text.n, error ? stderr : stdout);
    fflush(error ? stderr : stdout);
}

const CommandOutput command_terminal = {put_terminal, NULL};
