/* The configuration from outside: files and environments in, values and complaints out. */
#include "base/fault.h"
#include "base/log.h"
#include "kernel/conf/conf.h"
#include "tests/check.h"

#include <unistd.h>

static const char *file_path(Check *c)
{
    Str path;
    if (str_format(check_ctx(c)->arena, &path, "%s/kair.conf", check_folder(c)) != OK)
        abort();
    return path.at;
}

/* Loads `text` as the file at `path`; complaints come back without the folder's name. */
static Rc load_at(Check *c, const char *path, Str text, char *const *environment, Str *complaints, Conf **conf)
{
    FILE *f = fopen(path, "w");
    if (!f || (text.n && fwrite(text.at, text.n, 1, f) != 1) || fclose(f) != 0)
        abort();
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 64 << 10);
    Rc rc = conf_load(check_ctx(c), path, environment, &b, conf);
    Buf short_names;
    Str rest = buf_str(&b), line;
    size_t folder = (size_t)(strrchr(path, '/') + 1 - path);
    buf_init(&short_names, check_ctx(c)->arena, 64 << 10);
    while (str_cut(&rest, '\n', &line) && rest.at) {
        bool named = str_starts(line, (Str){path, folder});
        buf_format(&short_names, "%.*s\n", (int)(named ? line.n - folder : line.n), line.at + (named ? folder : 0));
    }
    *complaints = buf_str(&short_names);
    return rc;
}

static Rc load(Check *c, Str text, char *const *environment, Str *complaints, Conf **conf)
{
    return load_at(c, file_path(c), text, environment, complaints, conf);
}

static void complains(Check *c, Str text, const char *expected)
{
    Conf *conf = NULL;
    Str complaints;
    CHECK_INT(c, load(c, text, NULL, &complaints, &conf), ERR_INVALID);
    CHECK_STR(c, complaints, expected);
    CHECK(c, conf == NULL);
}

static void defaults_load(Check *c)
{
    Conf *conf = NULL;
    Buf complaints;
    buf_init(&complaints, check_ctx(c)->arena, 1024);
    REQUIRE(c, conf_load(check_ctx(c), NULL, NULL, &complaints, &conf) == OK);
    CHECK_INT(c, conf_int(conf, CONF_PORT), 8080);
    CHECK_INT(c, conf_int(conf, CONF_LOG_LEVEL), LOG_INFO);
    CHECK(c, !conf_bool(conf, CONF_DEVELOPMENT));
    CHECK_STR(c, conf_text(conf, CONF_DATABASE), "");
    CHECK_STR(c, conf_origin(conf), "http://localhost:8080");
    CHECK(c, conf_text(conf, CONF_DATA_DIR).at[0] == '/');
    CHECK(c, str_starts(conf_mail_url(conf), STR("file:///")));
    conf_free(conf);
}

static void environment_wins(Check *c)
{
    char port[] = "KAIR_PORT=9001", development[] = "KAIR_DEVELOPMENT=yes", other[] = "PATH=/bin",
         script[] = "KAIR_TEST_POSTGRES=x";
    char *environment[] = {port, development, other, script, NULL};
    Conf *conf = NULL;
    Str complaints;
    REQUIRE(c, load(c, STR("# mine\n\n port=9000 \r\nlog_level = debug"), environment, &complaints, &conf) == OK);
    CHECK_INT(c, conf_int(conf, CONF_PORT), 9001);
    CHECK_INT(c, conf_int(conf, CONF_LOG_LEVEL), LOG_DEBUG);
    CHECK(c, conf_bool(conf, CONF_DEVELOPMENT));
    conf_free(conf);
}

static void tls_changes_origin(Check *c)
{
    Conf *conf = NULL;
    Str complaints;
    REQUIRE(c,
            load(c, STR("tls_certificate_file = /c.pem\ntls_key_file = /k.pem\nport = 443\nmail_url = smtps://m:465"),
                 NULL, &complaints, &conf) == OK);
    CHECK_STR(c, conf_origin(conf), "https://localhost:443");
    CHECK_STR(c, conf_mail_url(conf), "smtps://m:465");
    CHECK(c, conf_media_key(conf).n > 10 && memmem(conf_media_key(conf).at, conf_media_key(conf).n, "/media.key", 10));
    conf_free(conf);
}

static void every_fault_is_told(Check *c)
{
    complains(c, STR("port = 0\nport_number = 1\nthreads = 4\nthreads = 5\nnonsense\ndevelopment = maybe\n"),
              "kair.conf:1: port: \"0\" not a whole number between 1 and 65535\n"
              "kair.conf:2: unknown key \"port_number\"\n"
              "kair.conf:4: threads is already set on line 3\n"
              "kair.conf:5: not \"key = value\"\n"
              "kair.conf:6: development: \"maybe\" not one of no, yes, false, true\n");
}

static void ranges_hold(Check *c)
{
    static const struct {
        const char *text;
        Rc rc;
    } rows[] = {
        {"port = 1", OK},
        {"port = 65535", OK},
        {"port = 65536", ERR_INVALID},
        {"port = 0", ERR_INVALID},
        {"port = -1", ERR_INVALID},
        {"port = 8080x", ERR_INVALID},
        {"port = 99999999999999999999", ERR_INVALID},
        {"port =", ERR_INVALID},
        {"threads = 2", OK},
        {"threads = 1", ERR_INVALID},
        {"threads = 512", OK},
        {"threads = 513", ERR_INVALID},
        {"log_level = fault", OK},
        {"log_level = FAULT", ERR_INVALID},
        {"data_dir =", ERR_INVALID},
        {"metrics_port = 8080", ERR_INVALID},
        {"metrics_port = 0", OK},
        {"argon2_memory_kib = 19456", OK},
        {"argon2_memory_kib = 19455", ERR_INVALID},
        {"argon2_passes = 1\nargon2_memory_kib = 47104", OK},
        {"argon2_passes = 1\nargon2_memory_kib = 47103", ERR_INVALID},
        {"argon2_passes = 3\nargon2_memory_kib = 12288", OK},
        {"argon2_passes = 3\nargon2_memory_kib = 12287", ERR_INVALID},
        {"database = postgresql://kair@%2Ftmp%2Fpg/kair", OK},
        {"database = postgresql://kair@host/kair?passfile=/etc/kair/pg", OK},
        {"database = postgresql://kair:secret@host/kair", ERR_INVALID},
        {"database = mysql://host/kair", ERR_INVALID},
        {"origin = https://learn.example.com", OK},
        {"origin = https://learn.example.com/", ERR_INVALID},
        {"origin = https://", ERR_INVALID},
        {"origin = learn.example.com", ERR_INVALID},
        {"mail_url = file:///var/mail", OK},
        {"mail_url = file://var/mail", ERR_INVALID},
        {"mail_url = smtp://user:pw@host:25", ERR_INVALID},
        {"mail_user = me", ERR_INVALID},
        {"tls_key_file = /k", ERR_INVALID},
    };
    const char *path = file_path(c);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Conf *conf = NULL;
        Str complaints;
        Rc rc = load_at(c, path, str_of(rows[i].text), NULL, &complaints, &conf);
        if (!CHECK_INT(c, rc, rows[i].rc))
            check_say(c, "%s", rows[i].text);
        CHECK(c, (rc == OK) == (complaints.n == 0));
        conf_free(conf);
    }
}

static void line_limit(Check *c)
{
    char text[CONF_LINE_MAX + 2];
    memset(text, ' ', sizeof text);
    memcpy(text, "port = 81", 9);
    Conf *conf = NULL;
    Str complaints;
    CHECK_INT(c, load(c, (Str){text, CONF_LINE_MAX}, NULL, &complaints, &conf), OK);
    conf_free(conf);
    complains(c, (Str){text, CONF_LINE_MAX + 1}, "kair.conf:1: line longer than 4096 bytes\n");
}

static void value_limit(Check *c)
{
    char text[CONF_VALUE_MAX + 64] = "database = postgresql://h/";
    size_t key = strlen("database = ");
    memset(text + strlen(text), 'x', sizeof text - strlen(text) - 1);
    Conf *conf = NULL;
    Str complaints;
    CHECK_INT(c, load(c, (Str){text, key + CONF_VALUE_MAX}, NULL, &complaints, &conf), OK);
    conf_free(conf);
    conf = NULL;
    CHECK_INT(c, load(c, (Str){text, key + CONF_VALUE_MAX + 1}, NULL, &complaints, &conf), ERR_INVALID);
}

static void file_limit(Check *c)
{
    static char text[CONF_FILE_MAX + 1];
    memset(text, '\n', sizeof text);
    Conf *conf = NULL;
    Str complaints;
    CHECK_INT(c, load(c, (Str){text, CONF_FILE_MAX}, NULL, &complaints, &conf), OK);
    conf_free(conf);
    complains(c, (Str){text, CONF_FILE_MAX + 1}, "kair.conf: larger than 256 KiB\n");
}

static void strange_bytes(Check *c)
{
    complains(c, STR("port = 80\0\n"), "kair.conf:1: not UTF-8 text\n");
    complains(c, STR("\nmail_from = \xff <a@b>\n"), "kair.conf:2: not UTF-8 text\n");
}

static void missing_file(Check *c)
{
    Conf *conf = NULL;
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 1024);
    CHECK_INT(c, conf_load(check_ctx(c), "/nowhere/kair.conf", NULL, &b, &conf), ERR_INVALID);
    CHECK_STR(c, buf_str(&b), "/nowhere/kair.conf: No such file or directory\n");
}

static void unknown_variable(Check *c)
{
    char typo[] = "KAIR_PROT=1", range[] = "KAIR_PORT=x";
    char *environment[] = {typo, range, NULL};
    Conf *conf = NULL;
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 1024);
    CHECK_INT(c, conf_load(check_ctx(c), NULL, environment, &b, &conf), ERR_INVALID);
    CHECK_STR(c, buf_str(&b), "KAIR_PROT: unknown variable\nKAIR_PORT: \"x\" not a whole number between 1 and 65535\n");
}

static void defaults_file_loads(Check *c)
{
    Buf b;
    Conf *conf = NULL;
    Str complaints;
    buf_init(&b, check_ctx(c)->arena, 64 << 10);
    conf_write_defaults(&b);
    REQUIRE(c, b.rc == OK);
    CHECK(c, strstr(b.at, "\n# Port the front server listens on. (1 to 65535)\n#port = 8080\n") != NULL);
    /* Uncommented, it says what the program would do without it. */
    char *at = b.at;
    while ((at = strstr(at, "\n#"))) {
        at[1] = at[2] == ' ' ? '#' : ' ';
        at++;
    }
    REQUIRE(c, load(c, buf_str(&b), NULL, &complaints, &conf) == OK);
    CHECK_INT(c, conf_int(conf, CONF_ARGON2_MEMORY_KIB), 65536);
    conf_free(conf);
}

static void secrets_come_from_files(Check *c)
{
    Conf *conf = NULL;
    Str complaints, text, secret;
    const char *folder = check_folder(c);
    REQUIRE(c, str_format(check_ctx(c)->arena, &text, "mail_user = u\nmail_password_file = %s/secret", folder) == OK);
    REQUIRE(c, load(c, text, NULL, &complaints, &conf) == OK);
    const char *path = conf_text(conf, CONF_MAIL_PASSWORD_FILE).at;
    CHECK_INT(c, conf_secret(check_ctx(c), conf, CONF_MAIL_PASSWORD_FILE, &secret), ERR_IO);
    FILE *f = fopen(path, "w");
    REQUIRE(c, f && fputs("s3 cret\n", f) >= 0 && fclose(f) == 0);
    CHECK_INT(c, conf_secret(check_ctx(c), conf, CONF_MAIL_PASSWORD_FILE, &secret), OK);
    CHECK_STR(c, secret, "s3 cret");
    REQUIRE(c, truncate(path, 0) == 0);
    CHECK_INT(c, conf_secret(check_ctx(c), conf, CONF_MAIL_PASSWORD_FILE, &secret), ERR_INVALID);
    CHECK_INT(c, conf_secret(check_ctx(c), conf, CONF_TLS_KEY_FILE, &secret), OK);
    CHECK(c, secret.at == NULL);
    conf_free(conf);
}

static void memory_faults(Check *c)
{
    Rc rc = ERR_NOMEM;
    for (long n = 0; rc != OK && n < 1000; n++) {
        Conf *conf = NULL;
        AUTO_ARENA arena = arena_new(4 << 20);
        REQUIRE(c, arena);
        Ctx cx = *check_ctx(c);
        cx.arena = arena;
        Buf b;
        buf_init(&b, arena, 1024);
        fault_after(FAULT_MEMORY, n);
        rc = conf_load(&cx, NULL, NULL, &b, &conf);
        fault_disarm();
        CHECK(c, rc == ERR_NOMEM || rc == OK);
        conf_free(conf);
    }
    CHECK_INT(c, rc, OK);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"without a file and an environment the defaults hold", defaults_load},
        {"the file wins over the defaults and the environment over the file", environment_wins},
        {"a certificate makes the default origin https", tls_changes_origin},
        {"one run tells every fault with its line", every_fault_is_told},
        {"each value is accepted at its limits and refused one beyond", ranges_hold},
        {"a line of 4096 bytes is read and one byte more is refused", line_limit},
        {"a value of 2048 bytes is read and one byte more is refused", value_limit},
        {"a file of 256 KiB is read and one byte more is refused", file_limit},
        {"NUL and bad UTF-8 are refused", strange_bytes},
        {"a file that cannot be opened is told by name", missing_file},
        {"an unknown KAIR_ variable is refused", unknown_variable},
        {"the generated defaults file loads and says the defaults", defaults_file_loads},
        {"a secret is read from the file its key names", secrets_come_from_files},
        {"out of memory at any point leaves nothing behind", memory_faults},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
