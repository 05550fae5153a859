/* The lines of the admin socket, both ways. */
#include "apps/kair/admin.h"

#include "kernel/json/member.h"

#include <errno.h>
#include <stddef.h>
#include <sys/socket.h>

enum { WORD_MAX = 2000, OUTPUT_MAX = 8192 };

ITEM_TEXT(word, TEXT_BLOCK, 0, WORD_MAX);
static const Member request_members[] = {
    MEMBER_LIST_OF(AdminRequest, words, word, 1, COMMAND_WORDS_MAX, "The words behind the program's name"),
    MEMBER_TEXT(AdminRequest, secret, TEXT_SECRET, 0, PASSWORD_MAX, "What was read from standard input"),
};
SHAPE(admin_request_shape, NULL, AdminRequest, request_members, "A command");

static const Member line_members[] = {
    OPTIONAL(AdminLine, out, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .min = 0, .max = OUTPUT_MAX,
             .doc = "For standard output"),
    OPTIONAL(AdminLine, error, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .min = 0, .max = OUTPUT_MAX,
             .doc = "For standard error"),
    OPTIONAL(AdminLine, status, MEMBER_KIND_INT, .min = 0, .max = 255, .doc = "The end: exit status"),
};
SHAPE(admin_line_shape, NULL, AdminLine, line_members, "A piece of output, or the end");

Rc admin_read_line(int fd, Buf *line)
{
    /* Byte by byte: a line is rare and short, and what follows it stays in the socket. */
    buf_clear(line);
    for (;;) {
        char c;
        ssize_t got = recv(fd, &c, 1, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return ERR_IO;
        if (got == 0)
            return line->n ? ERR_IO : ERR_MISSING;
        if (c == '\n')
            return line->rc;
        if (line->n >= ADMIN_LINE_MAX)
            return ERR_LIMIT;
        buf_byte(line, c);
        TRY(line->rc);
    }
}

Rc admin_write(Ctx *cx, int fd, const Shape *shape, const void *object)
{
    Buf b;
    buf_init(&b, cx->arena, ADMIN_LINE_MAX + 1);
    TRY(shape_encode(cx, shape, object, &b));
    buf_byte(&b, '\n');
    TRY(b.rc);
    for (Str rest = buf_str(&b); rest.n;) {
        ssize_t put = send(fd, rest.at, rest.n, MSG_NOSIGNAL);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return ERR_IO;
        rest = (Str){rest.at + put, rest.n - (size_t)put};
    }
    return OK;
}
