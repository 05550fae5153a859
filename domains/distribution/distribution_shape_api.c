/* The tables of the shapes, and how a distribution becomes a document. */
#include "domains/distribution/distribution_shape_api.h"

/* More identities are taken than the rule allows, so that one too many meets the rule and its own code. */
enum { TAKEN_MAX = 500, NAME_MAX = 200 };
#define TIME_MAX INT64_C(253402300799999)

static const char *const via_names[] = {"person", "group", NULL};
static const char *const learners_names[] = {"new", "all", NULL};

static const Member named_members[] = {
    MEMBER_ID(NamedShown, id, "Stable identity"),
    MEMBER_TEXT(NamedShown, name, TEXT_LINE, 0, NAME_MAX, "First and last name; empty: gone"),
};
static SHAPE(named_shape, "DistributionPerson", NamedShown, named_members, "A person");

static const Member group_members[] = {
    MEMBER_ID(GroupShown, id, "Stable identity"),
    MEMBER_TEXT(GroupShown, name, TEXT_LINE, 0, NAME_MAX, "Its name"),
    MEMBER_INT(GroupShown, member_count, 0, INT64_MAX, "People in it; 0 when it was deleted"),
};
static SHAPE(group_shape, "DistributionGroup", GroupShown, group_members, "A group");

static const Member version_members[] = {
    MEMBER_ID(VersionShown, module_version_id, "The frozen version"),
    MEMBER_INT(VersionShown, number, 1, INT64_MAX, "Its number"),
};
static SHAPE(version_shape, "DistributionVersion", VersionShown, version_members, "A frozen version of the module");

ITEM_ID(id_item);

#define TIMES(S)                                                                                                 \
    OPTIONAL(S, opens_ms, MEMBER_KIND_INT, .max = TIME_MAX, .doc = "Nobody plays before; 0 or absent: at once"), \
        OPTIONAL(S, closes_ms, MEMBER_KIND_INT, .max = TIME_MAX, .doc = "Nobody plays from then on; 0: no end"), \
        OPTIONAL(S, due_ms, MEMBER_KIND_INT, .max = TIME_MAX,                                                    \
                 .doc = "When it is to be finished, within the window; playing goes on. 0: never"),              \
        OPTIONAL(S, attempts_max, MEMBER_KIND_INT, .max = DISTRIBUTION_ATTEMPTS_MAX,                             \
                 .doc = "Attempts of one person; 0 or absent: unlimited"),                                       \
        OPTIONAL(S, pass_percent, MEMBER_KIND_INT, .max = 100, .doc = "Pass mark; 0 or absent: as in the grains")

static const Member distribution_members[] = {
    MEMBER_ID(DistributionShown, id, "Stable identity"),
    MEMBER_ID(DistributionShown, module_id, "What is distributed"),
    MEMBER_ID(DistributionShown, module_version_id, "Its frozen, approved version"),
    MEMBER_INT(DistributionShown, version_number, 1, INT64_MAX, "Number of that version"),
    MEMBER_TEXT(DistributionShown, title, TEXT_LINE, 1, MODULE_TITLE_MAX, "The module's, as frozen"),
    MEMBER_ENUM(DistributionShown, state, distribution_state_names, "As of now"),
    TIMES(DistributionShown),
    MEMBER_TEXT(DistributionShown, message, TEXT_BLOCK, 0, DISTRIBUTION_MESSAGE_MAX, "To the learners; may be empty"),
    MEMBER_BOOL(DistributionShown, notify, "Learners are told by mail and on the screen"),
    MEMBER_LIST_OF(DistributionShown, person_ids, id_item, 0, DISTRIBUTION_PEOPLE_MAX, "People named"),
    MEMBER_LIST_OF(DistributionShown, group_ids, id_item, 0, DISTRIBUTION_GROUPS_MAX, "Groups named"),
    OPTIONAL(DistributionShown, people, MEMBER_KIND_LIST, .of = &named_shape, .item_size = sizeof(NamedShown),
             .max = DISTRIBUTION_PEOPLE_MAX, .doc = "The people named, when it is read alone"),
    OPTIONAL(DistributionShown, groups, MEMBER_KIND_LIST, .of = &group_shape, .item_size = sizeof(GroupShown),
             .max = DISTRIBUTION_GROUPS_MAX, .doc = "The groups named, when it is read alone"),
    MEMBER_INT(DistributionShown, registration_count, 0, INT64_MAX, "People who have access"),
    MEMBER_INT(DistributionShown, started_count, 0, INT64_MAX, "Of them, who has begun"),
    OPTIONAL(DistributionShown, created_by, MEMBER_KIND_OBJECT, .of = &named_shape, .doc = "Who made it"),
    MEMBER_TIME(DistributionShown, created_ms, "Since when"),
    OPTIONAL(DistributionShown, suspended_ms, MEMBER_KIND_INT, .max = TIME_MAX, .doc = "Suspended since"),
    OPTIONAL(DistributionShown, suspend_reason, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .max = DISTRIBUTION_REASON_MAX,
             .doc = "Why it is suspended"),
    OPTIONAL(DistributionShown, archived_ms, MEMBER_KIND_INT, .max = TIME_MAX, .doc = "Archived since"),
    MEMBER_INT(DistributionShown, version, 1, INT64_MAX, "For If-Match"),
    OPTIONAL(DistributionShown, newer_version, MEMBER_KIND_OBJECT, .of = &version_shape,
             .doc = "An approved version that it can go over to"),
};
SHAPE(distribution_shape, "Distribution", DistributionShown, distribution_members,
      "Who may watch a version of a module, and when");

static const Member list_members[] = {
    MEMBER_LIST(DistributionList, items, distribution_shape, DISTRIBUTION_LIST_MAX, "Newest first"),
    NULLABLE(DistributionList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(DistributionList, total, 0, INT64_MAX, "Distributions that match"),
};
SHAPE(distribution_list_shape, "DistributionList", DistributionList, list_members, "A page of distributions");

static const Member list_query_members[] = {
    OPTIONAL(DistributionListQuery, module_id, MEMBER_KIND_ID, .doc = "Of this module"),
    OPTIONAL(DistributionListQuery, state, MEMBER_KIND_ENUM, .names = distribution_state_names, .doc = "Now in it"),
    OPTIONAL(DistributionListQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(DistributionListQuery, limit, MEMBER_KIND_INT, .min = 1, .max = DISTRIBUTION_LIST_MAX,
             .doc = "Rows of a page"),
};
SHAPE(distribution_list_query_shape, NULL, DistributionListQuery, list_query_members, "Which distributions");

#define TARGETS                                                                                                       \
    OPTIONAL(DistributionRequest, person_ids, MEMBER_KIND_LIST, .item = &id_item, .item_size = sizeof(Id),            \
             .max = TAKEN_MAX, .doc = "At most 200 people; named twice is once"),                                     \
        OPTIONAL(DistributionRequest, group_ids, MEMBER_KIND_LIST, .item = &id_item, .item_size = sizeof(Id),         \
                 .max = TAKEN_MAX, .doc = "At most 50 groups: their members of now and later"),                       \
        OPTIONAL(DistributionRequest, message, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .max = DISTRIBUTION_MESSAGE_MAX, \
                 .doc = "To the learners: stands in the mail")

static const Member request_members[] = {
    MEMBER_ID(DistributionRequest, module_id, "Its draft must be approved as it stands"),
    TARGETS,
    TIMES(DistributionRequest),
    OPTIONAL(DistributionRequest, notify, MEMBER_KIND_BOOL, .doc = "Tell the learners; default true"),
};
SHAPE(distribution_request_shape, "DistributionSpec", DistributionRequest, request_members,
      "What to distribute, to whom, and when");

static const Member patch_members[] = {TARGETS, TIMES(DistributionRequest)};
SHAPE(distribution_patch_shape, "DistributionPatch", DistributionRequest, patch_members,
      "What to change; a list replaces the whole list");

static const Member suspend_members[] = {
    OPTIONAL(SuspendRequest, reason, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .max = DISTRIBUTION_REASON_MAX,
             .doc = "Kept with it, for who manages"),
};
SHAPE(suspend_request_shape, "DistributionSuspension", SuspendRequest, suspend_members, "Why");

static const Member version_request_members[] = {
    MEMBER_ENUM(VersionRequest, learners, learners_names,
                "new: who has not begun; all: who is in the middle too. Who has finished keeps theirs"),
};
SHAPE(version_request_shape, "DistributionVersionChange", VersionRequest, version_request_members,
      "Who goes over to the newer version");

static const Member registered_members[] = {
    MEMBER_ID(RegisteredPerson, id, "Stable identity"),
    MEMBER_TEXT(RegisteredPerson, name, TEXT_LINE, 0, NAME_MAX, "First and last name"),
    MEMBER_TEXT(RegisteredPerson, email, TEXT_LINE, 0, PERSON_EMAIL_MAX, "E-mail address"),
};
static SHAPE(registered_shape, "RegisteredPerson", RegisteredPerson, registered_members, "Who is registered");

static const Member registration_members[] = {
    MEMBER_ID(RegistrationShown, registration_id, "Stable identity"),
    MEMBER_OBJECT(RegistrationShown, person, registered_shape, "Who"),
    MEMBER_ENUM(RegistrationShown, via, via_names, "Named, or a member of a group named"),
    MEMBER_INT(RegistrationShown, version_number, 1, INT64_MAX, "The version this person plays"),
    MEMBER_INT(RegistrationShown, attempt, 1, INT64_MAX, "The attempt that counts now"),
    OPTIONAL(RegistrationShown, started_ms, MEMBER_KIND_INT, .max = TIME_MAX, .doc = "When they began"),
    OPTIONAL(RegistrationShown, finished_ms, MEMBER_KIND_INT, .max = TIME_MAX, .doc = "When this attempt was done"),
    OPTIONAL(RegistrationShown, withdrawn_ms, MEMBER_KIND_INT, .max = TIME_MAX, .doc = "When their access ended"),
};
static SHAPE(registration_shape, "Registration", RegistrationShown, registration_members,
             "One person in a distribution");

static const Member registration_list_members[] = {
    MEMBER_LIST(RegistrationPageShown, items, registration_shape, DISTRIBUTION_LIST_MAX, "By name"),
    NULLABLE(RegistrationPageShown, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(RegistrationPageShown, total, 0, INT64_MAX, "People registered, the withdrawn too"),
};
SHAPE(registration_list_shape, "RegistrationList", RegistrationPageShown, registration_list_members,
      "A page of registrations");

static const Member registration_query_members[] = {
    OPTIONAL(PageQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(PageQuery, limit, MEMBER_KIND_INT, .min = 1, .max = DISTRIBUTION_LIST_MAX, .doc = "Rows of a page"),
};
SHAPE(registration_query_shape, NULL, PageQuery, registration_query_members, "Which registrations");

static void show_times(const Distribution *d, DistributionShown *s)
{
    const DistributionTerms *t = &d->terms;
    s->opens_ms = t->opens_ms;
    s->closes_ms = t->closes_ms;
    s->due_ms = t->due_ms;
    s->attempts_max = t->attempts_max;
    s->pass_percent = t->pass_percent;
    s->suspended_ms = d->suspended_ms;
    s->archived_ms = d->archived_ms;
    s->has_opens_ms = t->opens_ms != 0;
    s->has_closes_ms = t->closes_ms != 0;
    s->has_due_ms = t->due_ms != 0;
    s->has_attempts_max = t->attempts_max != 0;
    s->has_pass_percent = t->pass_percent != 0;
    s->has_suspended_ms = d->suspended_ms != 0;
    s->has_suspend_reason = d->suspend_reason.n != 0;
    s->has_archived_ms = d->archived_ms != 0;
}

static Rc show_targets(Req *q, const Audience *a, bool alone, DistributionShown *s)
{
    Id *persons = arena_array(q->cx->arena, a->person_count, sizeof *persons);
    Id *groups = arena_array(q->cx->arena, a->group_count, sizeof *groups);
    s->people.at = arena_array(q->cx->arena, a->person_count, sizeof *s->people.at);
    s->groups.at = arena_array(q->cx->arena, a->group_count, sizeof *s->groups.at);
    if (!persons || !groups || !s->people.at || !s->groups.at)
        return ERR_NOMEM;
    for (size_t i = 0; i < a->person_count; i++) {
        persons[i] = a->persons[i].id;
        s->people.at[i] = (NamedShown){a->persons[i].id, a->persons[i].name};
    }
    for (size_t i = 0; i < a->group_count; i++) {
        groups[i] = a->groups[i].id;
        s->groups.at[i] = (GroupShown){a->groups[i].id, a->groups[i].name, a->groups[i].member_count};
    }
    s->person_ids.at = persons;
    s->group_ids.at = groups;
    s->person_ids.n = s->people.n = a->person_count;
    s->group_ids.n = s->groups.n = a->group_count;
    s->has_people = s->has_groups = alone;
    return OK;
}

Rc distribution_shown(Req *q, const Distribution *d, bool alone, DistributionShown *ret)
{
    Audience audience;
    DistributionShown s = {.id = d->id,
                           .module_id = d->module,
                           .module_version_id = d->module_version,
                           .version_number = d->version_number,
                           .title = d->title,
                           .state = (int)d->state,
                           .message = d->terms.message,
                           .notify = d->notify,
                           .registration_count = d->registration_count,
                           .started_count = d->started_count,
                           .has_created_by = !id_none(&d->created_by),
                           .created_by = {d->created_by, d->created_by_name},
                           .created_ms = d->created_ms,
                           .suspend_reason = d->suspend_reason,
                           .version = d->version};
    show_times(d, &s);
    TRY(audience_get(q->cx, q->db, &d->id, &audience));
    TRY(show_targets(q, &audience, alone, &s));
    TRY(distribution_newer(q->cx, q->db, d, &s.newer_version.module_version_id, &s.newer_version.number));
    s.has_newer_version = !id_none(&s.newer_version.module_version_id);
    *ret = s;
    return OK;
}
