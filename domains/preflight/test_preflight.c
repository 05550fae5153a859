/* See test_preflight.h. */
#include "domains/preflight/test_preflight.h"

#include "domains/media/caption_store.h"
#include "domains/media/media_store.h"

typedef struct {
    const TestMedia *media;
    int64_t film_ms;
} Showing;

static Rc show(Ctx *cx, Db *db, void *arg)
{
    const Showing *s = arg;
    Media film = {.id = s->media->film, .duration_ms = s->film_ms, .width = 1280, .height = 720};
    Caption captions = {.language = STR("fr"), .label = STR("Français"), .cue_count = 1};
    TRY(media_store_set_probe(cx, db, &film, STR("{}")));
    TRY(media_store_set_playable(cx, db, &s->media->film));
    TRY(media_store_set_playable(cx, db, &s->media->image));
    TRY(media_store_set_playable(cx, db, &s->media->slides));
    return caption_store_put(cx, db, &film.id, &captions);
}

void test_show_media(Check *c, Db *db, const TestMedia *media, int64_t film_ms)
{
    Showing s = {media, film_ms};
    CHECK(c, db_write(check_ctx(c), db, show, &s) == OK);
}
