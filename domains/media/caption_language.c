/* Language tags (BCP 47): language, perhaps script, perhaps region, in their usual case; nothing further. */
#include "domains/media/caption.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool all(Str s, bool (*holds)(char c))
{
    for (size_t i = 0; i < s.n; i++)
        if (!holds(s.at[i]))
            return false;
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

typedef enum { PART_LANGUAGE, PART_SCRIPT, PART_REGION, PART_NONE } Part;

static Part part_of(Str s, bool first)
{
    if (first)
        return (s.n == 2 || s.n == 3) && all(s, is_letter) ? PART_LANGUAGE : PART_NONE;
    if (s.n == 4 && all(s, is_letter))
        return PART_SCRIPT;
    return (s.n == 2 && all(s, is_letter)) || (s.n == 3 && all(s, is_digit)) ? PART_REGION : PART_NONE;
}

/* RFC 5646 §2.1.1: language small, Script with a capital, REGION in capitals. */
static char cased(Part part, size_t i, char c)
{
    bool capital = part == PART_REGION || (part == PART_SCRIPT && i == 0);
    if (!is_letter(c))
        return c;
    return (char)(capital ? c & ~0x20 : c | 0x20);
}

Rc caption_language(Ctx *cx, Str tag, Str *ret)
{
    Buf b;
    Str rest = tag, text;
    int last = -1;
    buf_init(&b, cx->arena, CAPTION_LANGUAGE_MAX);
    while (str_cut(&rest, '-', &text)) {
        Part part = part_of(text, last < 0);
        if (part == PART_NONE || (int)part <= last)
            return ERR_INVALID;
        if (last >= 0)
            buf_byte(&b, '-');
        for (size_t i = 0; i < text.n; i++)
            buf_byte(&b, cased(part, i, text.at[i]));
        last = (int)part;
    }
    TRY(b.rc);
    if (last < 0)
        return ERR_INVALID;
    *ret = buf_str(&b);
    return OK;
}
