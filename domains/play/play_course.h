/* What a registration plays: the frozen module with its frozen grains. Internal to domains/play. */
#ifndef DOMAINS_PLAY_PLAY_COURSE_H
#define DOMAINS_PLAY_PLAY_COURSE_H

#include "domains/distribution/distribution.h"
#include "domains/grain/grain.h"
#include "domains/media/media.h"

typedef struct {
    Id grain;
    Str title, json;
    bool has_film;                 /* false: deleted since */
    Media film;                    /* duration_ms 0: not known yet */
    const GrainDocument *document; /* NULL until play_part_read */
} PlayPart;

typedef struct {
    Registration registration;
    PlayPart parts[MODULE_GRAINS_MAX];
    size_t n;
} PlayCourse;

Rc play_course_load(Ctx *cx, Db *space, const Registration *registration, PlayCourse *ret) MUST;
/* The grain's part, its document read. ERR_MISSING http.missing: no grain of this version. */
Rc play_course_part(Ctx *cx, PlayCourse *course, const Id *grain, PlayPart **ret) MUST;

/* Whether every question of a quiz that must be answered is among these. */
bool play_required_answered(const GrainDocument *document, const Id *answered, size_t n);

#endif
