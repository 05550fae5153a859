/* Rules of leaving: the order in which a client's files, database and row are destroyed. */
#include "domains/audit/audit.h"
#include "domains/onboarding/onboarding.h"

static Rc check_leaving(Ctx *cx, const Space *space)
{
    if (space->kind == SPACE_PUBLISHER)
        return fail(cx, ERR_REFUSED, "http.refused", "slug");
    if (space->state != SPACE_SUSPENDED)
        return fail(cx, ERR_CONFLICT, "onboarding.not_suspended", "slug");
    return OK;
}

static Rc tell(Ctx *cx, Db *publisher, void *arg)
{
    const AuditEntry *entry = arg;
    return audit_append(cx, publisher, entry);
}

/* In the staff's log: the client's own goes with the rest. Written first, so that no destruction is untold. */
static Rc write_down(Ctx *cx, StoreThread *stores, const Actor *by, const Space *space)
{
    Space publisher;
    Db *platform, *db;
    AuditEntry entry = {.action = AUDIT_SPACE_DROPPED,
                        .by = *by,
                        .target_kind = STR("space"),
                        .target_id = id_str(&space->id),
                        .target_name = space->name,
                        .detail = space->slug};
    TRY(onboarding_publisher(cx, stores));
    TRY(store_platform(cx, stores, &platform));
    TRY(space_by_slug(cx, platform, STR(SPACE_PUBLISHER_SLUG), &publisher));
    TRY(store_space(cx, stores, &publisher.id, &db));
    return db_write(cx, db, tell, &entry);
}

Rc onboarding_close(Ctx *cx, StoreThread *stores, BlobStore *blobs, const Actor *by, const Space *space)
{
    Db *platform;
    Str files;
    TRY(check_leaving(cx, space));
    TRY(write_down(cx, stores, by, space));
    TRY(str_format(cx->arena, &files, "%s/", space->id.text));
    TRY(blob_delete_prefix(cx, blobs, files));
    TRY(store_space_drop(cx, stores, &space->id));
    TRY(store_platform(cx, stores, &platform));
    return space_remove(cx, platform, &space->id);
}
