/* The list of failures; their sentences are in the error table of the surface. */
#include "domains/media/failure.h"

#define STEP_FAILED_CODE "media.step_failed"

const char *const media_failures[] = {
    "media.not_a_film",        "media.truncated",       "media.no_picture_no_sound",
    "media.unsupported_codec", "media.too_long",        "media.too_large_picture",
    "media.not_an_image",      "media.too_many_pixels", "media.not_a_pdf",
    "media.encrypted_pdf",     "media.too_many_pages",  "media.empty",
    "media.unsupported_type",  STEP_FAILED_CODE,        "media.too_large",
    "media.disk_full",         "media.cancelled",       NULL,
};

const char *media_failure_code(Str error)
{
    size_t n = 0;
    while (n < error.n && ((error.at[n] >= 'a' && error.at[n] <= 'z') || error.at[n] == '_' || error.at[n] == '.'))
        n++;
    for (const char *const *f = media_failures; *f; f++)
        if (str_equal((Str){error.at, n}, str_of(*f)))
            return *f;
    return STEP_FAILED_CODE;
}
