/* The run of an import. A batch is one transaction: persons, groups, invitations, the marks of its lines and the task's
 * progress commit together or not at all, so a killed run goes on where it was. */
#include "domains/enrolment/enrolment.h"

#include "base/log.h"
#include "domains/account/account.h"
#include "domains/enrolment/enrolment_store.h"
#include "domains/enrolment/result.h"
#include "domains/group/group.h"
#include "domains/notify/notify.h"
#include "domains/space/space.h"
#include "domains/task/task.h"

/* A line whose write was refused: known before the next try, because the refusal ends the transaction. */
typedef struct {
    int64_t line;
    const char *code;
} Refusal;

typedef struct {
    const ImportRun *run;
    Space space;
    AccountPlace place;
    Refusal refusals[ENROLMENT_BATCH]; /* of this batch */
    size_t refusal_count;
    /* Written by each try of the transaction from the beginning. */
    Import import;
    int64_t trying; /* line that is being done; 0 = none */
    int64_t created, updated, failed;
    Str *emails;        /* of the persons made, for the directory */
    bool over, stopped; /* stopped: the person cancelled, or forgot, the task */
} Batch;

static Rc fault_line(Ctx *cx, Db *space, Batch *b, const ImportLine *line, const char *code)
{
    /* Position 0 is free: a line that the preview found right has no error. */
    ImportError error = {line->line, 0, STR("email"), str_of(code), line->email};
    TRY(enrolment_store_insert_error(cx, space, &b->import.id, &error));
    b->failed++;
    return OK;
}

static const char *refused_before(const Batch *b, int64_t line)
{
    for (size_t i = 0; i < b->refusal_count; i++)
        if (b->refusals[i].line == line)
            return b->refusals[i].code;
    return NULL;
}

static Rc join_groups(Ctx *cx, Db *space, const Batch *b, const ImportLine *line, const Id *person)
{
    Str rest = line->groups, name;
    while (str_cut(&rest, '\n', &name)) {
        Id group;
        if (name.n == 0)
            continue;
        TRY(group_ensure(cx, space, &b->import.by, name, &group));
        TRY(group_join(cx, space, &b->import.by, &group, person));
    }
    return OK;
}

static Rc create(Ctx *cx, Db *space, Batch *b, const ImportLine *line)
{
    PersonSpec spec = {.first_name = line->first_name,
                       .last_name = line->last_name,
                       .email = line->email,
                       .language = line->language.n ? line->language : b->space.default_language,
                       .roles = line->roles ? line->roles : ROLE_BIT(ROLE_LEARNER)};
    Id person, mail;
    TRY(account_insert(cx, space, &b->import.by, &spec, &person));
    TRY(join_groups(cx, space, b, line, &person));
    if (b->import.invite)
        TRY(account_invite(cx, space, &b->import.by, &person, &b->place, &mail));
    b->emails[b->created++] = line->email;
    return OK;
}

static Rc update(Ctx *cx, Db *space, Batch *b, const ImportLine *line, const Person *before)
{
    PersonSpec spec = {.first_name = line->first_name,
                       .last_name = line->last_name,
                       .email = before->email,
                       .language = line->language.n ? line->language : before->language,
                       .roles = line->roles ? line->roles : before->roles};
    bool same = str_equal(spec.first_name, before->first_name) && str_equal(spec.last_name, before->last_name) &&
                str_equal(spec.language, before->language) && spec.roles == before->roles;
    if (!same)
        TRY(account_update(cx, space, &b->import.by, &before->id, &spec));
    TRY(join_groups(cx, space, b, line, &before->id));
    b->updated++;
    return OK;
}

/* What became of the person since the preview decides. */
static Rc do_line(Ctx *cx, Db *space, Batch *b, const ImportLine *line)
{
    Person person;
    const char *code = refused_before(b, line->line);
    if (code)
        return fault_line(cx, space, b, line, code);
    Rc rc = account_by_email(cx, space, line->email, &person);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    bool there = rc == OK;
    if (line->action == IMPORT_CREATE)
        return there ? fault_line(cx, space, b, line, "enrolment.email_taken") : create(cx, space, b, line);
    if (!there || !id_equal(&person.id, &line->person))
        return fault_line(cx, space, b, line, "enrolment.person_changed");
    if (person.state == PERSON_DEACTIVATED)
        return fault_line(cx, space, b, line, "enrolment.deactivated_email");
    return update(cx, space, b, line, &person);
}

static Rc finish(Ctx *cx, Db *space, Batch *b, ImportState state)
{
    Str result;
    TRY(enrolment_store_get(cx, space, &b->run->import, &b->import));
    TRY(import_result(cx, &b->import, &result));
    TRY(enrolment_store_end(cx, space, &b->import.id, state));
    TRY(task_finish(cx, space, &b->import.task, state == IMPORT_DONE ? TASK_DONE : TASK_CANCELLED, result, STR("")));
    b->over = true;
    return OK;
}

static double part_done(const Batch *b)
{
    int64_t all = b->import.creates + b->import.updates;
    int64_t done = b->import.created + b->import.updated + b->import.failed + b->created + b->updated + b->failed;
    return all ? (double)done / (double)all : 1;
}

static Rc do_lines(Ctx *cx, Db *space, Batch *b, const ImportLine *lines, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        b->trying = lines[i].line;
        TRY(do_line(cx, space, b, &lines[i]));
        TRY(enrolment_store_mark_done(cx, space, &b->import.id, lines[i].line));
    }
    b->trying = 0;
    return OK;
}

static Rc do_batch(Ctx *cx, Db *space, void *arg)
{
    Batch *b = arg;
    size_t n = 0;
    b->trying = b->created = b->updated = b->failed = 0;
    b->over = b->stopped = false;
    TRY(enrolment_store_start(cx, space, &b->run->import));
    TRY(enrolment_get(cx, space, &b->run->import, &b->import));
    if (b->import.state != IMPORT_RUNNING) { /* another runner was faster */
        b->over = true;
        return OK;
    }
    ImportLine *lines = arena_array(cx->arena, ENROLMENT_BATCH, sizeof *lines);
    b->emails = arena_array(cx->arena, ENROLMENT_BATCH, sizeof *b->emails);
    if (!lines || !b->emails)
        return ERR_NOMEM;
    TRY(enrolment_store_due(cx, space, &b->import.id, ENROLMENT_BATCH, lines, &n));
    TRY(do_lines(cx, space, b, lines, n));
    fail_clear(cx); /* e-mails that nobody has yet are no failure */
    TRY(enrolment_store_advance(cx, space, &b->import.id, b->created, b->updated, b->failed));
    Rc rc = task_progress(cx, space, &b->import.task, part_done(b));
    b->stopped = rc == ERR_CONFLICT || rc == ERR_MISSING;
    TRY(rc);
    return n < ENROLMENT_BATCH ? finish(cx, space, b, IMPORT_DONE) : OK;
}

static Rc cancelled(Ctx *cx, Db *space, void *arg)
{
    return finish(cx, space, arg, IMPORT_FAILED);
}

static bool refused_a_line(const Batch *b, Rc rc)
{
    return b->trying && (rc == ERR_CONFLICT || rc == ERR_REFUSED) && b->refusal_count < ENROLMENT_BATCH;
}

/* One batch, whatever number of its lines are refused: each refusal ends the transaction, is noted, and the rest goes
 * again without that line. */
static Rc run_batch(Ctx *cx, Db *space, Batch *b)
{
    b->refusal_count = 0;
    for (;;) {
        Rc rc = db_write(cx, space, do_batch, b);
        if (b->stopped)
            return db_write(cx, space, cancelled, b);
        if (!refused_a_line(b, rc))
            return rc;
        const char *code = cx->problem.code ? cx->problem.code : "enrolment.refused";
        b->refusals[b->refusal_count++] = (Refusal){b->trying, code};
        fail_clear(cx);
    }
}

static Rc put_directory(Ctx *cx, Db *platform, void *arg)
{
    const Batch *b = arg;
    for (int64_t i = 0; i < b->created; i++)
        TRY(space_directory_put(cx, platform, b->emails[i], &b->run->space));
    return OK;
}

/* Echoes of what was committed. They are made again by sweeps, so a failure here must not fail the import. */
static void echo(Ctx *cx, Db *platform, Db *space, Batch *b)
{
    int64_t enqueued = 0;
    Rc rc = b->created ? db_write(cx, platform, put_directory, b) : OK;
    if (rc == OK && b->created && b->import.invite)
        rc = notify_sweep(cx, platform, space, &b->run->space, &enqueued);
    if (rc != OK)
        log_fault(cx, "enrolment", "ignoring a failed echo of a batch", "import=%s outcome=%s", b->run->import.text,
                  rc_name(rc));
    fail_clear(cx);
}

static Rc one_step(Ctx *cx, StoreThread *stores, Batch *b)
{
    Db *platform, *space;
    TRY(store_platform(cx, stores, &platform));
    TRY(store_space(cx, stores, &b->run->space, &space));
    TRY(run_batch(cx, space, b));
    echo(cx, platform, space, b);
    return b->over || !b->run->between ? OK : b->run->between(cx, part_done(b), b->run->arg);
}

Rc enrolment_run(Ctx *cx, StoreThread *stores, const ImportRun *run)
{
    Db *platform;
    Batch *b = arena_get(cx->arena, sizeof *b);
    if (!b)
        return ERR_NOMEM;
    b->run = run;
    TRY(store_platform(cx, stores, &platform));
    TRY(space_get(cx, platform, &run->space, &b->space));
    b->place = (AccountPlace){.space = run->space, .space_name = b->space.name, .origin = run->origin};
    while (!b->over) {
        ArenaMark mark = arena_mark(cx->arena);
        TRY(one_step(cx, stores, b));
        arena_rewind(cx->arena, mark);
    }
    return OK;
}
