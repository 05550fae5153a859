/* Folding: what is found by what, and what stands in a pattern as itself. */
#include "kernel/text/fold.h"
#include "tests/check.h"

static void folds(Check *c, const char *typed, const char *expected)
{
    Str folded = STR("-");
    CHECK_INT(c, text_fold(check_ctx(c), str_of(typed), &folded), OK);
    CHECK_STR(c, folded, expected);
}

static void accents_and_case_go(Check *c)
{
    folds(c, "", "");
    folds(c, " Éloïse MÜLLER ", "eloise muller");
    folds(c, "E\xCC\x81loi\xCC\x88se", "eloise");
    folds(c, "Straße", "strasse");
}

static void other_writings_fold_alike(Check *c)
{
    folds(c, "\xEF\xAC\x81lm", "film");                   /* a ligature */
    folds(c, "\xE2\x80\x8F\xD7\xA9\xD6\xB8", "\xD7\xA9"); /* a direction mark and a vowel point */
    folds(c, "\xEF\xBC\xA1\xEF\xBC\xA2", "ab");           /* letters of full width */
}

static void broken_text_is_refused(Check *c)
{
    Str folded;
    CHECK_INT(c, text_fold(check_ctx(c), STR("\xC3("), &folded), ERR_INVALID);
    CHECK_STR(c, str_of(check_ctx(c)->problem.code), "http.bad_utf8");
}

static void wildcards_stand_for_themselves(Check *c)
{
    Str pattern = STR("");
    CHECK_INT(c, text_like(check_ctx(c), STR("50%_É!"), &pattern), OK);
    CHECK_STR(c, pattern, "%50!%!_e!!%");
    CHECK_INT(c, text_like(check_ctx(c), STR(" "), &pattern), OK);
    CHECK_STR(c, pattern, "%");
}

static void memory_runs_out_cleanly(Check *c)
{
    Ctx cx = *check_ctx(c);
    AUTO_ARENA little = arena_new(8);
    Str folded;
    cx.arena = little;
    CHECK_INT(c, text_fold(&cx, STR("a name longer than that"), &folded), ERR_NOMEM);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"accents and case go, blanks at the ends too", accents_and_case_go},
        {"ligatures, vowel points and wide letters fold to what people type", other_writings_fold_alike},
        {"text that is not UTF-8 is refused", broken_text_is_refused},
        {"wildcards stand for themselves in a pattern, and nothing finds everything", wildcards_stand_for_themselves},
        {"without memory folding says so", memory_runs_out_cleanly},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
