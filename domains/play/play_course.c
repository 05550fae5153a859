/* Loading a frozen module. Documents are read only when they are asked for: most calls look at one of eight. */
#include "domains/play/play_course.h"

static Rc load_part(Ctx *cx, Db *space, const Id *version, PlayPart *ret)
{
    GrainVersion v;
    TRY(grain_version_get(cx, space, version, &v));
    *ret = (PlayPart){.grain = v.grain, .title = v.title, .json = v.document};
    Rc rc = media_get(cx, space, &v.media, &ret->film);
    ret->has_film = rc == OK;
    if (rc == ERR_MISSING) {
        fail_clear(cx);
        ret->film = (Media){.id = v.media};
        return OK;
    }
    return rc;
}

Rc play_course_load(Ctx *cx, Db *space, const Registration *registration, PlayCourse *ret)
{
    ModuleVersion version;
    ret->registration = *registration;
    TRY(module_version_get(cx, space, &registration->module_version, &version));
    for (ret->n = 0; ret->n < version.grain_count; ret->n++)
        TRY(load_part(cx, space, &version.grain_versions[ret->n], &ret->parts[ret->n]));
    return OK;
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
