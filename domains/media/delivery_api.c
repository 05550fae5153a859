/* Yes or no to a token, and nothing else: the front server keeps the answer for a minute and sends the bytes itself. So
 * within a minute nothing more is sent of a media that was deleted, or of a space that was suspended. */
#include "domains/media/delivery_api.h"

#include "domains/media/media.h"
#include "domains/media/token.h"
#include "domains/space/space.h"
#include "kernel/http/api.h"

static Rc judge(Req *q, Reply *r)
{
    Db *platform, *space;
    Id media, owner;
    Media found;
    (void)r;
    TRY(req_id(q, 1, &media));
    TRY(media_key_check(q->cx, q->api->media_key, q->parts[0], &media, &owner));
    TRY(store_platform(q->cx, q->stores, &platform));
    TRY(space_check_active(q->cx, platform, &owner));
    TRY(store_space(q->cx, q->stores, &owner, &space));
    return media_get(q->cx, space, &media, &found);
}

static const Route routes[] = {
    ROUTE("GET", "/media-access/{token}/{media_id}", judge, RIGHT_PUBLIC,
          "Tell whether a signed address opens a media; asked by the front server only"),
    {0},
};

const Surface delivery_surface = {"delivery", routes, NULL, NULL};
