/* From documents to rows, and the digest that says whether a question is still the same. */
#include "domains/play/play_version.h"

#include "domains/play/play_reader.h"
#include "domains/play/play_store.h"

enum { HASHED_MAX = 64 + (GRAIN_CHOICES_MAX * 2 + 2) * (ID_TEXT + 1), VERSIONS_MAX = 32 };

static int by_id(const void *a, const void *b)
{
    return memcmp(a, b, sizeof(Id));
}

/* In the order of identities: in which order choices are shown changes nothing. */
static Rc put_ids(Ctx *cx, Buf *b, const char *name, const Id *ids, size_t n)
{
    Id *sorted = arena_array(cx->arena, n, sizeof *sorted);
    if (!sorted)
        return ERR_NOMEM;
    if (n)
        memcpy(sorted, ids, n * sizeof *sorted);
    qsort(sorted, n, sizeof *sorted, by_id);
    buf_format(b, "|%s", name);
    for (size_t i = 0; i < n; i++)
        buf_format(b, " %s", sorted[i].text);
    return OK;
}

Rc play_question_hash(Ctx *cx, const GrainQuestion *question, Str *ret)
{
    Buf text, hex;
    Id *choices = arena_array(cx->arena, question->choices.n, sizeof *choices);
    if (!choices)
        return ERR_NOMEM;
    for (size_t i = 0; i < question->choices.n; i++)
        choices[i] = question->choices.at[i].id;
    buf_init(&text, cx->arena, HASHED_MAX);
    buf_format(&text, "%s|%lld", question->multiple ? "multiple" : "single", (long long)question->points);
    TRY(put_ids(cx, &text, "choices", choices, question->choices.n));
    TRY(put_ids(cx, &text, "key", question->key.at, question->key.n));
    TRY(text.rc);
    Sha256 hash = sha256(buf_str(&text));
    buf_init(&hex, cx->arena, 2 * SHA256_SIZE);
    buf_hex(&hex, hash.bytes, sizeof hash.bytes);
    TRY(hex.rc);
    *ret = buf_str(&hex);
    return OK;
}

static Rc write_questions(Ctx *cx, Db *space, const Id *module_version, const PlayPart *part)
{
    const GrainDocument *d = part->document;
    Str hash;
    for (size_t i = 0; i < d->quizzes.n; i++)
        for (size_t k = 0; k < d->quizzes.at[i].questions.n; k++) {
            const GrainQuestion *q = &d->quizzes.at[i].questions.at[k];
            TRY(play_question_hash(cx, q, &hash));
            TRY(play_store_insert_version_question(cx, space, module_version, &part->grain, q, hash));
        }
    return OK;
}

/* The row that says "known" goes last. */
static Rc write_rows(Ctx *cx, Db *space, PlayCourse *course)
{
    int64_t pass_percent = 0;
    for (size_t i = 0; i < course->n; i++) {
        PlayPart *part;
        TRY(play_course_part(cx, course, &course->parts[i].grain, &part));
        TRY(play_store_insert_version_grain(cx, space, &course->version, i, &part->grain, &part->film.id));
        TRY(write_questions(cx, space, &course->version, part));
        if (part->document->pass_percent > pass_percent)
            pass_percent = part->document->pass_percent;
    }
    return play_store_insert_version(cx, space, &course->version, pass_percent);
}

Rc play_version_know(Ctx *cx, Db *space, const Id *module_version)
{
    int64_t pass_percent;
    Rc rc = play_store_get_version(cx, space, module_version, &pass_percent);
    if (rc != ERR_MISSING)
        return rc;
    PlayCourse *course = arena_get(cx->arena, sizeof *course);
    if (!course)
        return ERR_NOMEM;
    TRY(play_course_load(cx, space, module_version, course));
    return write_rows(cx, space, course);
}

typedef struct {
    Id versions[VERSIONS_MAX];
    size_t n;
} Unknown;

static Rc know_each(Ctx *cx, Db *space, void *arg)
{
    const Unknown *u = arg;
    for (size_t i = 0; i < u->n; i++)
        TRY(play_version_know(cx, space, &u->versions[i]));
    return OK;
}

Rc play_version_know_all(Ctx *cx, Db *space, const Id *registration, const Id *module_version)
{
    Unknown u;
    do {
        TRY(play_store_list_unknown_versions(cx, space, registration, module_version, u.versions, VERSIONS_MAX, &u.n));
        if (u.n)
            TRY(db_write_rows(cx, space, know_each, &u));
    } while (u.n == VERSIONS_MAX);
    return OK;
}
