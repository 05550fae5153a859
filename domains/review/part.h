/* A grain document taken apart for comparing: one part for each thing that has an identity, with its fields as a person
 * reads them. Internal to the domain. */
#ifndef DOMAINS_REVIEW_PART_H
#define DOMAINS_REVIEW_PART_H

#include "domains/review/difference.h"

enum { PART_FIELDS_MAX = 16 + 2 * GRAIN_CHOICES_MAX };

typedef struct {
    Str name;
    Id key;    /* of a choice, when the field is one of several; else empty */
    Str raw;   /* what is compared */
    Str shown; /* {NULL,0}: there is none */
} PartField;

typedef struct {
    Id id;
    PartKind kind;
    Str label;
    bool has_at;
    int64_t at_ms;
    PartField *fields;
    size_t n;
} Part;

/* The grain itself first, then chapters, targets, quizzes each with its questions, contents. Borrows from the document;
 * the rest lies in cx->arena. ERR_NOMEM. */
Rc parts_of(Ctx *cx, const Id *grain, const GrainDocument *document, Part **ret, size_t *ret_n) MUST;

#endif
