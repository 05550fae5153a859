/* How grains look in the API. */
#ifndef DOMAINS_GRAIN_GRAIN_SHAPE_API_H
#define DOMAINS_GRAIN_GRAIN_SHAPE_API_H

#include "domains/grain/grain.h"
#include "kernel/json/shape.h"

typedef struct {
    GrainShown grain;
    GrainDocument document;
} GrainDraft;
extern const Shape grain_draft_shape;

typedef struct {
    ListOf(GrainShown) items;
    bool has_next_cursor;
    Str next_cursor;
    int64_t total;
} GrainList;
extern const Shape grain_list_shape;

typedef struct {
    bool has_search, has_owner, has_media_id, has_cursor, has_limit;
    Str search, cursor;
    int owner; /* GrainOwner */
    Id media_id;
    int64_t limit;
} GrainListQuery;
typedef enum { GRAIN_OWNER_ALL, GRAIN_OWNER_ME, GRAIN_OWNER_COUNT } GrainOwner;
extern const Shape grain_list_query_shape;

/* A new grain: from a document, or empty with what is said here. */
typedef struct {
    bool has_title, has_media_id, has_language, has_document;
    Str title, language;
    Id media_id;
    GrainDocument document;
} GrainSpec;
extern const Shape grain_spec_shape;
/* A newer document inside is told apart from a malformed one. */
Rc grain_spec_decode(Ctx *cx, Str json, void *ret) MUST;

#endif
