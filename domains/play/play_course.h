/* What is played: a frozen module with its frozen grains. Others meet courses through play_reader.h. */
#ifndef DOMAINS_PLAY_PLAY_COURSE_H
#define DOMAINS_PLAY_PLAY_COURSE_H

#include "domains/grain/grain.h"
#include "domains/media/media.h"
#include "domains/module/module.h"

typedef struct {
    Id grain, version; /* of the grain */
    Str title, json;
    bool has_film;                 /* false: deleted since */
    Media film;                    /* duration_ms 0: not known yet */
    const GrainDocument *document; /* NULL until play_part_read */
} PlayPart;

typedef struct {
    Id version; /* of the module */
    Str title;
    int64_t number;
    PlayPart parts[MODULE_GRAINS_MAX];
    size_t n;
} PlayCourse;

Rc play_course_load(Ctx *cx, Db *space, const Id *module_version, PlayCourse *ret) MUST;
/* The grain's part, its document read. ERR_MISSING http.missing: no grain of this version. */
Rc play_course_part(Ctx *cx, PlayCourse *course, const Id *grain, PlayPart **ret) MUST;

/* Courses in hand, each loaded once, in the arena of `cx`, which must live as long. */
typedef struct PlayShelf PlayShelf;
Rc play_shelf_new(Ctx *cx, PlayShelf **ret) MUST;
Rc play_shelf_course(PlayShelf *shelf, Db *space, const Id *module_version, PlayCourse **ret) MUST;

/* Whether every question of a quiz that must be answered is among these. */
bool play_required_answered(const GrainDocument *document, const Id *answered, size_t n);

#endif
