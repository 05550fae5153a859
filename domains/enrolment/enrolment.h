/* enrolment: many persons at once from a CSV file. A preview says what each line would do and writes nothing about
 * persons; the run does it in the background, batch by batch, and can be killed and resumed at any point. */
#ifndef DOMAINS_ENROLMENT_ENROLMENT_H
#define DOMAINS_ENROLMENT_ENROLMENT_H

#include "domains/access/access.h"
#include "kernel/store/store.h"

#define ENROLMENT_JOB "person.import" /* kind of the job; key: the import; payload {"space":id,"import":id} */
#define ENROLMENT_TASK "person_import"
enum { ENROLMENT_BATCH = 200, ENROLMENT_SAMPLE_MAX = 20, ENROLMENT_ERRORS_MAX = 200, ENROLMENT_NEW_GROUPS_MAX = 200 };
#define ENROLMENT_KEEP_MS (INT64_C(7) * 24 * 3600 * 1000)

typedef enum {
    IMPORT_PREVIEWED,
    IMPORT_QUEUED,
    IMPORT_RUNNING,
    IMPORT_DONE,
    IMPORT_FAILED, /* or cancelled: the lines done so far stay done */
    IMPORT_STATE_COUNT
} ImportState;
typedef enum { IMPORT_CREATE, IMPORT_UPDATE, IMPORT_UNCHANGED, IMPORT_ACTION_COUNT } ImportAction;
extern const char *const import_state_names[IMPORT_STATE_COUNT + 1];
extern const char *const import_action_names[IMPORT_ACTION_COUNT + 1];

typedef struct {
    Id id;
    Actor by;
    Str file_name;
    int encoding;     /* 0 UTF-8, 1 Windows-1252 */
    unsigned columns; /* bit by Column: which the file has */
    ImportState state;
    int64_t lines, creates, updates, unchanged, invalid; /* as previewed */
    int64_t new_groups;                                  /* that the run will make */
    bool invite;
    Id task;                          /* empty until the run is asked for */
    int64_t created, updated, failed; /* by the run so far */
    int64_t created_ms, ended_ms;
    int64_t error_total;
} Import;

/* One line that the run can do. */
typedef struct {
    int64_t line;
    ImportAction action;
    Id person; /* of an update */
    Str first_name, last_name, email;
    RoleSet roles; /* 0 = not said */
    Str language;  /* empty = not said */
    Str groups;    /* names, one a line */
} ImportLine;

typedef struct {
    int64_t line, position;
    Str field, code, value;
} ImportError;

typedef struct {
    Actor by;
    Str bytes, file_name;
    RoleSet allowed; /* roles of this kind of space */
} ImportFile;

/* Reads, checks and compares. The codes of sheet_read and column_map; ERR_REFUSED enrolment.no_lines,
 * enrolment.too_many_new_groups. */
Rc enrolment_preview(Ctx *cx, Db *space, const ImportFile *file, Import *ret) MUST;

Rc enrolment_get(Ctx *cx, Db *space, const Id *import, Import *ret) MUST; /* ERR_MISSING http.missing */
/* Up to `max` lines without fault, by number; errors behind (line, position), by the same. */
Rc enrolment_sample(Ctx *cx, Db *space, const Id *import, size_t max, ImportLine *ret, size_t *ret_n) MUST;
Rc enrolment_errors(Ctx *cx, Db *space, const Id *import, int64_t line, int64_t position, size_t max, ImportError *ret,
                    size_t *ret_n) MUST;

/* Asks for the run, once: makes its task and its job. ERR_CONFLICT enrolment.already_run; enrolment.has_errors when
 * lines are faulty and `skip_invalid` is not set. */
typedef struct {
    Actor by;
    Id space, import;
    bool skip_invalid, invite;
} ImportOrder;
Rc enrolment_start(Ctx *cx, Db *platform, Db *space, const ImportOrder *order, Id *ret_task) MUST;

/* The job. Does what is left of it; each batch is one transaction that also marks its lines, so that nothing is done
 * twice. `between` is asked after each batch with the part done (to prolong a lease, to leave at shutdown); what it
 * answers other than OK ends the call, and a later call goes on. OK also when the person cancelled, or all was done. */
typedef struct {
    Id space, import;
    Str origin;                                         /* public URL, for links in invitations */
    Rc (*between)(Ctx *cx, double progress, void *arg); /* NULL = never asked */
    void *arg;
} ImportRun;
Rc enrolment_run(Ctx *cx, StoreThread *stores, const ImportRun *run) MUST;

/* The job failed for good: import and task end as failed. `code` is what the person is told. */
Rc enrolment_give_up(Ctx *cx, Db *space, const Id *import, Str code) MUST;

/* Makes lost jobs again, and erases imports that ended ENROLMENT_KEEP_MS ago, and previews as old that nobody ran.
 * Called once in a while for each space. */
typedef struct {
    int64_t enqueued, erased;
} ImportSweep;
Rc enrolment_sweep(Ctx *cx, Db *platform, Db *space_db, const Id *space, ImportSweep *ret) MUST;
/* Only the second half: for a space that is suspended. */
Rc enrolment_erase(Ctx *cx, Db *space_db, int64_t *ret_erased) MUST;

#endif
