/* Judging a new password by how many guesses it would take (zxcvbn), not by which characters it has. */
#include "kernel/crypt/password.h"
#include "kernel/crypt/password_words.h"
#include "kernel/text/fold.h"

#include <zxcvbn.h>

enum { WORDS_MAX = 512, WORD_MIN = 3, WORD_BYTES_MAX = 254 };

/* zxcvbn's user dictionary under construction. */
typedef struct {
    Arena *arena;
    const char *words[WORDS_MAX + 1];
    size_t n;
    Rc rc;
} Dictionary;

static void add_word(Dictionary *d, Str word)
{
    Str copy;
    if (word.n < WORD_MIN || word.n > WORD_BYTES_MAX || d->n == WORDS_MAX || d->rc != OK)
        return;
    d->rc = str_copy(d->arena, word, &copy);
    if (d->rc == OK)
        d->words[d->n++] = copy.at;
}

static bool of_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* The text itself and its parts: "jean.dupont@banque.fr" gives jean, dupont and banque too. */
static void add_parts(Dictionary *d, Str text)
{
    add_word(d, text);
    for (size_t i = 0, start = 0; i <= text.n; i++) {
        if (i < text.n && of_word(text.at[i]))
            continue;
        if (i - start != text.n)
            add_word(d, (Str){text.at + start, i - start});
        start = i + 1;
    }
}

/* As typed, and as someone types it who leaves the accents out. */
static void add_personal(Ctx *cx, Dictionary *d, Str text)
{
    Str folded = text;
    Rc rc = text_fold(cx, text, &folded);
    if (rc == ERR_NOMEM)
        d->rc = rc;
    add_parts(d, text);
    if (rc == OK && !str_equal(folded, text))
        add_parts(d, folded);
}

static bool enough(const char *password, const char **words)
{
    static const double bits_per_decade = 3.321928094887362; /* log2(10) */
    return ZxcvbnMatch(password, words, NULL) >= PASSWORD_GUESSES_LOG10 * bits_per_decade;
}

PasswordVerdict password_judge(Ctx *cx, Str password, size_t min, const Str *words, size_t word_count)
{
    size_t length = utf8_length(password);
    if (length < min)
        return PASSWORD_SHORT;
    if (length > PASSWORD_MAX)
        return PASSWORD_LONG;
    ArenaMark mark = arena_mark(cx->arena);
    Dictionary d = {.arena = cx->arena};
    Str terminated = STR("");
    Rc copied = str_copy(cx->arena, password, &terminated);
    /* zxcvbn takes the first word as the first guess, so the personal ones lead; the tail alone judges a stranger. */
    add_word(&d, STR("kair"));
    for (size_t i = 0; i < word_count; i++)
        add_personal(cx, &d, words[i]);
    const char **french = d.words + d.n;
    for (size_t i = 0; french_words[i]; i++)
        add_word(&d, str_of(french_words[i]));
    bool whole = copied == OK && d.rc == OK;
    bool good_for_others = whole && enough(terminated.at, french);
    bool good = good_for_others && enough(terminated.at, d.words);
    arena_rewind(cx->arena, mark);
    return good ? PASSWORD_GOOD : good_for_others ? PASSWORD_PERSONAL : PASSWORD_WEAK;
}
