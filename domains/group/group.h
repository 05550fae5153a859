/* group: named sets of people. A deleted group can be restored for 30 days, with its members; until then it counts
 * nowhere and its name is free. Rows of membership are written by account. */
#ifndef DOMAINS_GROUP_GROUP_H
#define DOMAINS_GROUP_GROUP_H

#include "domains/access/access.h"

enum { GROUP_NAME_MAX = 80, GROUP_DESCRIPTION_MAX = 500, GROUP_LIST_MAX = 200, GROUP_CHANGE_MAX = 500 };
#define GROUP_KEEP_MS (INT64_C(30) * 24 * 3600 * 1000)

typedef struct {
    Id id;
    Str name, description;
    int64_t member_count, created_ms, version;
    int64_t deleted_ms; /* 0 = live; a deleted one is seen by group_restore only */
} Group;

/* What is wrong with a name: ERR_CONFLICT account.group_taken (another live group has it, whatever case and accents).
 * What is not there, or not any more: ERR_MISSING http.missing. */
Rc group_create(Ctx *cx, Db *space, const Actor *by, Str name, Str description, Group *ret) MUST;
Rc group_get(Ctx *cx, Db *space, const Id *group, Group *ret) MUST;

/* `version` is the one that the caller read: ERR_STALE http.stale with the current one. */
typedef struct {
    bool has_name, has_description;
    Str name, description;
} GroupPatch;
Rc group_change(Ctx *cx, Db *space, const Actor *by, const Id *group, int64_t version, const GroupPatch *patch,
                Group *ret) MUST;
Rc group_delete(Ctx *cx, Db *space, const Actor *by, const Id *group) MUST;
Rc group_restore(Ctx *cx, Db *space, const Actor *by, const Id *group, Group *ret) MUST;

typedef enum { GROUP_BY_NAME, GROUP_BY_CREATED, GROUP_BY_MEMBER_COUNT, GROUP_SORT_COUNT } GroupSort;
typedef struct {
    Str search; /* part of the name, without case and accents */
    GroupSort sort;
    bool descending;
    bool from_start;      /* else behind: */
    Str after_text;       /* folded name, with GROUP_BY_NAME */
    int64_t after_number; /* with the other sorts */
    Id after_id;
    int64_t limit; /* 1 … GROUP_LIST_MAX */
} GroupQuery;
typedef struct {
    Group *at;
    size_t n;
    bool more;
    Str last_text; /* where the next page begins */
    int64_t last_number;
    int64_t total;
} GroupPage;
Rc group_list(Ctx *cx, Db *space, const GroupQuery *query, GroupPage *ret) MUST;

/* Adds and removes up to GROUP_CHANGE_MAX people each, all or none; who is in already, or not, changes nothing.
 * ERR_REFUSED account.person_unknown, field "add[3]"; ERR_LIMIT beyond the maximum. */
typedef struct {
    const Id *add, *remove;
    size_t add_count, remove_count;
} GroupMembers;
Rc group_change_members(Ctx *cx, Db *space, const Actor *by, const Id *group, const GroupMembers *members,
                        Group *ret) MUST;

/* For imports. Find: ERR_MISSING. Ensure: the live group of that name, made when there is none; join: one person more,
 * audited. Both inside the caller's write transaction. */
Rc group_find(Ctx *cx, Db *space, Str name, Id *ret) MUST;
Rc group_has(Ctx *cx, Db *space, const Id *group, const Id *person, bool *ret) MUST;
Rc group_ensure(Ctx *cx, Db *space, const Actor *by, Str name, Id *ret) MUST;
Rc group_join(Ctx *cx, Db *space, const Actor *by, const Id *group, const Id *person) MUST;

/* Forgets groups that were deleted more than GROUP_KEEP_MS ago. Called once in a while for each space. */
Rc group_sweep(Ctx *cx, Db *space, int64_t *ret_purged) MUST;

#endif
