/* The way out: one SMTP conversation by libcurl (which doubles leading dots and speaks TLS), or one file. */
#include "kernel/mail/mail_address.h"

#include "kernel/blob/blob.h"

#include <curl/curl.h>

enum { MESSAGE_MAX = 8 * MAIL_BODY_MAX, CONNECT_MS = 10000, REPLY_MAX = 300 };

typedef struct {
    Str left;
} Upload;

static size_t read_message(char *to, size_t size, size_t count, void *arg)
{
    Upload *u = arg;
    size_t room = size * count, n = u->left.n < room ? u->left.n : room;
    memcpy(to, u->left.at, n);
    u->left = (Str){u->left.at + n, u->left.n - n};
    return n;
}

typedef struct {
    char text[REPLY_MAX];
    size_t n;
} Reply;

/* Keeps the last refusal, the greetings and goodbyes around it not. */
static size_t read_reply(char *line, size_t size, size_t count, void *arg)
{
    Reply *r = arg;
    Str said = str_trim((Str){line, size * count});
    if (said.n && (said.at[0] == '4' || said.at[0] == '5')) {
        r->n = said.n < sizeof r->text ? said.n : sizeof r->text;
        memcpy(r->text, said.at, r->n);
    }
    return size * count;
}

static void drop_curl(CURL **curl)
{
    curl_easy_cleanup(*curl);
}

static void drop_list(struct curl_slist **list)
{
    curl_slist_free_all(*list);
}

/* What curl is told; terminated texts, copied by curl. */
typedef struct {
    const MailConf *conf;
    Str url, from, to, user, password, ca_file;
} Options;

static Rc terminated(Ctx *cx, Options *o, const MailConf *conf, const MailAddress *from, const MailAddress *to)
{
    /* The path of the URL is the name we say in EHLO; without one, curl says the machine's, which may be a secret. */
    Str url = conf->url;
    url.n -= url.n && url.at[url.n - 1] == '/';
    TRY(str_format(cx->arena, &o->url, "%.*s/%.*s", STR_ARG(url), STR_ARG(from->host)));
    TRY(str_format(cx->arena, &o->from, "<%.*s>", STR_ARG(from->whole)));
    TRY(str_format(cx->arena, &o->to, "<%.*s>", STR_ARG(to->whole)));
    TRY(str_copy(cx->arena, conf->user, &o->user));
    TRY(str_copy(cx->arena, conf->password, &o->password));
    return str_copy(cx->arena, conf->ca_file, &o->ca_file);
}

static bool set_connection(CURL *curl, const Options *o)
{
    int64_t whole = o->conf->timeout_ms, connect = whole < CONNECT_MS ? whole : CONNECT_MS;
    long tls = o->user.n ? CURLUSESSL_ALL : CURLUSESSL_TRY;
    bool good = curl_easy_setopt(curl, CURLOPT_URL, o->url.at) == CURLE_OK;
    good = good && curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps") == CURLE_OK;
    good = good && curl_easy_setopt(curl, CURLOPT_USE_SSL, tls) == CURLE_OK;
    good = good && curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK;
    good = good && curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)whole) == CURLE_OK;
    good = good && curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, (long)connect) == CURLE_OK;
    if (o->ca_file.n)
        good = good && curl_easy_setopt(curl, CURLOPT_CAINFO, o->ca_file.at) == CURLE_OK;
    if (o->user.n)
        good = good && curl_easy_setopt(curl, CURLOPT_USERNAME, o->user.at) == CURLE_OK &&
               curl_easy_setopt(curl, CURLOPT_PASSWORD, o->password.at) == CURLE_OK;
    return good;
}

static bool set_message(CURL *curl, const Options *o, struct curl_slist *to, Upload *upload, Reply *reply)
{
    bool good = curl_easy_setopt(curl, CURLOPT_MAIL_FROM, o->from.at) == CURLE_OK;
    good = good && curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to) == CURLE_OK;
    good = good && curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L) == CURLE_OK;
    good = good && curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_message) == CURLE_OK;
    good = good && curl_easy_setopt(curl, CURLOPT_READDATA, upload) == CURLE_OK;
    good = good && curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, read_reply) == CURLE_OK;
    return good && curl_easy_setopt(curl, CURLOPT_HEADERDATA, reply) == CURLE_OK;
}

/* A refused login is ours to mend and says nothing about this mail, so the mail waits. */
static Rc outcome(CURL *curl, CURLcode code)
{
    long said = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &said);
    if (code == CURLE_OK)
        return OK;
    if (code == CURLE_OUT_OF_MEMORY)
        return ERR_NOMEM;
    if (code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL)
        return ERR_INVALID;
    bool about_mail = code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_RECV_ERROR;
    return about_mail && said >= 500 && said <= 599 ? ERR_REFUSED : ERR_BUSY;
}

static Rc send_smtp(Ctx *cx, const Options *o, Str message, Buf *why)
{
    __attribute__((cleanup(drop_curl))) CURL *curl = curl_easy_init();
    __attribute__((cleanup(drop_list))) struct curl_slist *to = curl_slist_append(NULL, o->to.at);
    Upload upload = {message};
    Reply reply = {.n = 0};
    (void)cx;
    if (!curl || !to || !set_connection(curl, o) || !set_message(curl, o, to, &upload, &reply))
        return ERR_NOMEM;
    CURLcode code = curl_easy_perform(curl);
    Rc rc = outcome(curl, code);
    if (why && rc == ERR_REFUSED)
        buf_put(why, (Str){reply.text, reply.n});
    else if (why && rc != OK)
        buf_format(why, "%s%s%.*s", curl_easy_strerror(code), reply.n ? ": " : "", (int)reply.n, reply.text);
    return rc;
}

static Rc write_file(Ctx *cx, Str folder, const Mail *mail, Str message)
{
    BlobStore *store = NULL;
    Str key = STR("");
    TRY(str_format(cx->arena, &key, "%s.eml", mail->id.text));
    TRY(blob_open_folder(cx, folder, &store));
    Rc rc = blob_put(cx, store, key, message, NULL);
    blob_close(store);
    return rc;
}

Rc mail_send(Ctx *cx, const MailConf *conf, const Mail *mail, Buf *why)
{
    static const Str file = {"file://", 7};
    MailAddress from, to;
    Options options = {.conf = conf};
    Buf message;
    buf_init(&message, cx->arena, MESSAGE_MAX);
    TRY(mail_render(cx, conf, mail, &message));
    if (str_starts(conf->url, file))
        return write_file(cx, (Str){conf->url.at + file.n, conf->url.n - file.n}, mail, buf_str(&message));
    TRY(mail_sender(conf->from, &from));
    TRY(mail_address(mail->to_name, mail->to, &to));
    TRY(terminated(cx, &options, conf, &from, &to));
    return send_smtp(cx, &options, buf_str(&message), why);
}
