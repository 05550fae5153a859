/* The grain document, schema 1: structs, shape and rules. The browser's side of it: player/core/document.ts. Times are
 * milliseconds of the film; places and sizes are per cent of the picture (0–100), a place being the centre. */
#ifndef DOMAINS_GRAIN_GRAIN_DOCUMENT_H
#define DOMAINS_GRAIN_GRAIN_DOCUMENT_H

#include "kernel/json/shape.h"

/* Elements: chapters, targets, quizzes and contents together. A document also stays within JSON_VALUES_MAX values. */
enum {
    GRAIN_SCHEMA = 1,
    GRAIN_DOCUMENT_MAX = 512 << 10, /* bytes of JSON */
    GRAIN_ELEMENTS_MAX = 500,
    GRAIN_KEYFRAMES_MAX = 200,
    GRAIN_QUESTIONS_MAX = 20,
    GRAIN_CHOICES_MAX = 10,
    GRAIN_FILM_MS_MAX = 12 * 3600 * 1000
};

typedef struct {
    Id id;
    int64_t start_ms;
    Str title;
} GrainChapter;

typedef struct {
    int64_t at_ms;
    double x, y;
} GrainKeyframe;

/* Between two keyframes it moves in a straight line at constant speed; before the first and after the last it rests. */
typedef struct {
    Id id;
    Str label, alternative; /* alternative: what a screen reader says; empty = the label */
    int64_t start_ms, end_ms;
    double width, height;
    ListOf(GrainKeyframe) keyframes; /* 1 or more, times rising */
    Id content;                      /* what it opens */
    bool pause, required;            /* pause the film when it appears; must be opened before the film goes on */
} GrainTarget;

typedef struct {
    Id id;
    Str text, feedback;
} GrainChoice;

typedef struct {
    Id id;
    Str prompt, explanation;
    bool multiple; /* several right answers: all and only those */
    ListOf(GrainChoice) choices;
    ListOf(Id) key; /* right choices */
    int64_t points;
    bool has_review_from_ms;
    int64_t review_from_ms; /* "see the passage again" */
} GrainQuestion;

typedef struct {
    Id id;
    Str title;
    int64_t at_ms;
    bool required, replay; /* replay: asked again when the film passes here again */
    ListOf(GrainQuestion) questions;
} GrainQuiz;

typedef enum { GRAIN_IMAGE, GRAIN_SLIDES, GRAIN_TEXT, GRAIN_CONTENT_KIND_COUNT } GrainContentKind;
typedef struct {
    Id media;
    Str title, alternative;
} GrainImage;
typedef struct {
    Id media;
    Str title;
} GrainSlides;
typedef struct {
    Str title, body;
} GrainText;
typedef struct {
    int kind; /* GrainContentKind: first, for one-of shapes */
    Id id;
    union {
        GrainImage image;
        GrainSlides slides;
        GrainText text;
    };
} GrainContent;

typedef struct {
    int64_t schema;
    Str title, language;
    bool has_media_id;
    Id media_id;
    int64_t pass_percent; /* share of points for success; 0 = no mark */
    bool auto_pause;      /* accessibility: every target pauses the film */
    ListOf(GrainChapter) chapters;
    ListOf(GrainTarget) targets;
    ListOf(GrainQuiz) quizzes;
    ListOf(GrainContent) contents;
} GrainDocument;

extern const Shape grain_document_shape;

/* Strict decode and rules: identities unique in the document, times in order and bounds, keyframes within the target,
 * content_id known, 2 choices or more, a key among them, one key unless multiple. Places and sizes are rounded to three
 * decimals. ERR_INVALID (shape) or ERR_REFUSED (rules: every fault found, up to PROBLEM_ITEMS) with codes grain.… on
 * the field's path; ERR_REFUSED grain.newer_schema for a schema above GRAIN_SCHEMA, whatever else it holds; ERR_LIMIT
 * grain.document_too_large. */
Rc grain_document_decode(Ctx *cx, Str json, GrainDocument *ret) MUST;
/* The rules alone, for a document that its shape already accepted; `prefix` ("document.") goes before each path. */
Rc grain_document_check(Ctx *cx, const char *prefix, GrainDocument *document) MUST;
/* One that was stored: no rules, unknown members skipped. A frozen version must open when rules have changed. */
Rc grain_document_read(Ctx *cx, Str json, GrainDocument *ret) MUST;

/* NULL when there is none. */
const GrainQuestion *grain_question(const GrainDocument *d, const Id *question);
int64_t grain_points(const GrainDocument *d); /* of all questions */
/* Points for a response: all or nothing. */
int64_t grain_score(const GrainQuestion *q, const Id *choices, size_t n);

#endif
