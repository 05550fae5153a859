/* The message byte for byte, what must never become a header, and the folder as a way out. */
#include "base/fault.h"
#include "kernel/crypt/crypt.h"
#include "kernel/mail/mail.h"
#include "tests/check.h"

#include <sys/stat.h>

static const MailConf conf = {.url = {"file:///tmp", 11}, .from = {"Kair <no-reply@learn.example.com>", 33}};

static Mail sample(void)
{
    return (Mail){.id = {"01939c2e-0000-7000-8000-000000000001"},
                  .to = STR("helene@example.com"),
                  .to_name = STR("Hélène Quémener"),
                  .subject = STR("Bienvenue"),
                  .text = STR("Bonjour\n"),
                  .language = STR("fr")};
}

static Str render(Check *c, const Mail *mail)
{
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 4 << 20);
    CHECK_INT(c, mail_render(check_ctx(c), &conf, mail, &b), OK);
    return buf_str(&b);
}

static void golden_alternative(Check *c)
{
    static const char expected[] =
        "Date: Thu, 01 Jan 2026 00:00:00 +0000\r\n"
        "From: \"Kair\"\r\n <no-reply@learn.example.com>\r\n"
        "To: =?utf-8?Q?H=C3=A9l=C3=A8ne_Qu=C3=A9mener?=\r\n <helene@example.com>\r\n"
        "Subject: =?utf-8?Q?Vous_=C3=AAtes_invit=C3=A9e_=C3=A0_rejoindre_l=27espace?=\r\n"
        " =?utf-8?Q?_=C2=AB_Banque_du_Finist=C3=A8re_=C2=BB?=\r\n"
        "Message-ID: <01939c2e-0000-7000-8000-000000000001@learn.example.com>\r\n"
        "Content-Language: fr\r\n"
        "Auto-Submitted: auto-generated\r\n"
        "MIME-Version: 1.0\r\n"
        "Content-Type: multipart/alternative; boundary=\"=_01939c2e-0000-7000-8000-000000000001\"\r\n"
        "\r\n"
        "--=_01939c2e-0000-7000-8000-000000000001\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "\r\n"
        "Bonjour H=C3=A9l=C3=A8ne,=20\r\n"
        "a=3Db et une ligne qui d=C3=A9passe la largeur permise par la norme et qu'i=\r\n"
        "l faut plier.\r\n"
        "\r\n"
        ".seul\r\n"
        "fin\r\n"
        "--=_01939c2e-0000-7000-8000-000000000001\r\n"
        "Content-Type: text/html; charset=utf-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        "\r\n"
        "<p>Bonjour</p>\r\n"
        "--=_01939c2e-0000-7000-8000-000000000001--\r\n";
    Mail mail = sample();
    mail.subject = STR("Vous êtes invitée à rejoindre l'espace « Banque du Finistère »");
    mail.text = STR("Bonjour Hélène, \na=b et une ligne qui dépasse la largeur permise par la norme et qu'il faut "
                    "plier.\r\n\r\n.seul\nfin");
    mail.html = STR("<p>Bonjour</p>");
    CHECK_STR(c, render(c, &mail), expected);
}

static void golden_right_to_left(Check *c)
{
    Mail mail = sample();
    mail.to_name = STR("O\"Neil \\ Zoe");
    mail.subject = STR("مرحبا بك في المنصة");
    mail.text = STR("مرحبا");
    Str text = render(c, &mail);
    CHECK(c, strstr(text.at, "Subject: =?utf-8?Q?=D9=85=D8=B1=D8=AD=D8=A8=D8=A7_=D8=A8=D9=83_=D9=81?=\r\n"
                             " =?utf-8?Q?=D9=8A_=D8=A7=D9=84=D9=85=D9=86=D8=B5=D8=A9?=\r\n") != NULL);
    CHECK(c, strstr(text.at, "To: \"O\\\"Neil \\\\ Zoe\"\r\n <helene@example.com>\r\n") != NULL);
    CHECK(c, strstr(text.at, "Content-Type: text/plain; charset=utf-8\r\n") != NULL);
    CHECK(c, strstr(text.at, "\r\n\r\n=D9=85=D8=B1=D8=AD=D8=A8=D8=A7\r\n") != NULL);
    CHECK(c, strstr(text.at, "multipart") == NULL);
}

static void lines_stay_short(Check *c)
{
    char subject[MAIL_HEADER_MAX], body[5000];
    Mail mail = sample();
    for (size_t i = 0; i < sizeof subject; i++)
        subject[i] = i % 2 ? '\xA9' : '\xC3';
    for (size_t i = 0; i < sizeof body; i++)
        body[i] = (char)(' ' + i * 7 % 95);
    mail.subject = (Str){subject, sizeof subject};
    mail.to_name = STR("=?utf-8?Q?looks_encoded?=");
    mail.text = mail.html = (Str){body, sizeof body};
    Str rest = render(c, &mail), line;
    while (str_cut(&rest, '\n', &line) && rest.at) {
        CHECK(c, line.n > 0 && line.at[line.n - 1] == '\r');
        if (!CHECK(c, line.n - 1 <= 76 || str_starts(line, STR("Content-Type: multipart"))))
            check_say(c, "%.*s", STR_ARG(line));
        for (size_t i = 0; i + 1 < line.n; i++)
            CHECK(c, line.at[i] >= ' ' && line.at[i] < 0x7F);
    }
}

static void headers_cannot_be_injected(Check *c)
{
    static const char *const bad[] = {"a\r\nBcc: all@example.com", "a\nb", "a\rb", "a\tb", "a\x7f", "\xff"};
    static const char *const addresses[] = {"",
                                            "helene",
                                            "@example.com",
                                            "helene@",
                                            "a@b@c",
                                            "a b@example.com",
                                            "a@exa mple.com",
                                            "a@example.com\r\nRCPT TO:<x@y>",
                                            "<a@example.com>",
                                            "a@example.com,b@example.com",
                                            "\"a\"@example.com",
                                            "é@example.com",
                                            "a@exämple.com",
                                            "a>@example.com"};
    Buf b;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        Mail subject = sample(), name = sample(), language = sample();
        MailConf sender = conf;
        subject.subject = name.to_name = language.language = str_of(bad[i]);
        sender.from = str_of(bad[i]);
        buf_init(&b, check_ctx(c)->arena, 1 << 20);
        CHECK_INT(c, mail_render(check_ctx(c), &conf, &subject, &b), ERR_INVALID);
        CHECK_INT(c, mail_render(check_ctx(c), &conf, &name, &b), ERR_INVALID);
        CHECK_INT(c, mail_render(check_ctx(c), &conf, &language, &b), ERR_INVALID);
        Mail good = sample();
        CHECK_INT(c, mail_render(check_ctx(c), &sender, &good, &b), ERR_INVALID);
        CHECK_INT(c, (int64_t)b.n, 0);
    }
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) {
        Mail mail = sample();
        mail.to = str_of(addresses[i]);
        buf_init(&b, check_ctx(c)->arena, 1 << 20);
        if (!CHECK_INT(c, mail_render(check_ctx(c), &conf, &mail, &b), ERR_INVALID))
            check_say(c, "address \"%s\"", addresses[i]);
    }
}

static void limits(Check *c)
{
    static char body[MAIL_BODY_MAX + 1];
    char header[MAIL_HEADER_MAX + 1], address[MAIL_ADDRESS_MAX + 2];
    Buf b;
    memset(body, 0xC3, sizeof body);
    memset(header, 'h', sizeof header);
    memset(address, 'a', sizeof address);
    memcpy(address, "me@", 3);
    for (size_t over = 0; over < 2; over++) {
        Rc expected = over ? ERR_LIMIT : OK;
        Mail text = sample(), html = sample(), subject = sample(), name = sample(), to = sample();
        text.text = html.html = (Str){body, MAIL_BODY_MAX + over};
        subject.subject = name.to_name = (Str){header, MAIL_HEADER_MAX + over};
        to.to = (Str){address, MAIL_ADDRESS_MAX + over};
        const Mail *const mails[] = {&text, &html, &subject, &name, &to};
        for (size_t i = 0; i < sizeof mails / sizeof *mails; i++) {
            buf_init(&b, check_ctx(c)->arena, 4 << 20);
            CHECK_INT(c, mail_render(check_ctx(c), &conf, mails[i], &b), expected);
        }
    }
}

static void folder_receives(Check *c)
{
    Ctx *cx = check_ctx(c);
    const char *folder = check_folder(c);
    MailConf to_folder = conf;
    Mail mail = sample();
    Str path = STR("");
    char read[4096] = "";
    REQUIRE(c, str_format(cx->arena, &to_folder.url, "file://%s/out", folder) == OK);
    REQUIRE(c, str_format(cx->arena, &path, "%s/out/%s.eml", folder, mail.id.text) == OK);
    REQUIRE(c, mail_send(cx, &to_folder, &mail, NULL) == OK);
    REQUIRE(c, mail_send(cx, &to_folder, &mail, NULL) == OK);
    FILE *f = fopen(path.at, "r");
    REQUIRE(c, f);
    CHECK(c, fread(read, 1, sizeof read - 1, f) > 0);
    fclose(f);
    CHECK_STR(c, render(c, &mail), read);
    to_folder.url = STR("file:///proc/nowhere");
    CHECK_INT(c, mail_send(cx, &to_folder, &mail, NULL), ERR_IO);
    to_folder.url = STR("http://localhost/");
    CHECK_INT(c, mail_send(cx, &to_folder, &mail, NULL), ERR_INVALID);
}

static void folder_faults(Check *c)
{
    const char *folder = check_folder(c);
    Rc rc = ERR_NOMEM;
    long n = 0;
    for (; rc != OK && n < 100; n++) {
        AUTO_ARENA arena = arena_new(8 << 20);
        Ctx cx = *check_ctx(c);
        MailConf to_folder = conf;
        Mail mail = sample();
        Str path = STR("");
        struct stat st;
        REQUIRE(c, arena);
        cx.arena = arena;
        REQUIRE(c, str_format(arena, &to_folder.url, "file://%s", folder) == OK);
        REQUIRE(c, str_format(arena, &path, "%s/%s.eml", folder, mail.id.text) == OK);
        fault_after(FAULT_MEMORY | FAULT_WRITE | FAULT_RENAME, n);
        rc = mail_send(&cx, &to_folder, &mail, NULL);
        fault_disarm();
        CHECK(c, rc == OK || rc == ERR_NOMEM || rc == ERR_IO);
        CHECK(c, stat(path.at, &st) != 0 || st.st_size > 300);
    }
    CHECK(c, rc == OK && n > 6);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"a French mail with two bodies is as expected, byte for byte", golden_alternative},
        {"a right-to-left subject and a name with quotes are encoded", golden_right_to_left},
        {"no line is longer than 76 characters and every character is ASCII", lines_stay_short},
        {"line breaks and strange addresses never become headers", headers_cannot_be_injected},
        {"bodies and headers are accepted at their limit and refused one byte beyond", limits},
        {"a mail to a folder is one file named by its id", folder_receives},
        {"whatever fails on the way to the folder, no part of a mail shows", folder_faults},
    };
    if (crypt_init() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
