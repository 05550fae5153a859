/* The calling side of the admin socket. */
#include "apps/kair/admin.h"

#include "apps/kair/files.h"

#include <sys/socket.h>
#include <sys/un.h>

static Rc connect_to(const char *path, int *ret)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof to.sun_path)
        return ERR_MISSING; /* no server can listen there either */
    memcpy(to.sun_path, path, strlen(path) + 1);
    AUTO_FD fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return ERR_IO;
    if (connect(fd, (const struct sockaddr *)&to, sizeof to) != 0)
        return ERR_MISSING;
    *ret = fd;
    fd = -1;
    return OK;
}

Rc admin_call(Ctx *cx, const AdminCall *call, const CommandOutput *output, int *ret_status)
{
    AUTO_FD fd = -1;
    TRY(connect_to(call->path, &fd));
    AdminRequest request = {.secret = call->secret};
    request.words.at = arena_array(cx->arena, call->count, sizeof *request.words.at);
    if (!request.words.at)
        return ERR_NOMEM;
    for (; request.words.n < call->count; request.words.n++)
        request.words.at[request.words.n] = str_of(call->words[request.words.n]);
    TRY(admin_write(cx, fd, &admin_request_shape, &request));
    AUTO_ARENA lines = arena_new(4 * (size_t)ADMIN_LINE_MAX);
    if (!lines)
        return ERR_NOMEM;
    Buf line;
    buf_init(&line, lines, ADMIN_LINE_MAX + 1);
    for (;;) {
        ArenaMark mark = arena_mark(cx->arena);
        AdminLine in = {0};
        Rc rc = admin_read_line(fd, &line);
        if (rc != OK)
            return rc == ERR_MISSING ? ERR_IO : rc;
        TRY(shape_decode(cx, &admin_line_shape, buf_str(&line), DECODE_STRICT, &in));
        if (in.has_out)
            output->put(output->arg, false, in.out);
        if (in.has_error)
            output->put(output->arg, true, in.error);
        if (in.has_status) {
            *ret_status = (int)in.status;
            return OK;
        }
        arena_rewind(cx->arena, mark);
    }
}
