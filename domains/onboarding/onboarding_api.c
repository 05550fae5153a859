/* HTTP surface of coming aboard. */
#include "domains/onboarding/onboarding_api.h"

#include "domains/access/access_api.h"
#include "domains/audit/audit.h"
#include "domains/onboarding/onboarding.h"
#include "kernel/conf/conf.h"
#include "kernel/http/api.h"
#include "kernel/json/member.h"

#include <stddef.h>

typedef struct {
    Str first_name, last_name, email;
} NewAdmin;

static const Member admin_members[] = {
    MEMBER_TEXT(NewAdmin, first_name, TEXT_LINE, 1, PERSON_NAME_MAX, "First name"),
    MEMBER_TEXT(NewAdmin, last_name, TEXT_LINE, 1, PERSON_NAME_MAX, "Last name"),
    MEMBER_TEXT(NewAdmin, email, TEXT_EMAIL, 3, PERSON_EMAIL_MAX, "Where the invitation goes"),
};
static SHAPE(admin_shape, "NewSpaceAdmin", NewAdmin, admin_members, "The first administrator of a space");

typedef struct {
    Str name, slug;
    int default_language;
    NewAdmin admin;
} NewSpace;

static const Member space_members[] = {
    MEMBER_TEXT(NewSpace, name, TEXT_LINE, 1, SPACE_NAME_MAX, "Name of the company"),
    MEMBER_TEXT(NewSpace, slug, TEXT_SLUG, SPACE_SLUG_MIN, SPACE_SLUG_MAX, "Name in addresses; never changes"),
    MEMBER_ENUM(NewSpace, default_language, language_names, "Language of the space and of its administrator"),
    MEMBER_OBJECT(NewSpace, admin, admin_shape, "Who is invited to manage it"),
};
static SHAPE(space_shape, "NewSpace", NewSpace, space_members, "A client space to open");

/* The new space's own log has the act already; this one is the staff's. */
static Rc note_in_own_log(Ctx *cx, Db *db, void *arg)
{
    const AuditEntry *entry = arg;
    return audit_append(cx, db, entry);
}

static Rc open_space(Req *q, Reply *r)
{
    const NewSpace *in = q->body;
    Actor by = access_actor(q);
    OnboardingSpec spec = {.slug = in->slug,
                           .name = in->name,
                           .language = str_of(language_names[in->default_language]),
                           .first_name = in->admin.first_name,
                           .last_name = in->admin.last_name,
                           .email = in->admin.email};
    Space space;
    TRY(onboarding_open(q->cx, q->stores, &by, &spec, conf_origin(q->api->conf), &space));
    AuditEntry made = {.action = AUDIT_SPACE_CREATED,
                       .by = by,
                       .target_kind = STR("space"),
                       .target_id = id_str(&space.id),
                       .target_name = space.name};
    TRY(db_write(q->cx, q->db, note_in_own_log, &made));
    return space_row_document(q->cx, &space, &r->object);
}

static const char *const open_codes[] = {"space.slug_taken", NULL};

static const Route routes[] = {
    ROUTE("POST", "/api/v1/spaces", open_space, RIGHT_SPACE_CREATE, "Open a client space and invite its administrator",
          .status = 201, .body = &space_shape, .reply = &space_row_shape, .codes = open_codes),
    {0},
};

static const ErrorCode errors[] = {
    {"onboarding.bad_person", ERR_INVALID, "A name or the e-mail address of the administrator is not one"},
    {"onboarding.not_suspended", ERR_CONFLICT, "The space is open: suspend it first"},
    {0},
};

const Surface onboarding_surface = {.name = "onboarding", .routes = routes, .errors = errors};
