/* Cue text (WebVTT §6.4): what a browser would show of it, as plain words. */
#include "domains/media/vtt_text.h"

static const struct {
    Str entity, text;
} entities[] = {
    {{"&amp;", 5}, {"&", 1}},
    {{"&lt;", 4}, {"<", 1}},
    {{"&gt;", 4}, {">", 1}},
    {{"&quot;", 6}, {"\"", 1}},
    {{"&nbsp;", 6}, {"\xC2\xA0", 2}},
    {{"&lrm;", 5}, {"\xE2\x80\x8E", 3}},
    {{"&rlm;", 5}, {"\xE2\x80\x8F", 3}},
};

/* What the entity at the start of `s` stands for; the bytes read. An unknown one is the '&' it begins with. */
static size_t put_entity(Str s, Buf *out)
{
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (str_starts(s, entities[i].entity)) {
            buf_put(out, entities[i].text);
            return entities[i].entity.n;
        }
    buf_byte(out, '&');
    return 1;
}

static void put_plain(Str s, Buf *out)
{
    for (size_t i = 0; i < s.n;) {
        if (s.at[i] == '&')
            i += put_entity((Str){s.at + i, s.n - i}, out);
        else
            buf_byte(out, s.at[i++]);
    }
}

/* "v Esme", "v.loud Esme": who speaks; {NULL,0} for any other tag. */
static Str speaker_of(Str tag)
{
    Str rest = tag, name = {0};
    for (size_t i = 0; i < tag.n; i++)
        if (tag.at[i] == ' ' || tag.at[i] == '\t') {
            name = (Str){tag.at, i};
            rest = (Str){tag.at + i, tag.n - i};
            break;
        }
    bool voice = name.n && name.at[0] == 'v' && (name.n == 1 || name.at[1] == '.');
    return voice ? str_trim(rest) : (Str){0};
}

static Rc read_tag(Ctx *cx, Str tag, Str *speaker)
{
    Str name = speaker_of(tag);
    Buf b;
    if (speaker->n || !name.n)
        return OK;
    buf_init(&b, cx->arena, VTT_MAX);
    put_plain(name, &b);
    TRY(b.rc);
    Str whole = str_trim(buf_str(&b));
    while (whole.n && whole.at[whole.n - 1] == '-') /* "<v A-->" would be an arrow when it is written */
        whole = str_trim((Str){whole.at, whole.n - 1});
    if (utf8_length(whole) <= VTT_SPEAKER_MAX)
        *speaker = whole;
    return OK;
}

/* Runs of blanks become one, as a browser shows them. */
static void put_words(Str s, Buf *out)
{
    bool blank = true; /* at the start of the line there is none */
    for (size_t i = 0; i < s.n; i++) {
        bool now = s.at[i] == ' ' || s.at[i] == '\t';
        if (now && blank)
            continue;
        buf_byte(out, now ? ' ' : s.at[i]);
        blank = now;
    }
    if (out->n && s.n && blank && out->at[out->n - 1] == ' ')
        out->n--;
}

Rc vtt_text_read(Ctx *cx, Str line, Str *speaker, Buf *out)
{
    Buf plain;
    buf_init(&plain, cx->arena, VTT_MAX);
    for (size_t i = 0; i < line.n;) {
        Str rest = {line.at + i, line.n - i}, tag;
        const char *end = rest.at[0] == '<' ? memchr(rest.at, '>', rest.n) : NULL;
        if (end) {
            tag = (Str){rest.at + 1, (size_t)(end - rest.at) - 1};
            TRY(read_tag(cx, tag, speaker));
            i += tag.n + 2;
        } else if (rest.at[0] == '&')
            i += put_entity(rest, &plain);
        else
            buf_byte(&plain, line.at[i++]);
    }
    TRY(plain.rc);
    put_words(buf_str(&plain), out);
    return out->rc;
}

void vtt_text_write(Str text, Buf *out)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.at[i];
        if (c == '&' || c == '<' || c == '>')
            buf_put(out, c == '&' ? STR("&amp;") : c == '<' ? STR("&lt;") : STR("&gt;"));
        else
            buf_byte(out, c);
    }
}
