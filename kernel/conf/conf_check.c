/* Whether a value fits its row, and what the person is told when it does not. */
#include "kernel/conf/conf_table.h"

#include <inttypes.h>
#include <unistd.h>

typedef struct {
    const ConfRow *row;
    Str text;
    Arena *keep;
} Given;

/* Each kind answers OK, ERR_NOMEM, or ERR_INVALID with a sentence on `why`. */
typedef Rc (*KindCheck)(const Given *g, Buf *why, ConfValue *ret);

static Rc check_int(const Given *g, Buf *why, ConfValue *ret)
{
    int64_t n = 0;
    if (str_i64(g->text, &n) != OK || n < g->row->min || n > g->row->max) {
        buf_format(why, "not a whole number between %" PRId64 " and %" PRId64, g->row->min, g->row->max);
        return ERR_INVALID;
    }
    ret->number = n;
    return OK;
}

static Rc check_word(Str text, const char *const *words, Buf *why, int64_t *ret)
{
    for (int64_t i = 0; words[i]; i++)
        if (str_equal(text, str_of(words[i]))) {
            *ret = i;
            return OK;
        }
    buf_put(why, STR("not one of"));
    for (size_t i = 0; words[i]; i++)
        buf_format(why, "%s %s", i ? "," : "", words[i]);
    return ERR_INVALID;
}

static Rc check_bool(const Given *g, Buf *why, ConfValue *ret)
{
    static const char *const words[] = {"no", "yes", "false", "true", NULL};
    TRY(check_word(g->text, words, why, &ret->number));
    ret->number %= 2;
    return OK;
}

static Rc check_choice(const Given *g, Buf *why, ConfValue *ret)
{
    return check_word(g->text, g->row->words, why, &ret->number);
}

static Rc check_text(const Given *g, Buf *why, ConfValue *ret)
{
    (void)ret;
    int64_t n = (int64_t)g->text.n;
    if (n >= g->row->min && n <= g->row->max)
        return OK;
    if (n == 0)
        buf_put(why, STR("must not be empty"));
    else
        buf_format(why, "has %" PRId64 " bytes, not %" PRId64 " to %" PRId64, n, g->row->min, g->row->max);
    return ERR_INVALID;
}

static Rc check_path(const Given *g, Buf *why, ConfValue *ret)
{
    TRY(check_text(g, why, ret));
    if (g->text.n == 0 || g->text.at[0] == '/')
        return OK;
    char folder[4096];
    if (!getcwd(folder, sizeof folder)) {
        buf_put(why, STR("is relative, and the current folder cannot be read"));
        return ERR_INVALID;
    }
    return str_format(g->keep, &ret->text, "%s/%.*s", folder, STR_ARG(g->text));
}

/* user:password@host — a password in a configuration file or in the environment is seen by too many. */
static bool holds_password(Str authority)
{
    Str user, rest = authority;
    bool cut = str_cut(&rest, '@', &user);
    return cut && rest.at && memchr(user.at, ':', user.n);
}

static Rc check_url(const Given *g, Buf *why, ConfValue *ret)
{
    TRY(check_text(g, why, ret));
    if (g->text.n == 0)
        return OK;
    const char *const *words = g->row->words;
    while (*words && !str_starts(g->text, str_of(*words)))
        words++;
    if (!*words) {
        buf_put(why, STR("does not begin with"));
        for (size_t i = 0; g->row->words[i]; i++)
            buf_format(why, "%s %s", i ? " or" : "", g->row->words[i]);
        return ERR_INVALID;
    }
    size_t scheme = str_of(*words).n;
    Str rest = {g->text.at + scheme, g->text.n - scheme}, authority;
    bool whole = str_cut(&rest, '/', &authority);
    if (!whole || (authority.n == 0 && rest.n == 0)) {
        buf_put(why, STR("names no host"));
        return ERR_INVALID;
    }
    if (holds_password(authority)) {
        buf_put(why, STR("must not hold a password: name a file instead"));
        return ERR_INVALID;
    }
    return OK;
}

static const KindCheck kind_checks[] = {
    [CONF_KIND_INT] = check_int,   [CONF_KIND_BOOL] = check_bool, [CONF_KIND_CHOICE] = check_choice,
    [CONF_KIND_TEXT] = check_text, [CONF_KIND_PATH] = check_path, [CONF_KIND_URL] = check_url,
};
_Static_assert(sizeof kind_checks / sizeof *kind_checks == CONF_KIND_COUNT, "one check for each kind");

Rc conf_check(const ConfRow *row, Str text, const char *where, Arena *keep, Buf *complaints, ConfValue *ret)
{
    Given g = {row, text, keep};
    ConfValue value = {0};
    TRY(str_copy(keep, text, &value.text));
    Buf why;
    buf_init(&why, keep, 512);
    Rc rc = text.n > CONF_VALUE_MAX ? ERR_LIMIT : kind_checks[row->kind](&g, &why, &value);
    if (rc == ERR_NOMEM)
        return rc;
    if (rc == ERR_LIMIT)
        buf_format(&why, "is longer than %d bytes", CONF_VALUE_MAX);
    if (rc != OK) {
        buf_format(complaints, "%s: \"%.*s\" %.*s\n", where, (int)(text.n < 80 ? text.n : 80), text.at,
                   STR_ARG(buf_str(&why)));
        return ERR_INVALID;
    }
    *ret = value;
    return OK;
}

/* OPERATIONS §10: the weakest parameters that are still accepted, by number of passes. */
static int64_t memory_floor_kib(int64_t passes)
{
    return passes <= 1 ? 46 * 1024 : passes == 2 ? 19 * 1024 : 12 * 1024;
}

static Rc needs(const ConfValue *values, ConfKey key, ConfKey other, Buf *complaints)
{
    if (values[key].text.n == 0 || values[other].text.n != 0)
        return OK;
    buf_format(complaints, "%s: needs %s as well\n", conf_rows[key].name, conf_rows[other].name);
    return ERR_INVALID;
}

static Rc bare_origin(Str origin, Buf *complaints)
{
    Str rest = origin, part;
    for (int slashes = 0; slashes < 3 && str_cut(&rest, '/', &part); slashes++)
        ;
    if (!rest.at)
        return OK;
    buf_put(complaints, STR("origin: ends after the host and port, without a path or a last slash\n"));
    return ERR_INVALID;
}

Rc conf_check_together(const ConfValue values[CONF_KEY_COUNT], Buf *complaints)
{
    static const ConfKey pairs[][2] = {
        {CONF_TLS_CERTIFICATE_FILE, CONF_TLS_KEY_FILE},
        {CONF_TLS_KEY_FILE, CONF_TLS_CERTIFICATE_FILE},
        {CONF_MAIL_USER, CONF_MAIL_PASSWORD_FILE},
        {CONF_MAIL_PASSWORD_FILE, CONF_MAIL_USER},
    };
    Rc rc = bare_origin(values[CONF_ORIGIN].text, complaints);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (needs(values, pairs[i][0], pairs[i][1], complaints) != OK)
            rc = ERR_INVALID;
    if (values[CONF_PORT].number == values[CONF_METRICS_PORT].number) {
        buf_put(complaints, STR("metrics_port: must differ from port\n"));
        rc = ERR_INVALID;
    }
    int64_t floor_kib = memory_floor_kib(values[CONF_ARGON2_PASSES].number);
    if (values[CONF_ARGON2_MEMORY_KIB].number < floor_kib) {
        buf_format(complaints, "argon2_memory_kib: at least %" PRId64 " with argon2_passes = %" PRId64 "\n", floor_kib,
                   values[CONF_ARGON2_PASSES].number);
        rc = ERR_INVALID;
    }
    return rc;
}
