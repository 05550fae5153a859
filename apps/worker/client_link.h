/* The connection behind a Client, for the files that implement it. */
#ifndef APPS_WORKER_CLIENT_LINK_H
#define APPS_WORKER_CLIENT_LINK_H

#include "apps/worker/client.h"

#include <curl/curl.h>

struct Client {
    const ClientConf *conf;
    CURL *curl;
    struct curl_slist *headers, *byte_headers; /* for JSON; for files */
};

void client_aim(Client *c, const char *address); /* a fresh request to it */
Rc client_perform(Ctx *cx, Client *c) MUST;      /* sends it; the outcome of its status */
Rc client_outcome(long status) MUST;

#endif
