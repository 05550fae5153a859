/* Addresses of mails. Private to this folder. */
#ifndef KERNEL_MAIL_MAIL_ADDRESS_H
#define KERNEL_MAIL_MAIL_ADDRESS_H

#include "kernel/mail/mail.h"

typedef struct {
    Str name;  /* may be empty */
    Str whole; /* local@host */
    Str host;
} MailAddress;

/* "local@host" in plain ASCII (RFC 5321, without quoted local parts). ERR_INVALID, ERR_LIMIT. */
Rc mail_address(Str name, Str address, MailAddress *ret) MUST;

/* "Name <local@host>" or the address alone. */
Rc mail_sender(Str sender, MailAddress *ret) MUST;

#endif
