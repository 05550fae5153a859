/* HTTP surface of the library and of playlists. */
#ifndef DOMAINS_MEDIA_MEDIA_API_H
#define DOMAINS_MEDIA_MEDIA_API_H

#include "kernel/http/api.h"

extern const Surface media_surface;

/* GET /media/{token}/{media_id}/{name}: playlists; whoever has the token may read. */
Rc media_hls_route(Req *q, Reply *r) MUST;

#endif
