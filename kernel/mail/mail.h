/* Sending one mail: SMTP through libcurl, or a file in a folder. Builds a MIME message (RFC 5322, RFC 2045: UTF-8, text
 * and HTML alternatives, encoded headers). Knows no template. */
#ifndef KERNEL_MAIL_MAIL_H
#define KERNEL_MAIL_MAIL_H

#include "base/id.h"

typedef struct {
    Str url; /* smtp://host:port (STARTTLS when offered; required with a user), smtps://…, file:///folder */
    Str user, password;
    Str from; /* "Kair <no-reply@example.com>" */
    int64_t timeout_ms;
} MailConf;

typedef struct {
    Id id;  /* becomes the Message-ID, so a repeat is recognised */
    Str to; /* one address */
    Str to_name;
    Str subject;
    Str text, html; /* html may be empty */
    Str language;   /* "fr" */
} Mail;

enum { MAIL_BODY_MAX = 256 << 10 };

/* ERR_INVALID: address or header with a line break. ERR_REFUSED: the server said 5xx (do not try again).
 * ERR_BUSY: 4xx, time-out or no connection (try again). */
Rc mail_send(Ctx *cx, const MailConf *conf, const Mail *mail) MUST;

/* The message as it goes on the wire. */
Rc mail_render(Ctx *cx, const MailConf *conf, const Mail *mail, Buf *out) MUST;

#endif
