/* Names of the files a step may hand in. */
#include "domains/media/step_spec.h"

enum { DIGITS_MAX = 5, PATTERN_ROOM = 40 };

/* '#' stands for one to five digits. */
static bool matches(const char *pattern, Str name)
{
    size_t at = 0;
    for (; *pattern; pattern++) {
        size_t digits = 0;
        if (*pattern != '#') {
            if (at >= name.n || name.at[at++] != *pattern)
                return false;
            continue;
        }
        while (at < name.n && digits < DIGITS_MAX && name.at[at] >= '0' && name.at[at] <= '9') {
            at++;
            digits++;
        }
        if (!digits)
            return false;
    }
    return at == name.n;
}

static bool part_of(const char *track, int64_t part, Str name)
{
    char room[PATTERN_ROOM];
    snprintf(room, sizeof room, "%s.init.mp4", track);
    if (str_equal(name, str_of(room)))
        return true;
    snprintf(room, sizeof room, "%s.%04lld.m4s", track, (long long)part);
    return str_equal(name, str_of(room));
}

static bool joined(const char *track, Str name)
{
    char room[PATTERN_ROOM];
    snprintf(room, sizeof room, "%s.mp4", track);
    return str_equal(name, str_of(room));
}

/* Parts of the rungs of a pass; the first part of the lowest brings the poster. */
static bool of_pass(const StepOf *s, Str name)
{
    for (size_t i = 0; plan_track(s->plan, s->kind, i); i++)
        if (part_of(plan_track(s->plan, s->kind, i), s->part, name))
            return true;
    return s->kind == MEDIA_STEP_PASS_A && s->part == 0 && str_equal(name, STR(POSTER_FILE));
}

bool step_output_allowed(const StepOf *s, Str name)
{
    if (plan_joins(s->kind))
        return joined(plan_joined_track(s->kind, s->part), name);
    switch (s->kind) {
    case MEDIA_STEP_PASS_A:
    case MEDIA_STEP_PASS_B:
        return of_pass(s, name);
    case MEDIA_STEP_AUDIO:
        return matches(AUDIO_TRACK ".init.mp4", name) || matches(AUDIO_TRACK ".#.m4s", name);
    case MEDIA_STEP_IMAGE:
        return matches("i-#.webp", name) || matches("i-#.jpg", name);
    case MEDIA_STEP_PAGES:
        return matches("p-#-#.webp", name) || matches("p-#-#.jpg", name);
    default:
        return false;
    }
}
