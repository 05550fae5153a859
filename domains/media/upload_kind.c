/* Which files are taken. What is really in one, the first step finds out. */
#include "domains/media/upload.h"

static const struct {
    const char *ending, *type; /* the usual one comes first */
    MediaKind kind;
} rows[] = {
    {"mp4", "video/mp4", MEDIA_VIDEO},       {"m4v", "video/x-m4v", MEDIA_VIDEO},
    {"mov", "video/quicktime", MEDIA_VIDEO}, {"mkv", "video/x-matroska", MEDIA_VIDEO},
    {"webm", "video/webm", MEDIA_VIDEO},     {"avi", "video/x-msvideo", MEDIA_VIDEO},
    {"mpg", "video/mpeg", MEDIA_VIDEO},      {"mpeg", "video/mpeg", MEDIA_VIDEO},
    {"mts", "video/mp2t", MEDIA_VIDEO},      {"png", "image/png", MEDIA_IMAGE},
    {"jpg", "image/jpeg", MEDIA_IMAGE},      {"jpeg", "image/jpeg", MEDIA_IMAGE},
    {"webp", "image/webp", MEDIA_IMAGE},     {"pdf", "application/pdf", MEDIA_DOCUMENT},
};

/* Behind the last dot; empty when there is none. */
static Str ending(Str name)
{
    for (size_t i = name.n; i > 0; i--)
        if (name.at[i - 1] == '.')
            return (Str){name.at + i, name.n - i};
    return (Str){0};
}

Rc upload_kind(Str file_name, Str type, MediaKind *ret)
{
    Str end = ending(file_name);
    size_t count = sizeof rows / sizeof *rows;
    for (size_t i = 0; end.n && i < count; i++)
        if (str_equal_nocase(end, str_of(rows[i].ending))) {
            *ret = rows[i].kind;
            return OK;
        }
    for (size_t i = 0; i < count; i++)
        if (str_equal_nocase(type, str_of(rows[i].type))) {
            *ret = rows[i].kind;
            return OK;
        }
    return ERR_MISSING;
}
