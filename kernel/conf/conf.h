/* Configuration: one table of keys (kind, range, default, sentence) that reads the file, checks it, and writes the
 * defaults file and the manual. A loaded Conf never changes: a new value needs a restart. */
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
    CONF_ORIGIN,       /* "https://learn.example.com"; "" = http(s)://localhost:PORT */
    CONF_TLS_CERTIFICATE_FILE,
    CONF_TLS_KEY_FILE,
    CONF_MEDIA_KEY_FILE, /* signs addresses of media; see conf_media_key */
    CONF_NGINX,          /* the nginx program */
    CONF_THREADS,
    CONF_MAIL_URL, /* smtp://host:587, smtps://…, or file:///folder; "" = see conf_mail_url */
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
    CONF_LOG_LEVEL,   /* conf_int gives a LogLevel */
    CONF_KEY_COUNT
} ConfKey;

typedef struct Conf Conf;

enum { CONF_FILE_MAX = 256 << 10, CONF_LINE_MAX = 4096, CONF_VALUE_MAX = 2048 };

/* Defaults, then the file (NULL = none) of "key = value" lines, then the environment (KAIR_<KEY>; NULL = none). Unknown
 * keys, values out of range and unreadable files are ERR_INVALID, with a line for the person on `complaints`: every
 * fault of one run, not the first alone. Paths come out absolute. Secrets are never values: keys ending in _file name
 * the file that holds one. */
Rc conf_load(Ctx *cx, const char *file, char *const *environment, Buf *complaints, Conf **ret) MUST;
void conf_free(Conf *c);

int64_t conf_int(const Conf *c, ConfKey key);
bool conf_bool(const Conf *c, ConfKey key);
Str conf_text(const Conf *c, ConfKey key); /* lives as long as `c`, terminated */
Str conf_origin(const Conf *c);            /* CONF_ORIGIN or its default */
Str conf_mail_url(const Conf *c);          /* CONF_MAIL_URL, or the folder "mail" below data_dir */
Str conf_media_key(const Conf *c);         /* CONF_MEDIA_KEY_FILE, or "media.key" below data_dir */

/* The secret in the file that `key` names, without its last line break; {NULL,0} when the key is empty. Read at each
 * call, never kept. ERR_IO when it cannot be read, ERR_INVALID when it is empty or longer than CONF_VALUE_MAX. */
Rc conf_secret(Ctx *cx, const Conf *c, ConfKey key, Str *ret) MUST;

/* The commented defaults file, generated from the table. */
void conf_write_defaults(Buf *out);

#endif
