/* Forgotten passwords. */
#include "domains/account/reset.h"

#include "domains/account/directory.h"
#include "domains/account/link.h"
#include "domains/account/person.h"
#include "domains/account/person_store.h"
#include "domains/account/throttle_store.h"
#include "domains/audit/audit.h"

enum { RESETS_AT_ONCE = 16 };

static Rc put(Ctx *cx, Db *platform, void *arg)
{
    return reset_store_put(cx, platform, arg);
}

Rc reset_ask(Ctx *cx, StoreThread *stores, Str email, Str address)
{
    Db *platform;
    ResetRequest request = {.email = email, .address = address};
    TRY(store_platform(cx, stores, &platform));
    ThrottleKey from = {.kind = THROTTLE_RESET_ADDRESS, .subject = address};
    if (address.n)
        TRY(throttle_take(cx, platform, &from, 1));
    ThrottleKey about = {.kind = THROTTLE_RESET_EMAIL, .subject = email};
    Rc rc = throttle_take(cx, platform, &about, 1);
    if (rc == ERR_OFTEN) {
        fail_clear(cx);
        return OK;
    }
    TRY(rc);
    return db_write(cx, platform, put, &request);
}

typedef struct {
    const ResetRequest *request;
    const AccountPlace *place;
    Id mail;
} Job;

static Rc write(Ctx *cx, Db *db, void *arg)
{
    Job *job = arg;
    Person p;
    job->mail = (Id){0};
    Rc rc = person_store_by_email(cx, db, job->request->email, &p);
    if (rc == ERR_MISSING || (rc == OK && p.state != PERSON_ACTIVE))
        return OK;
    TRY(rc);
    TRY(link_send(cx, db, &p, LINK_RESET, job->place, STR(""), &job->mail));
    Actor nobody = {.address = job->request->address};
    return person_audit(cx, db, &nobody, AUDIT_RESET_ASKED, &p.id, STR(""));
}

static Rc work_one(Ctx *cx, StoreThread *stores, Db *platform, Str origin, const ResetRequest *request)
{
    Space *spaces;
    size_t n = 0;
    TRY(space_directory_find(cx, platform, request->email, &spaces, &n));
    for (size_t i = 0; i < n && i < SIGN_IN_SPACES; i++) {
        AccountPlace place = {.space = spaces[i].id, .space_name = spaces[i].name, .origin = origin};
        Job job = {.request = request, .place = &place};
        Db *db;
        TRY(store_space(cx, stores, &spaces[i].id, &db));
        TRY(db_write(cx, db, write, &job));
        directory_dispatch(cx, platform, &spaces[i].id, &job.mail);
    }
    /* Last: a crash before this line sends the mail again, and the newer link holds. */
    return reset_store_drop(cx, platform, request->email);
}

Rc account_work_resets(Ctx *cx, StoreThread *stores, Str origin, int64_t *ret_done)
{
    Db *platform;
    ResetRequest requests[RESETS_AT_ONCE];
    size_t n = 0;
    TRY(store_platform(cx, stores, &platform));
    TRY(reset_store_list(cx, platform, requests, RESETS_AT_ONCE, &n));
    for (size_t i = 0; i < n; i++)
        TRY(work_one(cx, stores, platform, origin, &requests[i]));
    *ret_done = (int64_t)n;
    return OK;
}
