/* Configuration: one table of keys (kind, range, default, reloadable, sentence) that reads the file, checks it, and
 * writes the defaults file and the manual. A loaded Conf never changes. */
#ifndef KERNEL_CONF_CONF_H
#define KERNEL_CONF_CONF_H

#include "base/ctx.h"

typedef enum {
    CONF_DATA_DIR, /* folder of databases, blobs and generated files */
    CONF_WEB_DIR,  /* the built browser side */
    CONF_DATABASE, /* "" = SQLite in data_dir, or postgresql://… */
    CONF_ADDRESS,  /* address nginx listens on */
    CONF_PORT,
    CONF_METRICS_PORT, /* 127.0.0.1 only; 0 = none */
    CONF_ORIGIN,       /* "https://learn.example.com"; "" = http://localhost:PORT */
    CONF_TLS_CERTIFICATE,
    CONF_TLS_KEY,
    CONF_NGINX, /* the nginx program */
    CONF_THREADS,
    CONF_MAIL_URL, /* smtp://host:587, smtps://…, or file:///folder */
    CONF_MAIL_USER,
    CONF_MAIL_PASSWORD_FILE,
    CONF_MAIL_FROM,
    CONF_SESSION_IDLE_MINUTES,
    CONF_ADMIN_IDLE_MINUTES,
    CONF_SESSION_HOURS,
    CONF_ARGON2_MEMORY_KIB,
    CONF_ARGON2_PASSES,
    CONF_ARGON2_AT_ONCE,
    CONF_DEVELOPMENT, /* demo accounts on the sign-in page, mail page */
    CONF_LOG_LEVEL,
    CONF_KEY_COUNT
} ConfKey;

typedef struct Conf Conf;

/* Defaults, then the file (NULL = none) of "key = value" lines, then the environment (KAIR_<KEY>). Unknown keys, values
 * out of range and unreadable files are ERR_INVALID, with a line for the person on `complaints`. */
Rc conf_load(Ctx *cx, const char *file, char *const *environment, Buf *complaints, Conf **ret) MUST;
void conf_free(Conf *c);

int64_t conf_int(const Conf *c, ConfKey key);
bool conf_bool(const Conf *c, ConfKey key);
Str conf_text(const Conf *c, ConfKey key); /* lives as long as `c`, terminated */
Str conf_origin(const Conf *c);            /* CONF_ORIGIN or its default */

/* The commented defaults file, generated from the table. */
void conf_write_defaults(Buf *out);

#endif
