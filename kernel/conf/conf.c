/* Reading the configuration: defaults, file, environment, in this order; and handing it out. */
#include "kernel/conf/conf_table.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <unistd.h>

enum { KEEP_BYTES = 1 << 20, WHERE_ROOM = 320 };

struct Conf {
    Arena *keep;
    ConfValue values[CONF_KEY_COUNT];
    Str origin, mail_url, media_key;
};

/* One load under way. */
typedef struct {
    Conf *conf;
    Buf *complaints;
    const char *file;
    int64_t first_line[CONF_KEY_COUNT]; /* where the file set it; 0 = it did not */
    bool bad;
} Load;

void conf_free(Conf *c)
{
    if (!c)
        return;
    arena_free(c->keep);
    mem_free(c);
}

static Rc set(Load *l, ConfKey key, Str text, const char *where)
{
    Rc rc = conf_check(&conf_rows[key], text, where, l->conf->keep, l->complaints, &l->conf->values[key]);
    if (rc == ERR_NOMEM)
        return rc;
    l->bad = l->bad || rc != OK;
    return OK;
}

static Rc set_defaults(Load *l)
{
    for (int key = 0; key < CONF_KEY_COUNT; key++)
        TRY(set(l, (ConfKey)key, str_of(conf_rows[key].standard), conf_rows[key].name));
    return OK;
}

static ConfKey find(Str name)
{
    int key = 0;
    while (key < CONF_KEY_COUNT && !str_equal(name, str_of(conf_rows[key].name)))
        key++;
    return (ConfKey)key;
}

static void complain(Load *l, int64_t line, const char *sentence)
{
    buf_format(l->complaints, "%s:%" PRId64 ": %s\n", l->file, line, sentence);
    l->bad = true;
}

static Rc read_line(Load *l, Str line, int64_t number)
{
    if (line.n > CONF_LINE_MAX) {
        complain(l, number, "line longer than 4096 bytes");
        return OK;
    }
    if (memchr(line.at, 0, line.n) || !utf8_valid(line)) {
        complain(l, number, "not UTF-8 text");
        return OK;
    }
    Str rest = str_trim(line), name;
    if (rest.n == 0 || rest.at[0] == '#')
        return OK;
    bool cut = str_cut(&rest, '=', &name);
    if (!cut || !rest.at) {
        complain(l, number, "not \"key = value\"");
        return OK;
    }
    name = str_trim(name);
    ConfKey key = find(name);
    if (key == CONF_KEY_COUNT) {
        buf_format(l->complaints, "%s:%" PRId64 ": unknown key \"%.*s\"\n", l->file, number,
                   (int)(name.n < 80 ? name.n : 80), name.at);
        l->bad = true;
        return OK;
    }
    if (l->first_line[key]) {
        buf_format(l->complaints, "%s:%" PRId64 ": %s is already set on line %" PRId64 "\n", l->file, number,
                   conf_rows[key].name, l->first_line[key]);
        l->bad = true;
        return OK;
    }
    l->first_line[key] = number;
    char where[WHERE_ROOM];
    snprintf(where, sizeof where, "%.200s:%" PRId64 ": %s", l->file, number, conf_rows[key].name);
    return set(l, key, str_trim(rest), where);
}

/* The whole of a small file, or ERR_IO with errno, or ERR_LIMIT. */
static Rc read_whole(Arena *arena, const char *path, size_t max, Str *ret)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return ERR_IO;
    char *at = arena_get(arena, max + 1);
    size_t n = 0;
    ssize_t got = at ? 1 : 0;
    while (got > 0 && n <= max) {
        got = read(fd, at + n, max + 1 - n);
        n += got > 0 ? (size_t)got : 0;
    }
    int cause = errno;
    close(fd);
    errno = cause;
    if (!at)
        return ERR_NOMEM;
    if (got < 0)
        return ERR_IO;
    if (n > max)
        return ERR_LIMIT;
    *ret = (Str){at, n};
    return OK;
}

static Rc read_file(Ctx *cx, Load *l)
{
    Str text, line;
    Rc rc = read_whole(cx->arena, l->file, CONF_FILE_MAX, &text);
    if (rc == ERR_NOMEM)
        return rc;
    if (rc != OK) {
        char why[128];
        buf_format(l->complaints, "%s: %s\n", l->file,
                   rc == ERR_LIMIT ? "larger than 256 KiB" : strerror_r(errno, why, sizeof why));
        l->bad = true;
        return OK;
    }
    for (int64_t number = 1; str_cut(&text, '\n', &line); number++)
        TRY(read_line(l, line, number));
    return OK;
}

/* Variables of the build and test scripts, which are no keys. Prefixes. */
static bool of_scripts(Str name)
{
    static const char *const prefixes[] = {"TEST_", "ROOT", "API", "WEB_OUT", NULL};
    for (size_t i = 0; prefixes[i]; i++)
        if (str_starts(name, str_of(prefixes[i])))
            return true;
    return false;
}

static Rc read_variable(Load *l, const char *variable)
{
    Str rest = str_of(variable), name;
    if (!str_starts(rest, STR("KAIR_")) || !str_cut(&rest, '=', &name) || !rest.at)
        return OK;
    Str suffix = {name.at + 5, name.n - 5};
    int key = 0;
    while (key < CONF_KEY_COUNT && !str_equal_nocase(suffix, str_of(conf_rows[key].name)))
        key++;
    char where[WHERE_ROOM];
    snprintf(where, sizeof where, "%.*s", (int)(name.n < 200 ? name.n : 200), name.at);
    if (key < CONF_KEY_COUNT)
        return set(l, (ConfKey)key, str_trim(rest), where);
    if (of_scripts(suffix))
        return OK;
    buf_format(l->complaints, "%s: unknown variable\n", where);
    l->bad = true;
    return OK;
}

static Rc derive(Conf *c)
{
    const char *scheme = c->values[CONF_TLS_CERTIFICATE_FILE].text.n ? "https" : "http";
    c->origin = c->values[CONF_ORIGIN].text;
    c->mail_url = c->values[CONF_MAIL_URL].text;
    if (c->origin.n == 0)
        TRY(str_format(c->keep, &c->origin, "%s://localhost:%" PRId64, scheme, c->values[CONF_PORT].number));
    if (c->mail_url.n == 0)
        TRY(str_format(c->keep, &c->mail_url, "file://%s/mail", c->values[CONF_DATA_DIR].text.at));
    c->media_key = c->values[CONF_MEDIA_KEY_FILE].text;
    if (c->media_key.n == 0)
        TRY(str_format(c->keep, &c->media_key, "%s/media.key", c->values[CONF_DATA_DIR].text.at));
    return OK;
}

static Rc load(Ctx *cx, Load *l, char *const *environment)
{
    TRY(set_defaults(l));
    if (l->file)
        TRY(read_file(cx, l));
    for (; environment && *environment; environment++)
        TRY(read_variable(l, *environment));
    if (conf_check_together(l->conf->values, l->complaints) != OK || l->bad)
        return ERR_INVALID;
    return derive(l->conf);
}

Rc conf_load(Ctx *cx, const char *file, char *const *environment, Buf *complaints, Conf **ret)
{
    Load l = {.conf = mem_get(sizeof(Conf)), .complaints = complaints, .file = file};
    if (!l.conf)
        return ERR_NOMEM;
    l.conf->keep = arena_new(KEEP_BYTES);
    Rc rc = l.conf->keep ? load(cx, &l, environment) : ERR_NOMEM;
    if (rc == OK)
        *ret = l.conf;
    else
        conf_free(l.conf);
    return rc;
}

int64_t conf_int(const Conf *c, ConfKey key)
{
    return c->values[key].number;
}

bool conf_bool(const Conf *c, ConfKey key)
{
    return c->values[key].number != 0;
}

Str conf_text(const Conf *c, ConfKey key)
{
    return c->values[key].text;
}

Str conf_origin(const Conf *c)
{
    return c->origin;
}

Str conf_mail_url(const Conf *c)
{
    return c->mail_url;
}

Str conf_media_key(const Conf *c)
{
    return c->media_key;
}

Rc conf_secret(Ctx *cx, const Conf *c, ConfKey key, Str *ret)
{
    Str path = c->values[key].text, secret = {0};
    if (path.n == 0) {
        *ret = secret;
        return OK;
    }
    Rc rc = read_whole(cx->arena, path.at, CONF_VALUE_MAX, &secret);
    if (rc == ERR_LIMIT)
        return ERR_INVALID;
    TRY(rc);
    if (secret.n && secret.at[secret.n - 1] == '\n')
        secret.n--;
    if (secret.n && secret.at[secret.n - 1] == '\r')
        secret.n--;
    if (secret.n == 0)
        return ERR_INVALID;
    *ret = secret;
    return OK;
}
