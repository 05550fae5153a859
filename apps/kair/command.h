/* The command line as a table: words, options, what each does. The same functions run in the process of the person who
 * typed, or inside the running api, which owns the databases (admin.h); so they print through `output` only. */
#ifndef APPS_KAIR_COMMAND_H
#define APPS_KAIR_COMMAND_H

#include "kernel/conf/conf.h"
#include "kernel/crypt/password.h"
#include "kernel/store/store.h"

enum { COMMAND_OPTIONS_MAX = 8, COMMAND_WORDS_MAX = 32 };

typedef enum {
    EXIT_DONE = 0,
    EXIT_FAILED = 1,
    EXIT_USAGE = 2,
} ExitStatus;

typedef enum {
    COMMAND_STORE = 1 << 0,  /* works on the databases: in the running api when there is one */
    COMMAND_SECRET = 1 << 1, /* reads one line, a password, from standard input */
} CommandFlag;

typedef struct {
    const char *name;  /* "--space" */
    const char *value; /* what stands behind it in the help, or NULL for a switch */
    bool required;
    const char *doc;
} CommandOption;

typedef struct {
    void (*put)(void *arg, bool error, Str text);
    void *arg;
} CommandOutput;

typedef struct Command Command;

/* One run. `stores` and `passwords` are NULL without COMMAND_STORE. */
typedef struct {
    Ctx *cx;
    const Command *command;
    const char *conf_file; /* NULL = none */
    const Conf *conf;
    StoreThread *stores;
    PasswordGate *passwords;
    const CommandOutput *output;
    Str values[COMMAND_OPTIONS_MAX]; /* by row of the option table; {NULL,0} = not given; a switch given = "" */
    Str secret;
} CommandRun;

struct Command {
    const char *words; /* "space create" */
    ExitStatus (*run)(CommandRun *run);
    unsigned flags;
    const CommandOption *options; /* ends with an empty row; NULL = none */
    const char *doc;              /* a sentence without a final dot */
};

extern const Command commands[]; /* ends with an empty row */

/* The row whose words begin `words`, the longest one; moves *at behind them. NULL when there is none. */
const Command *command_find(const char *const *words, size_t count, size_t *at);

/* Reads the options behind the words into run->values. False after saying what is wrong. */
bool command_options(CommandRun *run, const char *const *words, size_t count);

/* Help of all, or of one. */
void command_help_all(const CommandOutput *output);
void command_help(const CommandOutput *output, const Command *command);

void command_say(CommandRun *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
void command_complain(CommandRun *run, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Says why `rc` came: the sentence of its error code, its field. EXIT_DONE for OK. */
ExitStatus command_end(CommandRun *run, Rc rc);

extern const CommandOutput command_terminal; /* standard output and standard error */

#endif
