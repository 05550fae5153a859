/* The error codes of the kernel, and what outcomes and codes become in HTTP. */
#include "kernel/http/route.h"

#include <assert.h>

const ErrorCode http_errors[] = {
    {"http.malformed", ERR_INVALID, "The request is not well formed"},
    {"http.bad_utf8", ERR_INVALID, "The text is not valid UTF-8"},
    {"http.bad_text", ERR_INVALID, "The text holds characters that are not allowed here"},
    {"http.too_deep", ERR_INVALID, "The document is nested too deeply"},
    {"http.duplicate_member", ERR_INVALID, "A member is there twice"},
    {"http.unknown_member", ERR_INVALID, "A member is not known"},
    {"http.required", ERR_INVALID, "A member is missing"},
    {"http.wrong_type", ERR_INVALID, "A value is of the wrong type"},
    {"http.out_of_range", ERR_INVALID, "A value is outside its bounds"},
    {"http.bad_id", ERR_INVALID, "An identity is not well formed"},
    {"http.bad_cursor", ERR_INVALID, "The cursor is not one that a list gave"},
    {"http.refused", ERR_REFUSED, "A rule does not allow this"},
    {"http.unauthenticated", ERR_UNKNOWN, "Nobody is signed in"},
    {"http.denied", ERR_DENIED, "The right to do this is missing"},
    {"http.csrf", ERR_DENIED, "The request does not come from our own pages"},
    {"http.missing", ERR_MISSING, "There is no such thing"},
    {"http.method", ERR_CONFLICT, "This address does not take this method"},
    {"http.conflict", ERR_CONFLICT, "This clashes with what is stored"},
    {"http.stale", ERR_STALE, "Somebody changed it in the meantime"},
    {"http.match_required", ERR_STALE, "The header If-Match with the version is missing"},
    {"http.too_large", ERR_LIMIT, "The request is too large"},
    {"http.media_type", ERR_INVALID, "The body is of another type than this address takes"},
    {"http.too_often", ERR_OFTEN, "Too many attempts: wait a while"},
    {"http.busy", ERR_BUSY, "The server is busy: try again"},
    {"http.read_only", ERR_BUSY, "Nothing can be changed for the moment"},
    {"http.newer_schema", ERR_BUSY, "The data belong to a newer version of the program"},
    {"blob.full", ERR_IO, "There is no room left on the server"},
    {"http.fault", ERR_BUG, "Something went wrong on our side"},
    {0},
};

static const struct {
    int status;
    const char *code;
} outcomes[] = {
    [OK] = {200, NULL},
    [ERR_INVALID] = {400, "http.malformed"},
    [ERR_REFUSED] = {422, "http.refused"},
    [ERR_UNKNOWN] = {401, "http.unauthenticated"},
    [ERR_DENIED] = {403, "http.denied"},
    [ERR_MISSING] = {404, "http.missing"},
    [ERR_CONFLICT] = {409, "http.conflict"},
    [ERR_STALE] = {412, "http.stale"},
    [ERR_LIMIT] = {413, "http.too_large"},
    [ERR_OFTEN] = {429, "http.too_often"},
    [ERR_BUSY] = {503, "http.busy"},
    [ERR_NOMEM] = {503, "http.busy"},
    [ERR_IO] = {500, "http.fault"},
    [ERR_BUG] = {500, "http.fault"},
};
static_assert(sizeof outcomes / sizeof *outcomes == RC_COUNT, "each outcome has a status and a code");

int http_status(Rc rc)
{
    return outcomes[rc].status;
}

const char *http_code(Rc rc)
{
    return outcomes[rc].code;
}

int http_status_of(Rc rc, const char *code)
{
    static const struct {
        const char *code;
        int status;
    } finer[] = {{"http.method", 405}, {"http.media_type", 415}, {"http.match_required", 428}, {"blob.full", 507}};
    for (size_t i = 0; code && i < sizeof finer / sizeof *finer; i++)
        if (strcmp(code, finer[i].code) == 0)
            return finer[i].status;
    return http_status(rc);
}
