/* Every key of the configuration. The order is that of the defaults file. */
#include "kernel/conf/conf_table.h"

static const char *const database_urls[] = {"postgresql://", "postgres://", NULL};
static const char *const origin_urls[] = {"https://", "http://", NULL};
static const char *const mail_urls[] = {"smtp://", "smtps://", "file:///", NULL};
static const char *const log_levels[] = {"debug", "info", "mistake", "fault", NULL}; /* in the order of LogLevel */

#define PATH_MAX_BYTES 1024
#define TEXT_MAX_BYTES 255

const ConfRow conf_rows[CONF_KEY_COUNT] = {
    [CONF_DATA_DIR] = {"data_dir", CONF_KIND_PATH, 1, PATH_MAX_BYTES, "data", NULL,
                       "Folder of databases, blobs and generated files."},
    [CONF_WEB_DIR] = {"web_dir", CONF_KIND_PATH, 1, PATH_MAX_BYTES, "build/web", NULL,
                      "Folder of the built browser side."},
    [CONF_DATABASE] = {"database", CONF_KIND_URL, 0, CONF_VALUE_MAX, "", database_urls,
                       "PostgreSQL connection URI; empty: SQLite files below data_dir. A password goes into a file "
                       "named by ?passfile=."},
    [CONF_ADDRESS] = {"address", CONF_KIND_TEXT, 1, TEXT_MAX_BYTES, "127.0.0.1", NULL,
                      "Address the front server listens on; 0.0.0.0 for every IPv4 interface."},
    [CONF_PORT] = {"port", CONF_KIND_INT, 1, 65535, "8080", NULL, "Port the front server listens on."},
    [CONF_METRICS_PORT] = {"metrics_port", CONF_KIND_INT, 0, 65535, "9464", NULL,
                           "Port of /metrics on 127.0.0.1; 0: no such listener."},
    [CONF_ORIGIN] = {"origin", CONF_KIND_URL, 0, TEXT_MAX_BYTES, "", origin_urls,
                     "Public address in links and in the check of requests, such as https://learn.example.com; empty: "
                     "localhost and the port."},
    [CONF_TLS_CERTIFICATE_FILE] = {"tls_certificate_file", CONF_KIND_PATH, 0, PATH_MAX_BYTES, "", NULL,
                                   "Certificate chain (PEM); empty: plain HTTP, for loopback or behind a proxy."},
    [CONF_TLS_KEY_FILE] = {"tls_key_file", CONF_KIND_PATH, 0, PATH_MAX_BYTES, "", NULL,
                           "Private key of the certificate (PEM)."},
    [CONF_MEDIA_KEY_FILE] = {"media_key_file", CONF_KIND_PATH, 0, PATH_MAX_BYTES, "", NULL,
                             "File of the 32 bytes that sign addresses of media, made when it is missing; the same for "
                             "every api process; empty: media.key below data_dir."},
    [CONF_NGINX] = {"nginx", CONF_KIND_PATH, 1, PATH_MAX_BYTES, "/usr/sbin/nginx", NULL, "The nginx program."},
    [CONF_THREADS] = {"threads", CONF_KIND_INT, 2, 512, "16", NULL,
                      "Requests served at once by one api process; twice what nginx keeps connected, or more."},
    [CONF_MAIL_URL] = {"mail_url", CONF_KIND_URL, 0, TEXT_MAX_BYTES, "", mail_urls,
                       "Where mail goes: smtp://host:587 (STARTTLS), smtps://host:465, or file:///folder; empty: the "
                       "folder mail below data_dir."},
    [CONF_MAIL_USER] = {"mail_user", CONF_KIND_TEXT, 0, TEXT_MAX_BYTES, "", NULL, "User name at the mail server."},
    [CONF_MAIL_PASSWORD_FILE] = {"mail_password_file", CONF_KIND_PATH, 0, PATH_MAX_BYTES, "", NULL,
                                 "File that holds the password of mail_user."},
    [CONF_MAIL_FROM] = {"mail_from", CONF_KIND_TEXT, 3, TEXT_MAX_BYTES, "Kair <no-reply@localhost>", NULL,
                        "Sender of every mail."},
    [CONF_SESSION_IDLE_MINUTES] = {"session_idle_minutes", CONF_KIND_INT, 5, 480, "30", NULL,
                                   "A session ends after this many minutes without a request."},
    [CONF_ADMIN_IDLE_MINUTES] = {"admin_idle_minutes", CONF_KIND_INT, 5, 480, "15", NULL,
                                 "The same for administrators."},
    [CONF_SESSION_HOURS] = {"session_hours", CONF_KIND_INT, 1, 168, "12", NULL,
                            "A session ends after this many hours whatever happens."},
    [CONF_ARGON2_MEMORY_KIB] = {"argon2_memory_kib", CONF_KIND_INT, 12288, 1048576, "65536", NULL,
                                "Memory of one password hash (Argon2id)."},
    [CONF_ARGON2_PASSES] = {"argon2_passes", CONF_KIND_INT, 1, 10, "2", NULL, "Passes of one password hash."},
    [CONF_ARGON2_AT_ONCE] = {"argon2_at_once", CONF_KIND_INT, 1, 64, "2", NULL,
                             "Password hashes computed at the same time in one process."},
    [CONF_DEVELOPMENT] = {"development", CONF_KIND_BOOL, 0, 1, "no", NULL,
                          "Shows demo accounts on the sign-in page and sent mails on a page. Never in production."},
    [CONF_LOG_LEVEL] = {"log_level", CONF_KIND_CHOICE, 0, 3, "info", log_levels,
                        "The least that is logged: debug, info, mistake (of the other side) or fault (ours)."},
};
_Static_assert(sizeof conf_rows / sizeof *conf_rows == CONF_KEY_COUNT, "one row for each key");
_Static_assert(CONF_LOG_LEVEL == CONF_KEY_COUNT - 1, "a new key needs a row above");
