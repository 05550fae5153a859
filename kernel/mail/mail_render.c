/* The message: headers in ASCII with encoded words (RFC 2047), bodies as quoted-printable (RFC 2045 §6.7). */
#include "kernel/mail/mail_address.h"

#include "base/clock.h"

enum { LINE_CHARS = 76, WORD_CHARS = 75, PLAIN_CHARS = 60 };

static bool printable(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.at[i] < 0x20 || s.at[i] == 0x7F)
            return false;
    return utf8_valid(s);
}

static bool ascii(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.at[i] >= 0x80)
            return false;
    return true;
}

static bool contains(Str s, const char *sign)
{
    Str wanted = str_of(sign);
    for (size_t i = 0; i + wanted.n <= s.n; i++)
        if (str_starts((Str){s.at + i, s.n - i}, wanted))
            return true;
    return false;
}

static bool plain_in_word(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/* Encoded words of at most 75 characters, each of whole UTF-8 characters, folded onto lines of at most 76. `used` is
 * what stands on the first line already. */
static void put_words(Buf *out, Str s, size_t used)
{
    static const Str open = {"=?utf-8?Q?", 10};
    size_t room = 0;
    for (size_t i = 0; i < s.n;) {
        size_t bytes = 1, chars;
        while (i + bytes < s.n && ((unsigned char)s.at[i + bytes] & 0xC0) == 0x80)
            bytes++;
        bool plain = bytes == 1 && (plain_in_word((unsigned char)s.at[i]) || s.at[i] == ' ');
        chars = plain ? 1 : 3 * bytes;
        if (chars > room) {
            if (i)
                buf_put(out, STR("?=\r\n "));
            room = (i ? LINE_CHARS - 1 : LINE_CHARS - used) - open.n - 2;
            buf_put(out, open);
        }
        room -= chars;
        if (plain)
            buf_byte(out, s.at[i] == ' ' ? '_' : s.at[i]);
        for (size_t k = 0; !plain && k < bytes; k++)
            buf_format(out, "=%02X", (unsigned char)s.at[i + k]);
        i += bytes;
    }
    buf_put(out, STR("?="));
}

static void put_text_header(Buf *out, const char *name, Str value)
{
    buf_format(out, "%s: ", name);
    if (ascii(value) && value.n <= PLAIN_CHARS && !contains(value, "=?"))
        buf_put(out, value);
    else
        put_words(out, value, str_of(name).n + 2);
    buf_put(out, STR("\r\n"));
}

static void put_address_header(Buf *out, const char *name, const MailAddress *a)
{
    buf_format(out, "%s: ", name);
    if (a->name.n && ascii(a->name) && a->name.n <= PLAIN_CHARS && !contains(a->name, "=?")) {
        buf_byte(out, '"');
        for (size_t i = 0; i < a->name.n; i++) {
            if (a->name.at[i] == '"' || a->name.at[i] == '\\')
                buf_byte(out, '\\');
            buf_byte(out, a->name.at[i]);
        }
        buf_put(out, STR("\"\r\n "));
    } else if (a->name.n) {
        put_words(out, a->name, str_of(name).n + 2);
        buf_put(out, STR("\r\n "));
    }
    buf_format(out, "<%.*s>\r\n", STR_ARG(a->whole));
}

/* RFC 5322 §3.3, in UTC. */
static void put_date(Buf *out, int64_t ms)
{
    static const char days[] = "ThuFriSatSunMonTueWed", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    char text[CLOCK_TEXT];
    int64_t month = 1;
    clock_text(ms, text); /* 2026-03-01T08:00:00.000Z */
    if (str_i64((Str){text + 5, 2}, &month) != OK || month < 1 || month > 12)
        month = 1;
    int64_t day = (ms / 86400000) % 7; /* the epoch was a Thursday */
    buf_format(out, "Date: %.3s, %.2s %.3s %.4s %.8s +0000\r\n", days + 3 * day, text + 8, months + 3 * (month - 1),
               text, text + 11);
}

/* Whether a byte of a body may stand for itself; `last` = before a line's end, where a blank would be lost. */
static bool plain_in_body(unsigned char c, bool last)
{
    if (c == ' ' || c == '\t')
        return !last;
    return c > 0x20 && c < 0x7F && c != '=';
}

static bool ends_line(Str body, size_t i)
{
    return i == body.n || body.at[i] == '\n' || (body.at[i] == '\r' && i + 1 < body.n && body.at[i + 1] == '\n');
}

/* Quoted-printable: lines of at most 76 characters, every line break a CR LF. */
static void put_quoted(Buf *out, Str body)
{
    size_t column = 0;
    for (size_t i = 0; i < body.n; i++) {
        unsigned char c = (unsigned char)body.at[i];
        if (ends_line(body, i)) {
            i += c == '\r';
            buf_put(out, STR("\r\n"));
            column = 0;
            continue;
        }
        bool plain = plain_in_body(c, ends_line(body, i + 1));
        if (column + (plain ? 1 : 3) > LINE_CHARS - 1) {
            buf_put(out, STR("=\r\n"));
            column = 0;
        }
        if (plain)
            buf_byte(out, (char)c);
        else
            buf_format(out, "=%02X", c);
        column += plain ? 1 : 3;
    }
    buf_put(out, STR("\r\n"));
}

static void put_part(Buf *out, const char *type, Str body)
{
    buf_format(out, "Content-Type: text/%s; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n",
               type);
    put_quoted(out, body);
}

/* "=_" cannot occur in quoted-printable, so no body can hold the boundary. */
static void put_bodies(Buf *out, const Mail *mail)
{
    if (mail->html.n == 0) {
        put_part(out, "plain", mail->text);
        return;
    }
    buf_format(out, "Content-Type: multipart/alternative; boundary=\"=_%s\"\r\n\r\n--=_%s\r\n", mail->id.text,
               mail->id.text);
    put_part(out, "plain", mail->text);
    buf_format(out, "--=_%s\r\n", mail->id.text);
    put_part(out, "html", mail->html);
    buf_format(out, "--=_%s--\r\n", mail->id.text);
}

static bool language_tag(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.at[i] >= 'a' && s.at[i] <= 'z') || (s.at[i] >= 'A' && s.at[i] <= 'Z') || s.at[i] == '-'))
            return false;
    return s.n <= 16;
}

Rc mail_render(Ctx *cx, const MailConf *conf, const Mail *mail, Buf *out)
{
    MailAddress from, to;
    if (mail->subject.n > MAIL_HEADER_MAX || mail->text.n > MAIL_BODY_MAX || mail->html.n > MAIL_BODY_MAX)
        return ERR_LIMIT;
    if (id_none(&mail->id) || !printable(mail->subject) || !language_tag(mail->language))
        return ERR_INVALID;
    TRY(mail_sender(conf->from, &from));
    TRY(mail_address(mail->to_name, mail->to, &to));
    put_date(out, now_ms(cx));
    put_address_header(out, "From", &from);
    put_address_header(out, "To", &to);
    put_text_header(out, "Subject", mail->subject);
    buf_format(out, "Message-ID: <%s@%.*s>\r\n", mail->id.text, STR_ARG(from.host));
    if (mail->language.n)
        buf_format(out, "Content-Language: %.*s\r\n", STR_ARG(mail->language));
    buf_put(out, STR("Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"));
    put_bodies(out, mail);
    return out->rc;
}
