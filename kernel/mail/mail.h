/* Sending one mail: SMTP through libcurl, or a file in a folder. Builds a MIME message (RFC 5322, RFC 2045: UTF-8, text
 * and HTML alternatives, encoded headers). Knows no template. The program calls curl_global_init at its start. */
#ifndef KERNEL_MAIL_MAIL_H
#define KERNEL_MAIL_MAIL_H

#include "base/id.h"

typedef struct {
    Str url; /* smtp://host:port (STARTTLS when offered; required with a user), smtps://…, file:///folder */
    Str user, password;
    Str from;           /* "Kair <no-reply@example.com>" */
    Str ca_file;        /* authorities that sign the server's certificate (PEM); empty = the system's */
    int64_t timeout_ms; /* of the whole conversation */
} MailConf;

typedef struct {
    Id id;  /* becomes the Message-ID, so a repeat is recognised */
    Str to; /* one address */
    Str to_name;
    Str subject;
    Str text, html; /* html may be empty */
    Str language;   /* "fr" */
} Mail;

/* Of each body, and of subject, name and sender. */
enum { MAIL_BODY_MAX = 256 << 10, MAIL_HEADER_MAX = 500, MAIL_ADDRESS_MAX = 254 };

/* ERR_INVALID: address or header with a line break, or a URL of another kind. ERR_LIMIT: too long. ERR_REFUSED: the
 * server said 5xx to this mail (do not try again). ERR_BUSY: 4xx, time-out, no connection, our credentials or the
 * server's certificate not accepted (try again). ERR_IO: the folder cannot be written. `why` (may be NULL) gets the
 * server's last line, or what the connection failed of, for the operator. */
Rc mail_send(Ctx *cx, const MailConf *conf, const Mail *mail, Buf *why) MUST;

/* The message as it goes on the wire, lines ended by CR LF. */
Rc mail_render(Ctx *cx, const MailConf *conf, const Mail *mail, Buf *out) MUST;

#endif
