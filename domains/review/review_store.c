/* The statements of review.sql about submissions. */
#include "domains/review/review_store.h"

#include "sql_all.h"

static Rc ended(Rc rc)
{
    return rc == ERR_MISSING ? OK : rc;
}

Rc review_store_draft(Ctx *cx, Db *space, const Id *module, ReviewDraft *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_review_draft);
    ReviewDraft d = {0};
    bool found = false;
    Rc rc;
    stmt_put_id(s, module);
    while ((rc = stmt_row(cx, s)) == OK) {
        found = true;
        d.version = stmt_int(s);
        d.owner = stmt_id(s);
        Id grain = stmt_id(s);
        int64_t version = stmt_int(s);
        Id owner = stmt_id(s);
        TRY(stmt_read(s));
        if (id_none(&grain) || d.grain_count == MODULE_GRAINS_MAX)
            continue;
        d.grains[d.grain_count] = grain;
        d.grain_versions[d.grain_count] = version;
        d.grain_owners[d.grain_count++] = owner;
    }
    TRY(ended(rc));
    if (!found)
        return ERR_MISSING;
    *ret = d;
    return OK;
}

Rc review_store_last(Ctx *cx, Db *space, const Id *module, ReviewLast *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_review_last);
    stmt_put_id(s, module);
    TRY(stmt_row(cx, s));
    ReviewLast last = {.id = stmt_id(s)};
    last.module_version = stmt_id(s);
    last.state = (SubmissionState)stmt_enum(s, SUBMISSION_STATE_COUNT);
    last.stamp = stmt_text(cx, s);
    TRY(stmt_read(s));
    *ret = last;
    return OK;
}

Rc review_store_open(Ctx *cx, Db *space, const Id *module, ReviewLast *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_review_open);
    stmt_put_id(s, module);
    TRY(stmt_row(cx, s));
    ReviewLast open = {.id = stmt_id(s)};
    open.stamp = stmt_text(cx, s);
    TRY(stmt_read(s));
    *ret = open;
    return OK;
}

Rc review_store_approved(Ctx *cx, Db *space, const Id *module, const Id *before, ReviewApproval *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_review_approved_before);
    stmt_put_id(s, module);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(before));
    TRY(stmt_row(cx, s));
    ReviewApproval a = {.module_version = stmt_id(s)};
    a.number = stmt_int(s);
    a.approved_ms = stmt_int(s);
    TRY(stmt_read(s));
    *ret = a;
    return OK;
}

Rc review_store_insert(Ctx *cx, Db *space, const Submission *submission, Str stamp)
{
    AUTO_STMT s = db_stmt(space, SQL_review_insert);
    stmt_put_id(s, &submission->id);
    for (int i = 0; i < 2; i++)
        stmt_put_id(s, &submission->module);
    stmt_put_id(s, &submission->module_version);
    stmt_put_text(s, stamp);
    stmt_put_text(s, submission->message.at ? submission->message : STR(""));
    stmt_put_id(s, &submission->submitted_by);
    stmt_put_int(s, submission->submitted_ms);
    return stmt_run(cx, s, NULL);
}

Rc review_store_decide(Ctx *cx, Db *space, const Submission *submission, int64_t *ret_changed)
{
    AUTO_STMT s = db_stmt(space, SQL_review_decide);
    stmt_put_int(s, (int64_t)submission->state);
    stmt_put_id(s, &submission->decided_by);
    stmt_put_int(s, submission->decided_ms);
    stmt_put_text(s, submission->decision_comment.at ? submission->decision_comment : STR(""));
    stmt_put_id(s, &submission->id);
    return stmt_run(cx, s, ret_changed);
}

static Submission row_to_submission(Ctx *cx, Stmt *s, Str *ret_stamp)
{
    Submission r = {.id = stmt_id(s)};
    r.module = stmt_id(s);
    r.module_version = stmt_id(s);
    r.version_number = stmt_int(s);
    r.title = stmt_text(cx, s);
    r.hash = stmt_text(cx, s);
    r.state = (SubmissionState)stmt_enum(s, SUBMISSION_STATE_COUNT);
    *ret_stamp = stmt_text(cx, s);
    r.message = stmt_text(cx, s);
    r.owner = stmt_id(s);
    r.submitted_by = stmt_id(s);
    r.submitted_ms = stmt_int(s);
    r.decided_by = stmt_id(s);
    r.decided_ms = stmt_int(s);
    r.decision_comment = stmt_text(cx, s);
    r.comment_count = stmt_int(s);
    r.open_comment_count = stmt_int(s);
    r.version = stmt_int(s);
    return r;
}

Rc review_store_get(Ctx *cx, Db *space, const Id *id, Submission *ret, Str *ret_stamp)
{
    AUTO_STMT s = db_stmt(space, SQL_review_get);
    Str stamp;
    stmt_put_id(s, id);
    TRY(stmt_row(cx, s));
    Submission r = row_to_submission(cx, s, &stamp);
    TRY(stmt_read(s));
    *ret = r;
    *ret_stamp = stamp;
    return OK;
}

static void put_filter(Stmt *s, const ReviewQuery *query, const Id *person)
{
    for (int i = 0; i < 2; i++)
        stmt_put_int(s, query->state);
    for (int i = 0; i < 2; i++)
        stmt_put_text(s, id_str(&query->module));
    for (int i = 0; i < 3; i++)
        stmt_put_text(s, id_str(person));
}

Rc review_store_list(Ctx *cx, Db *space, const ReviewQuery *query, const Id *person, size_t max, Submission *ret,
                     Str *ret_stamps, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_review_list);
    size_t n = 0;
    Rc rc = OK;
    put_filter(s, query, person);
    stmt_put_bool(s, query->from_start);
    stmt_put_int(s, query->after_ms);
    stmt_put_text(s, id_str(&query->after_id));
    stmt_put_int(s, (int64_t)max);
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n] = row_to_submission(cx, s, &ret_stamps[n]);
        TRY(stmt_read(s));
        n++;
    }
    TRY(ended(rc));
    *ret_n = n;
    return OK;
}

Rc review_store_count(Ctx *cx, Db *space, const ReviewQuery *query, const Id *person, int64_t *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_review_count);
    put_filter(s, query, person);
    TRY(stmt_row(cx, s));
    int64_t count = stmt_int(s);
    TRY(stmt_read(s));
    *ret = count;
    return OK;
}

static ReviewVersionRow row_to_version(Ctx *cx, Stmt *s)
{
    ReviewVersionRow v = {.version = stmt_id(s)};
    v.number = stmt_int(s);
    v.hash = stmt_text(cx, s);
    v.created_ms = stmt_int(s);
    v.submission = stmt_id(s);
    v.state = (SubmissionState)stmt_enum(s, SUBMISSION_STATE_COUNT); /* without a submission 0, which nobody reads */
    v.submitted_by = stmt_id(s);
    v.decided_by = stmt_id(s);
    v.decided_ms = stmt_int(s);
    v.decision_comment = stmt_text(cx, s);
    return v;
}

Rc review_store_versions(Ctx *cx, Db *space, const Id *module, size_t max, ReviewVersionRow *ret, size_t *ret_n)
{
    AUTO_STMT s = db_stmt(space, SQL_review_version_list);
    size_t n = 0;
    Rc rc = OK;
    stmt_put_id(s, module);
    stmt_put_int(s, (int64_t)max);
    while (n < max && (rc = stmt_row(cx, s)) == OK) {
        ret[n] = row_to_version(cx, s);
        TRY(stmt_read(s));
        n++;
    }
    TRY(ended(rc));
    *ret_n = n;
    return OK;
}

Rc review_store_frozen(Ctx *cx, Db *space, const Id *module_version, ReviewFrozenList *ret)
{
    AUTO_STMT s = db_stmt(space, SQL_review_frozen_list);
    ReviewFrozenList list = {0};
    Rc rc = OK;
    stmt_put_id(s, module_version);
    while (list.n < MODULE_GRAINS_MAX && (rc = stmt_row(cx, s)) == OK) {
        ReviewFrozen *f = &list.at[list.n++];
        f->version = stmt_id(s);
        f->grain = stmt_id(s);
        f->media = stmt_id(s);
        f->title = stmt_text(cx, s);
        f->hash = stmt_text(cx, s);
        TRY(stmt_read(s));
    }
    TRY(ended(rc));
    *ret = list;
    return OK;
}
