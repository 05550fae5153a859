/* Lines, blocks, times. */
#include "domains/media/vtt.h"

#include "domains/media/vtt_text.h"
#include "kernel/json/text_rule.h"

#include <inttypes.h>

typedef struct {
    Ctx *cx;
    Str rest;
    Str line;       /* the one in hand */
    int64_t number; /* of it, from 1 */
    Vtt vtt;
} Reader;

/* The next line; it ends in CR LF, LF or CR. False at the end. */
static bool next(Reader *r)
{
    size_t n = 0;
    if (!r->rest.at)
        return false;
    while (n < r->rest.n && r->rest.at[n] != '\n' && r->rest.at[n] != '\r')
        n++;
    r->line = (Str){r->rest.at, n};
    r->number++;
    if (n == r->rest.n) {
        r->rest = (Str){0};
        return true;
    }
    n += r->rest.at[n] == '\r' && n + 1 < r->rest.n && r->rest.at[n + 1] == '\n' ? 2 : 1;
    r->rest = (Str){r->rest.at + n, r->rest.n - n};
    return true;
}

static Rc refuse(Reader *r, int64_t line, Rc rc, const char *code)
{
    Str field;
    TRY(str_format(r->cx->arena, &field, "vtt:%" PRId64, line));
    return fail(r->cx, rc, code, field.at);
}

static bool digits(Str *s, size_t least, size_t most, int64_t *ret)
{
    size_t n = 0;
    *ret = 0;
    for (; n < s->n && n < most && s->at[n] >= '0' && s->at[n] <= '9'; n++)
        *ret = *ret * 10 + (s->at[n] - '0');
    *s = (Str){s->at + n, s->n - n};
    return n >= least;
}

static bool sign(Str *s, char c)
{
    if (s->n == 0 || s->at[0] != c)
        return false;
    *s = (Str){s->at + 1, s->n - 1};
    return true;
}

/* "12:34.567" or "1:12:34.567" (WebVTT §6.3.2); more than two digits of hours are nobody's film. */
static bool read_time(Str *s, int64_t *ret_ms)
{
    int64_t part[3] = {0}, ms;
    size_t n = 0;
    do {
        if (n == 3 || !digits(s, n == 0 ? 1 : 2, 2, &part[n]))
            return false;
        n++;
    } while (sign(s, ':'));
    int64_t hours = n == 3 ? part[0] : 0, minutes = part[n == 3 ? 1 : 0], seconds = part[n - 1];
    if (n < 2 || minutes > 59 || seconds > 59 || !sign(s, '.') || !digits(s, 3, 3, &ms))
        return false;
    *ret_ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms;
    return true;
}

static bool blanks(Str *s)
{
    size_t before = s->n;
    while (sign(s, ' ') || sign(s, '\t')) {
    }
    return s->n < before;
}

/* Settings behind the times are read over. */
static bool read_timing(Str line, VttCue *ret)
{
    Str s = line;
    blanks(&s);
    return read_time(&s, &ret->start_ms) && blanks(&s) && sign(&s, '-') && sign(&s, '-') && sign(&s, '>') &&
           blanks(&s) && read_time(&s, &ret->end_ms) && (s.n == 0 || s.at[0] == ' ' || s.at[0] == '\t');
}

static bool is_arrow_line(Str line)
{
    return line.n >= 3 && memmem(line.at, line.n, "-->", 3) != NULL;
}

/* The lines up to the next blank one. */
static Rc read_words(Reader *r, VttCue *cue)
{
    Buf b;
    buf_init(&b, r->cx->arena, VTT_MAX);
    while (next(r) && r->line.n) {
        size_t before = b.n;
        if (is_arrow_line(r->line))
            return refuse(r, r->number, ERR_REFUSED, "caption.bad_timing");
        if (before)
            buf_byte(&b, '\n');
        TRY(vtt_text_read(r->cx, r->line, &cue->speaker, &b));
        if (before && b.n == before + 1) /* a line of tags alone */
            b.n = before;
    }
    cue->text = buf_str(&b);
    return b.rc;
}

/* The line in hand is the one with the times. */
static Rc read_cue(Reader *r)
{
    VttCue cue = {0};
    int64_t last = r->vtt.n ? r->vtt.at[r->vtt.n - 1].start_ms : 0, line = r->number;
    if (!read_timing(r->line, &cue) || cue.end_ms <= cue.start_ms)
        return refuse(r, line, ERR_REFUSED, "caption.bad_timing");
    if (cue.start_ms < last)
        return refuse(r, line, ERR_REFUSED, "caption.out_of_order");
    TRY(read_words(r, &cue));
    if (utf8_length(cue.text) > VTT_CUE_MAX)
        return refuse(r, line, ERR_LIMIT, "caption.cue_too_long");
    if (cue.text.n == 0)
        return OK;
    if (r->vtt.n == VTT_CUES_MAX)
        return refuse(r, line, ERR_LIMIT, "caption.too_many_cues");
    r->vtt.at[r->vtt.n++] = cue;
    return OK;
}

/* A block that is no cue: a comment, a style, a region, or something that a later version of WebVTT may know. */
static void skip_block(Reader *r)
{
    while (r->line.n && next(r)) {
    }
}

static bool is_word(Str line, Str word)
{
    return str_starts(line, word) && (line.n == word.n || line.at[word.n] == ' ' || line.at[word.n] == '\t');
}

/* A cue begins with its times, or with a name above them. */
static Rc read_block(Reader *r)
{
    if (is_word(r->line, STR("NOTE")) || is_word(r->line, STR("STYLE")) || is_word(r->line, STR("REGION"))) {
        skip_block(r);
        return OK;
    }
    if (!is_arrow_line(r->line) && (!next(r) || !is_arrow_line(r->line))) {
        skip_block(r);
        return OK;
    }
    return read_cue(r);
}

/* Valid UTF-8 without control characters; the mark of the byte order is dropped. */
static Rc accept_bytes(Reader *r, Str bytes)
{
    static const Str mark = {"\xEF\xBB\xBF", 3};
    Str text = str_starts(bytes, mark) ? (Str){bytes.at + 3, bytes.n - 3} : bytes;
    if (bytes.n > VTT_MAX)
        return fail(r->cx, ERR_LIMIT, "caption.too_large", "vtt");
    if (!text.n || !utf8_valid(text) || memchr(text.at, 0, text.n) || !text_rules[TEXT_BLOCK].holds(text))
        return fail(r->cx, ERR_REFUSED, "caption.bad_text", "vtt");
    r->rest = text;
    return OK;
}

/* As many cues as there are arrows, at most; one more, to hear of it. */
static Rc make_room(Reader *r)
{
    size_t n = 0;
    for (size_t i = 0; i + 3 <= r->rest.n && n <= VTT_CUES_MAX; i++)
        n += memcmp(r->rest.at + i, "-->", 3) == 0;
    r->vtt.at = arena_array(r->cx->arena, n, sizeof *r->vtt.at);
    return r->vtt.at ? OK : ERR_NOMEM;
}

Rc vtt_read(Ctx *cx, Str bytes, Vtt *ret)
{
    Reader r = {.cx = cx};
    TRY(accept_bytes(&r, bytes));
    TRY(make_room(&r));
    if (!next(&r) || !is_word(r.line, STR("WEBVTT")))
        return refuse(&r, 1, ERR_REFUSED, "caption.not_webvtt");
    skip_block(&r); /* headers below the first line */
    while (next(&r))
        if (r.line.n)
            TRY(read_block(&r));
    if (r.vtt.n == 0)
        return fail(cx, ERR_REFUSED, "caption.empty", "vtt");
    *ret = r.vtt;
    return OK;
}

static void put_time(int64_t ms, Buf *out)
{
    buf_format(out, "%02" PRId64 ":%02" PRId64 ":%02" PRId64 ".%03" PRId64, ms / 3600000, ms / 60000 % 60,
               ms / 1000 % 60, ms % 1000);
}

void vtt_write(const Vtt *vtt, Buf *out)
{
    buf_put(out, STR("WEBVTT\n"));
    for (size_t i = 0; i < vtt->n; i++) {
        const VttCue *cue = &vtt->at[i];
        buf_byte(out, '\n');
        put_time(cue->start_ms, out);
        buf_put(out, STR(" --> "));
        put_time(cue->end_ms, out);
        buf_byte(out, '\n');
        if (cue->speaker.n) {
            buf_put(out, STR("<v "));
            vtt_text_write(cue->speaker, out);
            buf_byte(out, '>');
        }
        vtt_text_write(cue->text, out);
        buf_byte(out, '\n');
    }
}
