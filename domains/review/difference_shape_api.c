/* How a difference between two versions looks in the API. */
#include "domains/review/review_shape_api.h"
#include "kernel/json/member.h"

/* A field's name, and a text that was cut: in characters. */
enum { FIELD_MAX = 40, FIELDS_MAX = 400, LABEL_MAX = 1000 };

static const Member field_members[] = {
    MEMBER_TEXT(FieldChange, field, TEXT_TOKEN, 1, FIELD_MAX, "What of the element: label, start_ms, choice …"),
    OPTIONAL(FieldChange, before, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .max = DIFFERENCE_TEXT_MAX,
             .doc = "As a person reads it; absent: there was none"),
    OPTIONAL(FieldChange, after, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .max = DIFFERENCE_TEXT_MAX,
             .doc = "The same now; absent: there is none any more"),
};
static SHAPE(field_shape, "FieldChange", FieldChange, field_members, "A field of an element that changed");

static const Member element_members[] = {
    MEMBER_ID(ElementChange, element_id, "The element; the grain's own identity for what belongs to the whole grain"),
    MEMBER_ENUM(ElementChange, kind, part_kind_names, "What it is"),
    MEMBER_TEXT(ElementChange, label, TEXT_BLOCK, 0, LABEL_MAX, "As its author called it"),
    MEMBER_ENUM(ElementChange, change, change_kind_names, "Added, removed or changed"),
    OPTIONAL(ElementChange, at_ms, MEMBER_KIND_INT, .max = GRAIN_FILM_MS_MAX, .doc = "Where on the film"),
    MEMBER_LIST(ElementChange, fields, field_shape, FIELDS_MAX, "What changed of it"),
};
static SHAPE(element_shape, "ElementChange", ElementChange, element_members, "An element that differs");

static const Member grain_members[] = {
    MEMBER_ID(GrainDifference, grain_id, "The grain"),
    MEMBER_TEXT(GrainDifference, title, TEXT_LINE, 0, GRAIN_TITLE_MAX, "As frozen"),
    MEMBER_ENUM(GrainDifference, change, change_kind_names, "Of the grain as a whole"),
    MEMBER_LIST(GrainDifference, elements, element_shape, DIFFERENCE_ELEMENTS_MAX, "What differs in a changed grain"),
    MEMBER_INT(GrainDifference, omitted, 0, INT64_MAX, "Elements that differ beyond these"),
};
static SHAPE(grain_row_shape, "GrainDifference", GrainDifference, grain_members, "A grain of either version");

static const Member against_members[] = {
    MEMBER_ID(DifferenceAgainst, module_version_id, "The version approved last before the submission"),
    MEMBER_INT(DifferenceAgainst, number, 1, INT64_MAX, "Within the module"),
    MEMBER_TIME(DifferenceAgainst, approved_ms, "When"),
};
static SHAPE(against_shape, "DifferenceAgainst", DifferenceAgainst, against_members, "What is compared with");

static const Member difference_members[] = {
    OPTIONAL(DifferenceShown, against, MEMBER_KIND_OBJECT, .of = &against_shape, .doc = "Absent: none was approved"),
    MEMBER_LIST(DifferenceShown, grains, grain_row_shape, 2 * MODULE_GRAINS_MAX,
                "Grains of the submission in order, then those that are gone"),
};
SHAPE(difference_shape, "Difference", DifferenceShown, difference_members, "What changed since the last approval");
