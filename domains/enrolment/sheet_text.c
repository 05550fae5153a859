/* Spreadsheets of Western Europe still save CSV in Windows-1252. There is no telling it from other single-byte sets;
 * the preview shows which one was assumed. */
#include "domains/enrolment/sheet_text.h"

const char *const sheet_encoding_names[SHEET_ENCODING_COUNT + 1] = {"utf-8", "windows-1252"};

/* 0x80 to 0x9F, from the Unicode mapping table of Windows-1252; the rest is Latin-1. */
static const uint16_t upper_controls[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

static uint16_t point_of(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? upper_controls[byte - 0x80] : byte;
}

static size_t encoded(uint16_t point, char ret[3])
{
    if (point < 0x80) {
        ret[0] = (char)point;
        return 1;
    }
    if (point < 0x800) {
        ret[0] = (char)(0xC0 | point >> 6);
        ret[1] = (char)(0x80 | (point & 0x3F));
        return 2;
    }
    ret[0] = (char)(0xE0 | point >> 12);
    ret[1] = (char)(0x80 | (point >> 6 & 0x3F));
    ret[2] = (char)(0x80 | (point & 0x3F));
    return 3;
}

static Rc from_windows_1252(Ctx *cx, Str bytes, Str *ret)
{
    char one[3];
    size_t n = 0;
    for (size_t i = 0; i < bytes.n; i++)
        n += encoded(point_of((unsigned char)bytes.at[i]), one);
    char *text = arena_get(cx->arena, n + sizeof one);
    if (!text)
        return ERR_NOMEM;
    n = 0;
    for (size_t i = 0; i < bytes.n; i++)
        n += encoded(point_of((unsigned char)bytes.at[i]), text + n);
    *ret = (Str){text, n};
    return OK;
}

Rc sheet_text(Ctx *cx, Str bytes, Str *ret, SheetEncoding *ret_encoding)
{
    if (str_starts(bytes, STR("\xFF\xFE")) || str_starts(bytes, STR("\xFE\xFF")) ||
        (bytes.n && memchr(bytes.at, 0, bytes.n)))
        return fail(cx, ERR_REFUSED, "enrolment.not_text", NULL);
    if (str_starts(bytes, STR("\xEF\xBB\xBF")))
        bytes = (Str){bytes.at + 3, bytes.n - 3};
    bool utf8 = utf8_valid(bytes);
    if (utf8)
        *ret = bytes;
    else
        TRY(from_windows_1252(cx, bytes, ret));
    *ret_encoding = utf8 ? SHEET_UTF_8 : SHEET_WINDOWS_1252;
    return OK;
}
