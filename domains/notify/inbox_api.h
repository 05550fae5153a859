/* HTTP surface of the inbox. */
#ifndef DOMAINS_NOTIFY_INBOX_API_H
#define DOMAINS_NOTIFY_INBOX_API_H

#include "kernel/http/api.h"

extern const Surface inbox_surface;

#endif
