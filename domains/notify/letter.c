/* Rendering: values into sentences, sentences into plain text and into one HTML layout. */
#include "domains/notify/letter.h"

/* Mail readers ignore style sheets to different degrees: everything stands in the elements themselves, and the one
 * <style> only turns the colours over where the reader says that it shows dark pages. No picture, nothing remote. */
#define FONT "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"
static const char page_start[] =
    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"supported-color-schemes\" content=\"light "
    "dark\">\n"
    "<style>@media (prefers-color-scheme:dark){.page{background:#14161a!important}.card{background:#1d2026!important;"
    "border-color:#343942!important}.ink{color:#eceef2!important}.soft{color:#a8afbb!important}"
    ".button{background:#8fb4ff!important;color:#10131a!important}}</style>\n<title>";
static const char page_body[] =
    "</title>\n</head>\n<body class=\"page\" style=\"margin:0;padding:0;background:#f4f5f7;\">\n"
    "<table role=\"presentation\" class=\"page\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
    "style=\"background:#f4f5f7;\"><tr><td align=\"center\" style=\"padding:32px 16px;\">\n"
    "<table role=\"presentation\" class=\"card\" width=\"100%\" cellpadding=\"0\" cellspacing=\"0\" "
    "style=\"max-width:560px;background:#ffffff;border:1px solid #dfe2e7;border-radius:12px;\"><tr>"
    "<td style=\"padding:32px;\">\n"
    "<h1 class=\"ink\" style=\"margin:0 0 24px;" FONT
    "font-size:22px;line-height:1.3;font-weight:600;color:#1a1d23;\">";
static const char ink[] =
    "<p class=\"ink\" style=\"margin:0 0 16px;" FONT "font-size:16px;line-height:1.6;color:#1a1d23;\">";
static const char soft[] =
    "<p class=\"soft\" style=\"margin:0 0 12px;" FONT "font-size:14px;line-height:1.6;color:#555d6b;\">";
static const char button[] =
    "\" class=\"button\" style=\"display:inline-block;padding:12px 24px;border-radius:8px;background:#1f4fd1;" FONT
    "font-size:16px;line-height:1.25;font-weight:600;color:#ffffff;text-decoration:none;\">";
static const char page_end[] = "</td></tr></table>\n";
static const char small[] =
    "<p class=\"soft\" style=\"margin:16px 0 0;" FONT "font-size:12px;line-height:1.5;color:#555d6b;\">";

typedef struct {
    const char *name;
    Str value;
    bool person; /* of either writing direction: kept apart from the sentence around it */
} Variable;

enum { VARIABLES = 10 };

typedef struct {
    unsigned known; /* LETTER_… */
    Variable variables[VARIABLES];
    Str link;
    const LetterText *text;
} Filling;

static void put_plain(Buf *b, Str value)
{
    for (size_t i = 0; i < value.n; i++)
        buf_byte(b, (unsigned char)value.at[i] < ' ' || value.at[i] == 0x7F ? ' ' : value.at[i]);
}

static void put_html(Buf *b, Str value)
{
    for (size_t i = 0; i < value.n; i++) {
        char c = value.at[i];
        switch (c) {
        case '&':
            buf_put(b, STR("&amp;"));
            break;
        case '<':
            buf_put(b, STR("&lt;"));
            break;
        case '>':
            buf_put(b, STR("&gt;"));
            break;
        case '"':
            buf_put(b, STR("&quot;"));
            break;
        case '\'':
            buf_put(b, STR("&#39;"));
            break;
        default:
            put_plain(b, (Str){&c, 1});
        }
    }
}

static const Variable *variable_at(const Filling *f, Str rest)
{
    for (size_t i = 0; i < VARIABLES; i++)
        if (str_starts(rest, str_of(f->variables[i].name)))
            return &f->variables[i];
    return NULL;
}

/* The sentence with its variables. The sentence is ours and needs no escape; each value is read once, so a brace in it
 * stays a brace. */
static void put_sentence(Buf *b, const Filling *f, const char *sentence, bool html)
{
    for (Str rest = str_of(sentence); rest.n;) {
        const Variable *v = rest.at[0] == '{' ? variable_at(f, rest) : NULL;
        if (!v) {
            buf_byte(b, rest.at[0]);
            rest = (Str){rest.at + 1, rest.n - 1};
            continue;
        }
        if (html && v->person)
            buf_put(b, STR("<bdi>"));
        (html ? put_html : put_plain)(b, v->value);
        if (html && v->person)
            buf_put(b, STR("</bdi>"));
        size_t n = str_of(v->name).n;
        rest = (Str){rest.at + n, rest.n - n};
    }
}

static bool said(const Filling *f, const LetterParagraph *p)
{
    return p->text && (p->needs & f->known) == p->needs;
}

static void put_text(Buf *b, const Filling *f)
{
    const LetterText *t = f->text;
    put_sentence(b, f, t->greeting, false);
    buf_put(b, STR("\n\n"));
    for (size_t i = 0; i < LETTER_PARAGRAPHS; i++)
        if (said(f, &t->before[i])) {
            put_sentence(b, f, t->before[i].text, false);
            buf_put(b, STR("\n\n"));
        }
    if (f->link.n) {
        buf_format(b, "%s\n", t->button);
        put_plain(b, f->link);
        buf_put(b, STR("\n\n"));
    }
    for (size_t i = 0; i < LETTER_PARAGRAPHS; i++)
        if (said(f, &t->after[i])) {
            put_sentence(b, f, t->after[i].text, false);
            buf_put(b, STR("\n\n"));
        }
    buf_put(b, STR("-- \n"));
    put_sentence(b, f, t->footer, false);
    buf_byte(b, '\n');
}

static void put_paragraph(Buf *b, const Filling *f, const char *style, const char *sentence)
{
    buf_put(b, str_of(style));
    put_sentence(b, f, sentence, true);
    buf_put(b, STR("</p>\n"));
}

static void put_link(Buf *b, const Filling *f)
{
    buf_put(b, STR("<p style=\"margin:24px 0;\"><a href=\""));
    put_html(b, f->link);
    buf_put(b, STR(button));
    buf_put(b, str_of(f->text->button));
    buf_put(b, STR("</a></p>\n"));
    buf_put(b, STR(soft));
    buf_put(b, str_of(f->text->plain));
    buf_put(b, STR("<br><span style=\"word-break:break-all;\">"));
    put_html(b, f->link);
    buf_put(b, STR("</span></p>\n"));
}

static void put_page(Buf *b, const Filling *f, const char *language, Str subject)
{
    const LetterText *t = f->text;
    buf_format(b, page_start, language);
    put_html(b, subject);
    buf_put(b, STR(page_body));
    put_sentence(b, f, t->heading, true);
    buf_put(b, STR("</h1>\n"));
    put_paragraph(b, f, ink, t->greeting);
    for (size_t i = 0; i < LETTER_PARAGRAPHS; i++)
        if (said(f, &t->before[i]))
            put_paragraph(b, f, ink, t->before[i].text);
    if (f->link.n)
        put_link(b, f);
    for (size_t i = 0; i < LETTER_PARAGRAPHS; i++)
        if (said(f, &t->after[i]))
            put_paragraph(b, f, soft, t->after[i].text);
    buf_put(b, STR(page_end));
    put_paragraph(b, f, small, t->footer);
    buf_put(b, STR("</td></tr></table>\n</body>\n</html>\n"));
}

static Rc put_time(Ctx *cx, int64_t ms, ParisLanguage language, Str *ret)
{
    *ret = STR("");
    return ms ? paris_long_date(cx->arena, ms, language, ret) : OK;
}

static unsigned known(const Notice *n)
{
    static const unsigned decisions[NOTIFY_DECISION_COUNT] = {0, LETTER_APPROVED, LETTER_RETURNED, LETTER_REFUSED};
    return (n->from_name.n ? LETTER_FROM : LETTER_NO_FROM) | (n->expires_ms ? LETTER_UNTIL : 0u) |
           (n->detail.n ? LETTER_DETAIL : 0u) | decisions[n->decision] | (n->opens_ms ? LETTER_OPENS : 0u) |
           (n->closes_ms ? LETTER_CLOSES : 0u) | (n->due_ms ? LETTER_DUE : 0u);
}

static Rc fill(Ctx *cx, const Notice *notice, ParisLanguage language, Filling *ret)
{
    Str until, opens, closes, due;
    TRY(put_time(cx, notice->expires_ms, language, &until));
    TRY(put_time(cx, notice->opens_ms, language, &opens));
    TRY(put_time(cx, notice->closes_ms, language, &closes));
    TRY(put_time(cx, notice->due_ms, language, &due));
    *ret = (Filling){.known = known(notice),
                     .variables = {{"{name}", notice->to_name, true},
                                   {"{space}", notice->space_name, true},
                                   {"{from}", notice->from_name, true},
                                   {"{until}", until, false},
                                   {"{title}", notice->title, true},
                                   {"{detail}", notice->detail, true},
                                   {"{decision}", str_of(letter_decisions[notice->decision][language]), false},
                                   {"{opens}", opens, false},
                                   {"{closes}", closes, false},
                                   {"{due}", due, false}},
                     .link = notice->link,
                     .text = &letter_texts[notice->template][language]};
    return OK;
}

Rc letter_render(Ctx *cx, const Notice *notice, Letter *ret)
{
    ParisLanguage language = str_equal(notice->language, STR("en")) ? PARIS_ENGLISH : PARIS_FRENCH;
    Filling f;
    TRY(fill(cx, notice, language, &f));
    Buf subject, text, html;
    buf_init(&subject, cx->arena, LETTER_MAX);
    buf_init(&text, cx->arena, LETTER_MAX);
    buf_init(&html, cx->arena, LETTER_MAX);
    put_sentence(&subject, &f, f.text->subject, false);
    put_text(&text, &f);
    put_page(&html, &f, language == PARIS_ENGLISH ? "en" : "fr", buf_str(&subject));
    TRY(subject.rc);
    TRY(text.rc);
    TRY(html.rc);
    *ret = (Letter){buf_str(&subject), buf_str(&text), buf_str(&html)};
    return OK;
}
