/* What the rules share: the document under examination, and the list of what was found. Internal to the domain. */
#ifndef DOMAINS_PREFLIGHT_PREFLIGHT_CHECK_H
#define DOMAINS_PREFLIGHT_PREFLIGHT_CHECK_H

#include "domains/preflight/preflight.h"

typedef struct {
    Ctx *cx;
    const Id *grain;
    const GrainDocument *d;
    const PreflightMedia *media;
    size_t media_count;
    const PreflightMedia *film; /* NULL: none, or it is not there */
    PreflightReport *report;
    size_t first; /* findings of this document begin here in the report */
    Rc rc;        /* ERR_NOMEM ends it */
} PreflightCheck;

/* An element as a finding names it; `at_ms` −1: at no moment. */
typedef struct {
    const Id *element; /* NULL: the grain */
    Str label;
    int64_t at_ms;
} PreflightPlace;

void preflight_find(PreflightCheck *k, PreflightCode code, PreflightPlace place, const char *path, ...)
    __attribute__((format(printf, 4, 5)));
/* The media of that kind, or NULL. */
const PreflightMedia *preflight_media(const PreflightCheck *k, const Id *id, MediaKind kind);
bool preflight_blank(Str s);

/* Errors: preflight_errors.c; advice: preflight_advice.c. */
void preflight_errors(PreflightCheck *k);
void preflight_advice(PreflightCheck *k);

/* Whether two targets lie on each other at some moment, and from when. Edges that touch do not count. */
bool preflight_overlap(const GrainTarget *a, const GrainTarget *b, int64_t *ret_at_ms);

#endif
