/* "mail.send": hands one message to the mail server of the configuration. */
#include "apps/worker/kinds.h"

#include "kernel/conf/conf.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"
#include "kernel/mail/mail.h"

#include <stddef.h>

enum { ADDRESS_MAX = 254, NAME_MAX_CHARACTERS = 200, SUBJECT_MAX = 400, TIMEOUT_MS = 10000, WHY_MAX = 400 };

typedef struct {
    Id id;
    Str to, to_name, subject, text, html, language;
} Message;

static const Member message_members[] = {
    MEMBER_ID(Message, id, "Becomes the Message-ID: a repeat is recognised"),
    MEMBER_TEXT(Message, to, TEXT_LINE, 3, ADDRESS_MAX, "Address"),
    MEMBER_TEXT(Message, to_name, TEXT_LINE, 0, NAME_MAX_CHARACTERS, "Name of that person"),
    MEMBER_TEXT(Message, subject, TEXT_LINE, 1, SUBJECT_MAX, "Subject"),
    MEMBER_TEXT(Message, text, TEXT_BLOCK, 1, MAIL_BODY_MAX, "Plain text"),
    MEMBER_TEXT(Message, html, TEXT_BLOCK, 0, MAIL_BODY_MAX, "The same as HTML"),
    MEMBER_TEXT(Message, language, TEXT_LINE, 2, 8, "Its language"),
};
static SHAPE(message_shape, NULL, Message, message_members, "A mail to send");

Rc mail_job(Ctx *cx, const JobRun *run, JobEnd *ret)
{
    const Conf *conf = run->shop->conf;
    Message in = {0};
    MailConf server = {.url = conf_mail_url(conf),
                       .user = conf_text(conf, CONF_MAIL_USER),
                       .from = conf_text(conf, CONF_MAIL_FROM),
                       .timeout_ms = TIMEOUT_MS};
    Buf why;
    buf_init(&why, cx->arena, WHY_MAX);
    Rc rc = shape_decode(cx, &message_shape, run->job->payload, DECODE_LENIENT, &in);
    if (rc == OK)
        rc = conf_secret(cx, conf, CONF_MAIL_PASSWORD_FILE, &server.password);
    if (rc == OK) {
        Mail mail = {in.id, in.to, in.to_name, in.subject, in.text, in.html, in.language};
        rc = mail_send(cx, &server, &mail, &why);
    } else {
        buf_put(&why, rc == ERR_INVALID ? STR("the message is not one") : STR("the password file cannot be read"));
    }
    if (rc != OK)
        ret->error = why.n ? buf_str(&why) : STR("the mail server did not take it");
    return rc;
}
