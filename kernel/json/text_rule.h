/* The rules texts obey, as one table: what is checked, how a text is tidied, and what the API document says of it. Used
 * by the decoder, and by whoever reads text from elsewhere (a CSV file) and must hold it to the same rules. */
#ifndef KERNEL_JSON_TEXT_RULE_H
#define KERNEL_JSON_TEXT_RULE_H

#include "kernel/json/shape.h"

enum { TEXT_EMAIL_MAX = 254 }; /* bytes: RFC 5321 §4.5.3.1.3 less the angle brackets */

typedef struct {
    bool (*holds)(Str s); /* of a non-empty text in valid UTF-8 without NUL */
    bool trim;            /* blanks at both ends are dropped before anything else */
    bool lower;           /* ASCII letters are made small */
    const char *pattern;  /* ECMA-262 expression for the document, or NULL */
    const char *format;   /* JSON Schema format, or NULL */
} TextRuleRow;
extern const TextRuleRow text_rules[TEXT_RULE_COUNT];

/* Tidies `s` and holds it to a rule and to min..max characters. `*ret_code` gets NULL and `*ret` the text (borrowed
 * from `s`, or from the arena when it had to change), or the code of what is wrong: http.bad_utf8, http.out_of_range,
 * http.bad_text. ERR_NOMEM. */
Rc text_accept(Ctx *cx, TextRule rule, int64_t min, int64_t max, Str s, Str *ret, const char **ret_code) MUST;

#endif
