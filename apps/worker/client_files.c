/* Inputs down, outputs up. No limit on the time a file takes, only on how long nothing moves. */
#include "apps/worker/client_link.h"
#include "base/log.h"

#include <errno.h>
#include <unistd.h>

enum { STALL_BYTES_S = 100, STALL_S = 30 };

typedef struct {
    Client *c;
    int fd;
    int64_t from; /* the answer must be a range from here on */
    bool failed;
} Sink;

/* Bytes of anything but the wanted range are not the file's: the sentence of a refusal, or the whole file again. */
static bool is_file(const Sink *s)
{
    long status = 0;
    curl_easy_getinfo(s->c->curl, CURLINFO_RESPONSE_CODE, &status);
    return s->from == 0 ? status == 200 : status == 206;
}

static size_t take(char *at, size_t size, size_t count, void *arg)
{
    Sink *s = arg;
    size_t n = size * count;
    if (!is_file(s))
        return n;
    for (size_t done = 0; done < n;) {
        ssize_t wrote = write(s->fd, at + done, n - done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0) {
            s->failed = true;
            return 0;
        }
        done += (size_t)wrote;
    }
    return n;
}

static void set_patience(Client *c)
{
    curl_easy_setopt(c->curl, CURLOPT_HTTPHEADER, c->byte_headers);
    curl_easy_setopt(c->curl, CURLOPT_LOW_SPEED_LIMIT, (long)STALL_BYTES_S);
    curl_easy_setopt(c->curl, CURLOPT_LOW_SPEED_TIME, (long)STALL_S);
}

Rc client_fetch(Ctx *cx, Client *c, const LeasedJob *job, Str sha256, int fd, int64_t from)
{
    Sink sink = {.c = c, .fd = fd, .from = from};
    Str address;
    TRY(str_format(cx->arena, &address, "%.*s/api/v1/work/%s/inputs/%.*s?lease=%s", STR_ARG(c->conf->api), job->id.text,
                   STR_ARG(sha256), job->lease.text));
    if (lseek(fd, from, SEEK_SET) < 0)
        return ERR_IO;
    client_aim(c, address.at);
    set_patience(c);
    curl_easy_setopt(c->curl, CURLOPT_RESUME_FROM_LARGE, (curl_off_t)from);
    curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(c->curl, CURLOPT_WRITEDATA, &sink);
    Rc rc = client_perform(cx, c);
    if (sink.failed) {
        log_fault(cx, "worker", "the work folder cannot be written", "error=\"%s\"", strerror(errno));
        return ERR_IO;
    }
    return rc;
}

typedef struct {
    int fd;
    int64_t at, left;
} Source;

static size_t give(char *to, size_t size, size_t count, void *arg)
{
    Source *s = arg;
    size_t room = size * count;
    if ((int64_t)room > s->left)
        room = (size_t)s->left;
    ssize_t n = room ? pread(s->fd, to, room, s->at) : 0;
    if (n < 0 || (n == 0 && room))
        return CURL_READFUNC_ABORT;
    s->at += n;
    s->left -= n;
    return (size_t)n;
}

static size_t ignore(char *at, size_t size, size_t count, void *arg)
{
    (void)at, (void)arg;
    return size * count;
}

Rc client_send(Ctx *cx, Client *c, const LeasedJob *job, const OutputPart *part)
{
    Source source = {.fd = part->fd, .at = part->at, .left = part->n};
    Str address;
    TRY(str_format(cx->arena, &address, "%.*s/api/v1/work/%s/outputs/%.*s?lease=%s&offset=%lld&total=%lld&sha256=%.*s",
                   STR_ARG(c->conf->api), job->id.text, STR_ARG(part->name), job->lease.text, (long long)part->offset,
                   (long long)part->total, STR_ARG(part->sha256)));
    client_aim(c, address.at);
    set_patience(c);
    curl_easy_setopt(c->curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c->curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)part->n);
    curl_easy_setopt(c->curl, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(c->curl, CURLOPT_READDATA, &source);
    curl_easy_setopt(c->curl, CURLOPT_WRITEFUNCTION, ignore);
    return client_perform(cx, c);
}
