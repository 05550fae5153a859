/* preflight: what is wrong with a module before anybody else sees it. Errors keep it from being submitted, advice never
 * does. Rules are pure functions over a document and the states of the media it names: they change nothing and know
 * neither who asks nor what an answer is used for. Words for what was found belong to the screens. */
#ifndef DOMAINS_PREFLIGHT_PREFLIGHT_H
#define DOMAINS_PREFLIGHT_PREFLIGHT_H

#include "domains/grain/grain.h"
#include "domains/media/media.h"
#include "domains/module/module.h"

/* Errors before PREFLIGHT_ADVICE, advice from there on. */
typedef enum {
    PREFLIGHT_EMPTY,   /* a module without grains */
    PREFLIGHT_NO_FILM, /* none was chosen */
    PREFLIGHT_FILM_MISSING,
    PREFLIGHT_FILM_NOT_READY, /* nothing of it can be played yet */
    PREFLIGHT_FILM_FAILED,
    PREFLIGHT_MEDIA_MISSING, /* an image or slides of a content */
    PREFLIGHT_MEDIA_NOT_READY,
    PREFLIGHT_MEDIA_FAILED,
    PREFLIGHT_TARGET_WITHOUT_CONTENT, /* it opens nothing, or a text without words */
    PREFLIGHT_OUTSIDE_FILM,           /* a time beyond the film's end */
    PREFLIGHT_NO_RIGHT_ANSWER,
    PREFLIGHT_NO_QUESTION,    /* a quiz that asks nothing, or a question without words */
    PREFLIGHT_NO_TEXT,        /* a choice without words, a target without a name */
    PREFLIGHT_NO_ALTERNATIVE, /* an image that says nothing to who does not see it (WCAG 2.2, 1.1.1) */
    PREFLIGHT_ADVICE,
    PREFLIGHT_TOO_SHORT = PREFLIGHT_ADVICE, /* a target of less than PREFLIGHT_SHORT_MS (WCAG 2.2, 2.2.1) */
    PREFLIGHT_NO_CAPTIONS,                  /* a film without captions (WCAG 2.2, 1.2.2) */
    PREFLIGHT_TOO_MANY_TARGETS,             /* more than PREFLIGHT_TARGETS_MAX begin within a minute */
    PREFLIGHT_NO_QUESTION_FOR_LONG,         /* nothing is asked for more than PREFLIGHT_QUIET_MS */
    PREFLIGHT_OVERLAPPING_TARGETS,          /* two lie on each other at the same moment */
    PREFLIGHT_CODE_COUNT
} PreflightCode;
extern const char *const preflight_code_names[PREFLIGHT_CODE_COUNT + 1]; /* "preflight.no_film", …, "module.empty" */

enum { PREFLIGHT_SHORT_MS = 2000, PREFLIGHT_MINUTE_MS = 60000, PREFLIGHT_TARGETS_MAX = 4, PREFLIGHT_QUIET_MS = 300000 };

typedef enum { PREFLIGHT_ERROR, PREFLIGHT_ADVICE_ONLY, PREFLIGHT_LEVEL_COUNT } PreflightLevel;
PreflightLevel preflight_level(PreflightCode code);

typedef struct {
    PreflightCode code;
    Id grain, element; /* empty: the module itself; the grain itself */
    bool has_at;
    int64_t at_ms;   /* of the film, where to look */
    Str field;       /* path in the document: "targets[2].end_ms"; empty = the whole */
    Str grain_title; /* for who shows it */
    Str label;       /* of the element, as its author called it; may be empty */
} PreflightFinding;

/* Of each grain errors first, then in order of time. Beyond PREFLIGHT_FINDINGS_MAX of a grain they are only counted. */
enum { PREFLIGHT_FINDINGS_MAX = 200 };
typedef struct {
    PreflightFinding *at; /* in the arena */
    size_t n;
    int64_t errors, advice;
} PreflightReport;

/* What there is to know of a media that a document names. */
typedef struct {
    Id id;
    MediaKind kind;
    MediaState state;
    bool playable;
    int64_t duration_ms; /* films; 0 = not known yet */
    bool captioned;
} PreflightMedia;

/* The rules. `media` are those that are there, in any order: one that the document names and that is not among them, or
 * is of another kind than its place asks for, is missing. Adds to `ret`, which begins all zero. ERR_NOMEM. */
Rc preflight_document(Ctx *cx, const Id *grain, const GrainDocument *document, const PreflightMedia *media, size_t n,
                      PreflightReport *ret) MUST;

/* The draft as it stands, and the media as they are. Inside a transaction or not. ERR_MISSING: none, or deleted. */
Rc preflight_grain(Ctx *cx, Db *space, const Id *grain, PreflightReport *ret) MUST;
Rc preflight_module(Ctx *cx, Db *space, const Id *module, PreflightReport *ret) MUST;

#endif
