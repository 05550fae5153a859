/* The grain document as rows: members, bounds, kinds of content. What holds between members: grain_rules.c. */
#include "domains/grain/grain_document.h"

#include "kernel/json/member.h"

enum {
    NAME_MAX_LENGTH = 120,
    ALTERNATIVE_MAX = 500,
    PROMPT_MAX = 1000,
    EXPLANATION_MAX = 2000,
    CHOICE_MAX = 500,
    BODY_MAX = 10000,
    LANGUAGE_MIN = 2,
    LANGUAGE_MAX = 35, /* RFC 5646 §4.4.1 */
    POINTS_MAX = 100,
    SIDE_MIN = 1,
    PERCENT_MAX = 100,
};

/* A member whose name in JSON is not that of the struct. */
#define NAMED_ID(S, m, shown, sentence)                                                                       \
    {                                                                                                         \
        .name = shown, .kind = MEMBER_KIND_ID, .at = offsetof(S, m), .has_at = MEMBER_NO_HAS, .doc = sentence \
    }
#define NAMED_TEXT(S, m, shown, rule, high, sentence)                                                         \
    {                                                                                                         \
        .name = shown, .kind = MEMBER_KIND_TEXT, .at = offsetof(S, m), .has_at = MEMBER_NO_HAS, .text = rule, \
        .max = high, .doc = sentence                                                                          \
    }
#define FILM_TIME(S, m, sentence) MEMBER_INT(S, m, 0, GRAIN_FILM_MS_MAX, sentence)

static const Member chapter_members[] = {
    MEMBER_ID(GrainChapter, id, "Stable identity"),
    FILM_TIME(GrainChapter, start_ms, "Where it begins; chapters are in order of time"),
    MEMBER_TEXT(GrainChapter, title, TEXT_LINE, 0, NAME_MAX_LENGTH, "Shown in the outline"),
};
static SHAPE(chapter_shape, "GrainChapter", GrainChapter, chapter_members, "A marker inside a film");

static const Member keyframe_members[] = {
    FILM_TIME(GrainKeyframe, at_ms, "Within the target's time; rising"),
    MEMBER_NUMBER(GrainKeyframe, x, 0, PERCENT_MAX, "Centre, per cent of the picture's width; kept to three decimals"),
    MEMBER_NUMBER(GrainKeyframe, y, 0, PERCENT_MAX, "Centre, per cent of the picture's height; kept to three decimals"),
};
static SHAPE(keyframe_shape, "GrainKeyframe", GrainKeyframe, keyframe_members, "Where a target is at a time");

static const Member target_members[] = {
    MEMBER_ID(GrainTarget, id, "Stable identity"),
    MEMBER_TEXT(GrainTarget, label, TEXT_LINE, 0, NAME_MAX_LENGTH, "Shown beside it"),
    MEMBER_TEXT(GrainTarget, alternative, TEXT_LINE, 0, ALTERNATIVE_MAX, "What a screen reader says; empty: the label"),
    FILM_TIME(GrainTarget, start_ms, "When it appears"),
    FILM_TIME(GrainTarget, end_ms, "When it goes; behind start_ms"),
    MEMBER_NUMBER(GrainTarget, width, SIDE_MIN, PERCENT_MAX, "Per cent of the picture's width; three decimals"),
    MEMBER_NUMBER(GrainTarget, height, SIDE_MIN, PERCENT_MAX, "Per cent of the picture's height; three decimals"),
    MEMBER_LIST(GrainTarget, keyframes, keyframe_shape, GRAIN_KEYFRAMES_MAX,
                "One or more; straight at constant speed between them, at rest outside"),
    NAMED_ID(GrainTarget, content, "content_id", "The content it opens"),
    MEMBER_BOOL(GrainTarget, pause, "Pauses the film when it appears"),
    MEMBER_BOOL(GrainTarget, required, "Must be opened before the film goes on"),
};
static SHAPE(target_shape, "GrainTarget", GrainTarget, target_members, "A zone of the picture that opens a content");

static const Member choice_members[] = {
    MEMBER_ID(GrainChoice, id, "Stable identity"),
    MEMBER_TEXT(GrainChoice, text, TEXT_LINE, 0, CHOICE_MAX, "What may be chosen"),
    MEMBER_TEXT(GrainChoice, feedback, TEXT_BLOCK, 0, PROMPT_MAX, "Said to whoever chose it"),
};
static SHAPE(choice_shape, "GrainChoice", GrainChoice, choice_members, "One answer to choose");

ITEM_ID(key_item);
static const Member question_members[] = {
    MEMBER_ID(GrainQuestion, id, "Stable identity"),
    MEMBER_TEXT(GrainQuestion, prompt, TEXT_BLOCK, 0, PROMPT_MAX, "What is asked"),
    MEMBER_TEXT(GrainQuestion, explanation, TEXT_BLOCK, 0, EXPLANATION_MAX, "Said after the answer"),
    MEMBER_BOOL(GrainQuestion, multiple, "Several right answers: all and only those count"),
    MEMBER_LIST(GrainQuestion, choices, choice_shape, GRAIN_CHOICES_MAX, "Two or more"),
    MEMBER_LIST_OF(GrainQuestion, key, key_item, 0, GRAIN_CHOICES_MAX, "Identities of the right choices"),
    MEMBER_INT(GrainQuestion, points, 0, POINTS_MAX, "For the right answer"),
    OPTIONAL(GrainQuestion, review_from_ms, MEMBER_KIND_INT, .max = GRAIN_FILM_MS_MAX,
             .doc = "Where the passage begins that explains it; absent: none"),
};
static SHAPE(question_shape, "GrainQuestion", GrainQuestion, question_members, "A question with answers to choose");

static const Member quiz_members[] = {
    MEMBER_ID(GrainQuiz, id, "Stable identity"),
    MEMBER_TEXT(GrainQuiz, title, TEXT_LINE, 0, NAME_MAX_LENGTH, "Shown above the questions"),
    FILM_TIME(GrainQuiz, at_ms, "Where the film pauses for it"),
    MEMBER_BOOL(GrainQuiz, required, "Must be answered before the film goes on"),
    MEMBER_BOOL(GrainQuiz, replay, "Asked again when the film passes here again"),
    MEMBER_LIST(GrainQuiz, questions, question_shape, GRAIN_QUESTIONS_MAX, "One or more"),
};
static SHAPE(quiz_shape, "GrainQuiz", GrainQuiz, quiz_members, "Questions at one moment of the film");

/* Offsets of a variant's members count from the content, which holds the identity for all of them. */
static const Member image_members[] = {
    MEMBER_ID(GrainContent, id, "Stable identity"),
    NAMED_ID(GrainContent, image.media, "media_id", "An image of this space"),
    NAMED_TEXT(GrainContent, image.title, "title", TEXT_LINE, NAME_MAX_LENGTH, "Shown above it"),
    NAMED_TEXT(GrainContent, image.alternative, "alternative", TEXT_BLOCK, ALTERNATIVE_MAX,
               "What a screen reader says of it"),
};
static const Member slides_members[] = {
    MEMBER_ID(GrainContent, id, "Stable identity"),
    NAMED_ID(GrainContent, slides.media, "media_id", "A document of this space"),
    NAMED_TEXT(GrainContent, slides.title, "title", TEXT_LINE, NAME_MAX_LENGTH, "Shown above it"),
};
static const Member text_members[] = {
    MEMBER_ID(GrainContent, id, "Stable identity"),
    NAMED_TEXT(GrainContent, text.title, "title", TEXT_LINE, NAME_MAX_LENGTH, "Shown above it"),
    NAMED_TEXT(GrainContent, text.body, "body", TEXT_BLOCK, BODY_MAX, "Plain text; an empty line parts paragraphs"),
};
static SHAPE(image_shape, "GrainImage", GrainContent, image_members, "A picture or infographic");
static SHAPE(slides_shape, "GrainSlides", GrainContent, slides_members, "The pages of a document");
static SHAPE(text_shape, "GrainText", GrainContent, text_members, "A text to read");

static const Variant content_variants[GRAIN_CONTENT_KIND_COUNT] = {
    [GRAIN_IMAGE] = {"image", &image_shape, 0},
    [GRAIN_SLIDES] = {"slides", &slides_shape, 0},
    [GRAIN_TEXT] = {"text", &text_shape, 0},
};
static const Shape content_shape = {.name = "GrainContent",
                                    .size = sizeof(GrainContent),
                                    .variants = content_variants,
                                    .variant_count = GRAIN_CONTENT_KIND_COUNT,
                                    .doc = "What a target opens"};

static const Member document_members[] = {
    MEMBER_INT(GrainDocument, schema, 1, INT32_MAX, "1; a document of a newer schema is refused with 422"),
    MEMBER_TEXT(GrainDocument, title, TEXT_LINE, 1, NAME_MAX_LENGTH, "Of the grain"),
    MEMBER_TEXT(GrainDocument, language, TEXT_TOKEN, LANGUAGE_MIN, LANGUAGE_MAX, "Of its texts, BCP 47"),
    OPTIONAL(GrainDocument, media_id, MEMBER_KIND_ID, .doc = "The film; absent: none yet"),
    MEMBER_INT(GrainDocument, pass_percent, 0, PERCENT_MAX, "Share of the points for success; 0: no mark"),
    MEMBER_BOOL(GrainDocument, auto_pause, "Every target pauses the film, for who needs more time"),
    MEMBER_LIST(GrainDocument, chapters, chapter_shape, GRAIN_ELEMENTS_MAX, "In order of time"),
    MEMBER_LIST(GrainDocument, targets, target_shape, GRAIN_ELEMENTS_MAX, "Zones on the film"),
    MEMBER_LIST(GrainDocument, quizzes, quiz_shape, GRAIN_ELEMENTS_MAX, "Questions at moments of the film"),
    MEMBER_LIST(GrainDocument, contents, content_shape, GRAIN_ELEMENTS_MAX, "What targets open"),
};
SHAPE(grain_document_shape, "GrainDocument", GrainDocument, document_members, "A film and what lies on it");
