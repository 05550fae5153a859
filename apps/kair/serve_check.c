/* Checks before and while serving. */
#include "apps/kair/serve_check.h"

#include "apps/kair/files.h"
#include "apps/kair/nginx_conf.h"

#include <errno.h>
#include <inttypes.h>
#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

static bool front_server_installed(CommandRun *run)
{
    Str nginx = conf_text(run->conf, CONF_NGINX);
    if (access(nginx.at, X_OK) == 0)
        return true;
    command_complain(run, "The front server is missing: %s cannot be run (%s). Debian package: nginx-light.\n",
                     nginx.at, strerror(errno));
    return false;
}

static bool data_folder_writable(CommandRun *run)
{
    Str folder;
    if (str_format(run->cx->arena, &folder, "%s/" RUN_FOLDER, conf_text(run->conf, CONF_DATA_DIR).at) != OK)
        return false;
    if (folder_make(folder.at) == OK && access(folder.at, W_OK | X_OK) == 0)
        return true;
    command_complain(run, "The data folder cannot be written: %s (%s).\n", folder.at, strerror(errno));
    return false;
}

/* Binding and letting go at once shows what nginx would meet. */
static int try_bind(const struct addrinfo *at)
{
    AUTO_FD fd = socket(at->ai_family, at->ai_socktype | SOCK_CLOEXEC, at->ai_protocol);
    if (fd < 0)
        return errno;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int));
    return bind(fd, at->ai_addr, at->ai_addrlen) == 0 ? 0 : errno;
}

static bool port_free(CommandRun *run, const char *address, int64_t number, const char *key)
{
    char port[16];
    snprintf(port, sizeof port, "%" PRId64, number);
    struct addrinfo wanted = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV}, *found = NULL;
    int failed = getaddrinfo(address, port, &wanted, &found);
    if (failed) {
        command_complain(run, "The address %s is not one of this machine: %s.\n", address, gai_strerror(failed));
        return false;
    }
    int why = try_bind(found);
    freeaddrinfo(found);
    if (why == EADDRINUSE)
        command_complain(run, "The port %s of %s is already taken by another program. Choose one with KAIR_%s.\n", port,
                         address, key);
    else if (why)
        command_complain(run, "The port %s of %s cannot be used: %s. Choose one with KAIR_%s.\n", port, address,
                         strerror(why), key);
    return why == 0;
}

static void browser_side_built(CommandRun *run)
{
    Str page, web = conf_text(run->conf, CONF_WEB_DIR);
    if (str_format(run->cx->arena, &page, "%s/index.html", web.at) != OK)
        return;
    if (access(page.at, R_OK) != 0)
        command_complain(run, "The browser side is not built: %s is missing. Only the API is served.\n", page.at);
}

bool serve_check(CommandRun *run)
{
    bool good = front_server_installed(run);
    good &= data_folder_writable(run);
    good &= port_free(run, conf_text(run->conf, CONF_ADDRESS).at, conf_int(run->conf, CONF_PORT), "PORT");
    if (conf_int(run->conf, CONF_METRICS_PORT) > 0)
        good &= port_free(run, "127.0.0.1", conf_int(run->conf, CONF_METRICS_PORT), "METRICS_PORT");
    if (good)
        browser_side_built(run);
    return good;
}

static int connect_to(const char *path)
{
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof to.sun_path)
        return -1;
    memcpy(to.sun_path, path, strlen(path) + 1);
    AUTO_FD fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0 || connect(fd, (const struct sockaddr *)&to, sizeof to) != 0)
        return -1;
    int connected = fd;
    fd = -1;
    return connected;
}

bool socket_answers(const char *path)
{
    AUTO_FD fd = connect_to(path);
    return fd >= 0;
}

int status_over_socket(const char *path, const char *target)
{
    AUTO_FD fd = connect_to(path);
    if (fd < 0)
        return 0;
    struct timeval wait = {.tv_sec = 2};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    char text[256];
    int n = snprintf(text, sizeof text, "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n", target);
    if (n < 0 || (size_t)n >= sizeof text || send(fd, text, (size_t)n, MSG_NOSIGNAL) != n)
        return 0;
    ssize_t got = recv(fd, text, sizeof "HTTP/1.1 200" - 1, MSG_WAITALL);
    int64_t status = 0;
    if (got != sizeof "HTTP/1.1 200" - 1 || str_i64((Str){text + 9, 3}, &status) != OK)
        return 0;
    return (int)status;
}
