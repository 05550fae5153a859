/* The admin socket: on SQLite one api process owns the databases, so the command line hands its words to that process
 * and prints what comes back. One line of JSON for the request, one for each piece of output, the last with the exit
 * status. Only the account that runs the api, and root, may speak. */
#ifndef APPS_KAIR_ADMIN_H
#define APPS_KAIR_ADMIN_H

#include "apps/kair/command.h"
#include "kernel/json/codec.h"

#define ADMIN_SOCKET "admin.sock" /* below the data folder, mode 0600 */
enum { ADMIN_LINE_MAX = 64 << 10, ADMIN_WAIT_S = 30 };

/* What commands work with inside the api. */
typedef struct {
    const Conf *conf;
    Store *store;
    PasswordGate *passwords;
} AdminPlace;

typedef struct AdminServer AdminServer;

/* Listens, replacing a stale socket file, and starts the one thread that serves callers one after the other. Keeps
 * `place`. ERR_IO, ERR_NOMEM. */
Rc admin_start(Ctx *cx, const AdminPlace *place, AdminServer **ret) MUST;
void admin_stop(AdminServer *s); /* accepts NULL; a command in hand ends first */

/* Runs the words in the process that listens on `path`; its output goes to `output`. ERR_MISSING: nobody listens.
 * ERR_IO: it went away in the middle. */
typedef struct {
    const char *path;
    const char *const *words;
    size_t count;
    Str secret;
} AdminCall;
Rc admin_call(Ctx *cx, const AdminCall *call, const CommandOutput *output, int *ret_status) MUST;

/* The lines, as shapes. */
typedef struct {
    ListOf(Str) words;
    Str secret;
} AdminRequest;
typedef struct {
    bool has_out, has_error, has_status;
    Str out, error;
    int64_t status;
} AdminLine;
extern const Shape admin_request_shape, admin_line_shape;

/* Reads up to the next line break into `line`, at most ADMIN_LINE_MAX bytes. ERR_MISSING at the end, ERR_LIMIT, ERR_IO
 * (also when nothing came for ADMIN_WAIT_S). */
Rc admin_read_line(int fd, Buf *line) MUST;
Rc admin_write(Ctx *cx, int fd, const Shape *shape, const void *object) MUST;

#endif
