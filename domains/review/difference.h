/* What changed between two frozen versions, by identity: an element that moved in its list is the same element. Pure:
 * documents in, changes out. Internal to the domain. */
#ifndef DOMAINS_REVIEW_DIFFERENCE_H
#define DOMAINS_REVIEW_DIFFERENCE_H

#include "domains/grain/grain.h"
#include "domains/review/review.h"

typedef enum {
    CHANGE_SAME,
    CHANGE_ADDED,
    CHANGE_REMOVED,
    CHANGE_CHANGED,
    CHANGE_MOVED, /* a grain at another place among those that stayed, and else the same */
    CHANGE_COUNT
} ChangeKind;
extern const char *const change_kind_names[CHANGE_COUNT + 1];

typedef enum {
    PART_GRAIN, /* title, film, language, mark: of the grain itself */
    PART_CHAPTER,
    PART_TARGET,
    PART_QUIZ,
    PART_QUESTION, /* with its choices and its key */
    PART_IMAGE,
    PART_SLIDES,
    PART_TEXT,
    PART_KIND_COUNT
} PartKind;
extern const char *const part_kind_names[PART_KIND_COUNT + 1];

/* Values as a person reads them: texts, numbers, the words of the choices that are right, the title of the content that
 * a target opens. Cut at DIFFERENCE_TEXT_MAX bytes. */
enum { DIFFERENCE_TEXT_MAX = 600, DIFFERENCE_ELEMENTS_MAX = 400 };
typedef struct {
    Str field; /* "label", "start_ms", "choice" … */
    bool has_before, has_after;
    Str before, after;
} FieldChange;

typedef struct {
    Id element_id; /* the grain's own identity with PART_GRAIN */
    int kind;      /* PartKind */
    Str label;
    int change; /* ChangeKind */
    bool has_at_ms;
    int64_t at_ms;
    ListOf(FieldChange) fields; /* of what was changed */
} ElementChange;

typedef struct {
    ElementChange *at;
    size_t n;        /* DIFFERENCE_ELEMENTS_MAX at most */
    int64_t omitted; /* beyond them */
} ElementChanges;

/* Changed elements of `after` in order of kind and document, then those that are gone. Everything lies in cx->arena, or
 * is borrowed from the documents. */
Rc difference_documents(Ctx *cx, const Id *grain, const GrainDocument *before, const GrainDocument *after,
                        ElementChanges *ret) MUST;

typedef struct {
    Id grain;
    Str title;
    ChangeKind change;
    ElementChanges elements;
} GrainChange;
typedef struct {
    bool has_against;
    Id module_version; /* the version approved last before this submission; without one every grain is new */
    int64_t number, approved_ms;
    GrainChange *at; /* grains of the submission in order, then those that are gone */
    size_t n;
} Difference;
Rc difference_of(Ctx *cx, Db *space, const Submission *submission, Difference *ret) MUST;

#endif
