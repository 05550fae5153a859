/* HLS playlists (RFC 8216) written from the index of a media, for players that are not ours. Only tracks that are whole
 * files are in them, so that a playlist, once given out, stays true. Pure: no database. */
#ifndef DOMAINS_MEDIA_MEDIA_HLS_H
#define DOMAINS_MEDIA_MEDIA_HLS_H

#include "domains/media/media_play.h"

#define HLS_TYPE "application/vnd.apple.mpegurl"
enum { HLS_MAX = 2 << 20 };

/* Addresses are relative: the playlists lie beside the files. ERR_MISSING: no picture, or not its sound yet. */
Rc hls_master(Ctx *cx, const MediaPlay *play, Buf *out) MUST;
/* `track` by name. ERR_MISSING: none of that name, or not a whole file yet. */
Rc hls_media(Ctx *cx, const MediaPlay *play, Str track, Buf *out) MUST;

#endif
