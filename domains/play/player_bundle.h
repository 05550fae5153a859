/* The built player as pages carry it, and the pages themselves: text in, HTML out. Knows neither HTTP nor databases. */
#ifndef DOMAINS_PLAY_PLAYER_BUNDLE_H
#define DOMAINS_PLAY_PLAYER_BUNDLE_H

#include "base/ctx.h"

enum { PLAYER_FILE_MAX = 256 << 10, PLAYER_PAGE_MAX = 6 << 20 };

typedef struct PlayerBundle PlayerBundle;

/* Reads <web_dir>/player/: player.json, which names two inline scripts and a style with their SHA-256, and these three.
 * Read once at start. ERR_MISSING: none was built. ERR_INVALID, logged: it is not whole, a digest is not that of its
 * file, or a text would close the element that it stands in. ERR_IO, ERR_NOMEM. */
Rc player_bundle_open(Ctx *cx, Str web_dir, PlayerBundle **ret) MUST;
void player_bundle_free(PlayerBundle *b); /* accepts NULL */

/* Content-Security-Policy of a page that carries it: nothing inline but these three texts. */
Str player_bundle_policy(const PlayerBundle *b);

/* The page: `document` is the JSON of a PlayDocument, escaped here for the place it stands in. */
typedef struct {
    Str language; /* "fr" */
    Str title, document;
} PlayerPage;
Rc player_page_write(const PlayerBundle *b, const PlayerPage *page, Buf *out) MUST;

/* A small page with a sentence in both languages, and its policy. */
typedef struct {
    const char *french, *english;
} PlayerNotice;
Rc player_notice_write(const PlayerNotice *notice, Buf *out) MUST;
Rc player_notice_policy(Ctx *cx, Str *ret) MUST;

#endif
