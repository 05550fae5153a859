/* Loading a frozen module. Documents are read only when they are asked for: most calls look at one of eight. */
#include "domains/play/play_course.h"

static Rc load_part(Ctx *cx, Db *space, const Id *version, PlayPart *ret)
{
    GrainVersion v;
    TRY(grain_version_get(cx, space, version, &v));
    *ret = (PlayPart){.grain = v.grain, .version = v.id, .title = v.title, .json = v.document};
    Rc rc = media_get(cx, space, &v.media, &ret->film);
    ret->has_film = rc == OK;
    if (rc == ERR_MISSING) {
        fail_clear(cx);
        ret->film = (Media){.id = v.media};
        return OK;
    }
    return rc;
}

Rc play_course_load(Ctx *cx, Db *space, const Id *module_version, PlayCourse *ret)
{
    ModuleVersion version;
    TRY(module_version_get(cx, space, module_version, &version));
    ret->version = version.id;
    ret->title = version.title;
    ret->number = version.number;
    for (ret->n = 0; ret->n < version.grain_count; ret->n++)
        TRY(load_part(cx, space, &version.grain_versions[ret->n], &ret->parts[ret->n]));
    return ret->n > 0 ? OK : ERR_BUG; /* an empty module is not frozen */
}

static Rc read_document(Ctx *cx, PlayPart *part)
{
    GrainDocument *document = arena_get(cx->arena, sizeof *document);
    if (!document)
        return ERR_NOMEM;
    TRY(grain_document_read(cx, part->json, document));
    part->document = document;
    return OK;
}

Rc play_course_part(Ctx *cx, PlayCourse *course, const Id *grain, PlayPart **ret)
{
    for (size_t i = 0; i < course->n; i++) {
        PlayPart *part = &course->parts[i];
        if (!id_equal(&part->grain, grain))
            continue;
        if (!part->document)
            TRY(read_document(cx, part));
        *ret = part;
        return OK;
    }
    return fail(cx, ERR_MISSING, "http.missing", NULL);
}

/* One for each version that was asked for. */
typedef struct Shelved {
    struct Shelved *next;
    PlayCourse course;
} Shelved;

struct PlayShelf {
    Ctx cx;
    Shelved *first;
};

Rc play_shelf_new(Ctx *cx, PlayShelf **ret)
{
    PlayShelf *shelf = arena_get(cx->arena, sizeof *shelf);
    if (!shelf)
        return ERR_NOMEM;
    shelf->cx = *cx;
    *ret = shelf;
    return OK;
}

/* Its documents too: whoever reads one later may have a shorter-lived arena. */
static Rc load(PlayShelf *shelf, Db *space, const Id *module_version, Shelved **ret)
{
    Shelved *s = arena_get(shelf->cx.arena, sizeof *s);
    PlayPart *part;
    if (!s)
        return ERR_NOMEM;
    TRY(play_course_load(&shelf->cx, space, module_version, &s->course));
    for (size_t i = 0; i < s->course.n; i++)
        TRY(play_course_part(&shelf->cx, &s->course, &s->course.parts[i].grain, &part));
    s->next = shelf->first;
    shelf->first = s;
    *ret = s;
    return OK;
}

Rc play_shelf_course(PlayShelf *shelf, Db *space, const Id *module_version, PlayCourse **ret)
{
    Shelved *s = shelf->first;
    while (s && !id_equal(&s->course.version, module_version))
        s = s->next;
    if (!s)
        TRY(load(shelf, space, module_version, &s));
    *ret = &s->course;
    return OK;
}

static bool among(const Id *id, const Id *ids, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (id_equal(id, &ids[i]))
            return true;
    return false;
}

bool play_required_answered(const GrainDocument *document, const Id *answered, size_t n)
{
    for (size_t i = 0; i < document->quizzes.n; i++) {
        const GrainQuiz *quiz = &document->quizzes.at[i];
        for (size_t k = 0; quiz->required && k < quiz->questions.n; k++)
            if (!among(&quiz->questions.at[k].id, answered, n))
                return false;
    }
    return true;
}
