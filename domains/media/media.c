/* Life of a media: its row, its bytes, its end. What prepares it is laid by lay.c; lists and titles: library.c. */
#include "domains/media/media.h"

#include "domains/media/lay.h"
#include "domains/media/token.h"
#include "domains/task/task.h"
#include "kernel/text/fold.h"

const char *const media_kind_names[MEDIA_KIND_COUNT + 1] = {"video", "image", "document"};
const char *const media_state_names[MEDIA_STATE_COUNT + 1] = {"uploading", "preparing", "ready", "failed"};

static Rc missing(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

/* "Visite guidée" of "Visite guidée.final.mp4": the last dot ends the title, unless it begins the name. */
static Str title_of(Str file_name)
{
    for (size_t i = file_name.n; i > 1; i--)
        if (file_name.at[i - 1] == '.')
            return str_trim((Str){file_name.at, i - 1});
    return str_trim(file_name);
}

/* At most MEDIA_TITLE_MAX characters of it. */
static Str cut_title(Str title)
{
    size_t n = 0, characters = 0;
    for (; n < title.n; n++) {
        bool begins = ((unsigned char)title.at[n] & 0xC0) != 0x80;
        if (begins && characters++ == MEDIA_TITLE_MAX)
            break;
    }
    return str_trim((Str){title.at, n});
}

Rc media_insert(Ctx *cx, Db *space, const Actor *by, const MediaSpec *spec, Id *ret)
{
    Str title = cut_title(spec->title.n ? spec->title : title_of(spec->file_name)), folded;
    Media m = {.id = id_new(cx),
               .owner = by->person,
               .kind = spec->kind,
               .title = title.n ? title : STR("?"),
               .file_name = spec->file_name,
               .size_bytes = spec->size_bytes,
               .created_ms = now_ms(cx)};
    TRY(text_fold(cx, m.title, &folded));
    TRY(media_store_insert(cx, space, &m, folded));
    *ret = m.id;
    return OK;
}

static Rc live(Ctx *cx, Db *space, const Id *media, MediaRow *ret)
{
    MediaRow row;
    Rc rc = media_store_get(cx, space, media, &row);
    if (rc == ERR_MISSING || (rc == OK && row.media.deleted_ms))
        return missing(cx);
    if (rc == OK)
        *ret = row;
    return rc;
}

Rc media_get(Ctx *cx, Db *space, const Id *media, Media *ret)
{
    MediaRow row;
    TRY(live(cx, space, media, &row));
    *ret = row.media;
    return OK;
}

Rc media_set_received(Ctx *cx, Db *space, const Id *media, int64_t received_bytes)
{
    return media_store_set_received(cx, space, media, received_bytes);
}

Rc media_received(Ctx *cx, Db *space, const Id *media, Str sha256)
{
    MediaRow row;
    MediaPlan plan;
    Id task;
    int64_t changed = 0;
    TRY(live(cx, space, media, &row));
    if (row.media.state != MEDIA_UPLOADING)
        return OK;
    TRY(media_task(cx, space, &row.media, &task));
    TRY(media_store_begin(cx, space, media, sha256, &task, &changed));
    if (!changed)
        return ERR_BUSY; /* changed by another transaction since it was read here */
    row.media.sha256 = sha256;
    TRY(media_plan(cx, &row, &plan));
    return media_lay(cx, space, media, &plan, LAY_NEW);
}

Rc media_fail(Ctx *cx, Db *space, const Id *media, const char *code)
{
    MediaRow row;
    int64_t changed = 0;
    TRY(media_store_get(cx, space, media, &row));
    TRY(media_store_fail(cx, space, media, str_of(code), &changed));
    if (!changed)
        return OK;
    TRY(step_store_cancel(cx, space, media));
    return id_none(&row.task) ? OK : task_finish(cx, space, &row.task, TASK_FAILED, (Str){0}, str_of(code));
}

Rc media_source_key(Ctx *cx, const Id *space_id, const Id *media, Str *ret)
{
    return str_format(cx->arena, ret, "%s/source/%s", space_id->text, media->text);
}

Rc media_poster_url(Ctx *cx, const MediaKey *key, const Id *space_id, const Media *media, Str *ret)
{
    if (media->poster.n)
        return media_address(cx, key, space_id, &media->id, media->poster, ret);
    *ret = (Str){0};
    return OK;
}

Rc media_use(Ctx *cx, Db *space, const Id *user, const Id *media, size_t n)
{
    TRY(media_store_clear_use(cx, space, user));
    for (size_t i = 0; i < n; i++)
        TRY(media_store_insert_use(cx, space, user, &media[i]));
    return OK;
}
