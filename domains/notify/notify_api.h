/* HTTP surface of notify: the development page of mails. */
#ifndef DOMAINS_NOTIFY_NOTIFY_API_H
#define DOMAINS_NOTIFY_NOTIFY_API_H

#include "kernel/http/api.h"

extern const Surface notify_surface;

#endif
