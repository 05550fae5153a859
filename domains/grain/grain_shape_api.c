/* Shapes of what routes of grains take and give. */
#include "domains/grain/grain_shape_api.h"

#include "kernel/http/cursor.h"
#include "kernel/json/codec.h"
#include "kernel/json/member.h"

enum { SEARCH_MAX = 120, LANGUAGE_MIN = 2, LANGUAGE_MAX = 35 };

static const char *const owner_names[GRAIN_OWNER_COUNT + 1] = {"all", "me"};

static const Member draft_members[] = {
    MEMBER_OBJECT(GrainDraft, grain, grain_shape, "What is known of it"),
    MEMBER_OBJECT(GrainDraft, document, grain_document_shape, "What is authored"),
};
SHAPE(grain_draft_shape, "GrainDraft", GrainDraft, draft_members, "A grain to edit");

static const Member list_members[] = {
    MEMBER_LIST(GrainList, items, grain_shape, GRAIN_LIST_MAX, "Last edited first"),
    NULLABLE(GrainList, next_cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "For the next page; null on the last one"),
    MEMBER_INT(GrainList, total, 0, INT64_MAX, "Grains that match"),
};
SHAPE(grain_list_shape, "GrainList", GrainList, list_members, "A page of grains");

static const Member list_query_members[] = {
    OPTIONAL(GrainListQuery, search, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 0, .max = SEARCH_MAX,
             .doc = "Part of the title"),
    OPTIONAL(GrainListQuery, owner, MEMBER_KIND_ENUM, .names = owner_names, .doc = "Whose; default all"),
    OPTIONAL(GrainListQuery, media_id, MEMBER_KIND_ID, .doc = "Of this film"),
    OPTIONAL(GrainListQuery, cursor, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = 1, .max = CURSOR_TEXT_MAX,
             .doc = "next_cursor of the page before"),
    OPTIONAL(GrainListQuery, limit, MEMBER_KIND_INT, .min = 1, .max = GRAIN_LIST_MAX, .doc = "Rows of a page"),
};
SHAPE(grain_list_query_shape, NULL, GrainListQuery, list_query_members, "Which grains");

static const Member spec_members[] = {
    OPTIONAL(GrainSpec, title, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = GRAIN_TITLE_MAX,
             .doc = "Default: the film's, or \"Grain\""),
    OPTIONAL(GrainSpec, media_id, MEMBER_KIND_ID, .doc = "The film"),
    OPTIONAL(GrainSpec, language, MEMBER_KIND_TEXT, .text = TEXT_TOKEN, .min = LANGUAGE_MIN, .max = LANGUAGE_MAX,
             .doc = "Of its texts, BCP 47; default fr"),
    OPTIONAL(GrainSpec, document, MEMBER_KIND_OBJECT, .of = &grain_document_shape,
             .doc = "Instead of all the others: what is authored"),
};
SHAPE(grain_spec_shape, "GrainSpec", GrainSpec, spec_members, "A grain to make");

typedef struct {
    struct {
        int64_t schema;
    } document;
} SpecHead;

static const Member head_members[] = {
    {.name = "schema",
     .kind = MEMBER_KIND_INT,
     .at = offsetof(SpecHead, document.schema),
     .has_at = MEMBER_NO_HAS,
     .max = INT64_MAX,
     .doc = "Number of the schema"},
};
static SHAPE(head_document_shape, NULL, SpecHead, head_members, "The number alone");
static const Member spec_head_members[] = {
    {.name = "document",
     .kind = MEMBER_KIND_OBJECT,
     .has_at = MEMBER_NO_HAS,
     .of = &head_document_shape,
     .doc = "The document"},
};
static SHAPE(spec_head_shape, NULL, SpecHead, spec_head_members, "The document's schema alone");

Rc grain_spec_decode(Ctx *cx, Str json, void *ret)
{
    GrainSpec *spec = ret;
    SpecHead head = {0};
    if (json.n > GRAIN_DOCUMENT_MAX)
        return fail(cx, ERR_LIMIT, "grain.document_too_large", NULL);
    Rc rc = shape_decode(cx, &grain_spec_shape, json, DECODE_STRICT, ret);
    if (rc == OK)
        return spec->has_document ? grain_document_check(cx, "document.", &spec->document) : OK;
    if (rc != ERR_INVALID)
        return rc;
    Problem told = cx->problem;
    if (shape_decode(cx, &spec_head_shape, json, DECODE_LENIENT, &head) == OK && head.document.schema > GRAIN_SCHEMA)
        return fail(cx, ERR_REFUSED, "grain.newer_schema", "document.schema");
    cx->problem = told;
    return rc;
}
