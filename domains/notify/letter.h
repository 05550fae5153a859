/* The wording of mails: one table row for each template and language, rendered to a subject, a plain text and an HTML
 * page. Knows no database and sends nothing. */
#ifndef DOMAINS_NOTIFY_LETTER_H
#define DOMAINS_NOTIFY_LETTER_H

#include "domains/notify/notify.h"
#include "domains/notify/paris.h"

enum { LETTER_PARAGRAPHS = 6, LETTER_MAX = 64 << 10 };

/* What a paragraph needs to be said; all bits must hold. */
typedef enum {
    LETTER_FROM = 1 << 0,    /* somebody's name is known to invite */
    LETTER_NO_FROM = 1 << 1, /* nobody's is */
    LETTER_UNTIL = 1 << 2,   /* there is an end */
    LETTER_DETAIL = 1 << 3,  /* somebody wrote words of their own */
    LETTER_APPROVED = 1 << 4,
    LETTER_RETURNED = 1 << 5,
    LETTER_REFUSED = 1 << 6,
    LETTER_OPENS = 1 << 7, /* the times that are named */
    LETTER_CLOSES = 1 << 8,
    LETTER_DUE = 1 << 9,
} LetterNeed;

typedef struct {
    unsigned needs;
    const char *text; /* with {name} {space} {from} {until} {title} {detail} {decision} {opens} {closes} {due} */
} LetterParagraph;

/* Above the button stand `before`, below it `after`, smaller. */
typedef struct {
    const char *subject, *heading, *greeting;
    LetterParagraph before[LETTER_PARAGRAPHS];
    const char *button; /* its label; shown when the notice has a link */
    const char *plain;  /* the sentence before the bare link */
    LetterParagraph after[LETTER_PARAGRAPHS];
    const char *footer;
} LetterText;

extern const char *const letter_decisions[NOTIFY_DECISION_COUNT][PARIS_LANGUAGE_COUNT];
extern const LetterText letter_texts[NOTIFY_TEMPLATE_COUNT][PARIS_LANGUAGE_COUNT];

typedef struct {
    Str subject, text, html;
} Letter;

/* "en" is English, anything else French. Values are data: braces in them mean nothing, control characters become
 * blanks, HTML is escaped. ERR_LIMIT past LETTER_MAX, ERR_NOMEM. */
Rc letter_render(Ctx *cx, const Notice *notice, Letter *ret) MUST;

#endif
