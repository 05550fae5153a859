/* What in a document has an identity, and of which kind: for uniqueness within it and for ever. Internal to the domain.
 */
#ifndef DOMAINS_GRAIN_GRAIN_ELEMENT_H
#define DOMAINS_GRAIN_GRAIN_ELEMENT_H

#include "domains/grain/grain_document.h"

/* Numbers are stored (grain_element.kind): none changes. */
typedef enum {
    GRAIN_ELEMENT_CHAPTER,
    GRAIN_ELEMENT_TARGET,
    GRAIN_ELEMENT_QUIZ,
    GRAIN_ELEMENT_QUESTION,
    GRAIN_ELEMENT_CHOICE,
    GRAIN_ELEMENT_IMAGE,
    GRAIN_ELEMENT_SLIDES,
    GRAIN_ELEMENT_TEXT,
    GRAIN_ELEMENT_KIND_COUNT
} GrainElementKind;
typedef struct {
    Id id;
    GrainElementKind kind;
    size_t at[3]; /* its place: of a choice, in quizzes, questions and choices */
} GrainElement;
/* All of them, sorted by identity; places of the same identity in order of the document. */
Rc grain_elements(Ctx *cx, const GrainDocument *document, GrainElement **ret, size_t *ret_n) MUST;
/* "quizzes[2].questions[0].id", terminated. */
Rc grain_element_path(Ctx *cx, const char *prefix, const GrainElement *element, Str *ret) MUST;

#endif
