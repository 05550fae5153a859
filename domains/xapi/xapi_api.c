/* Why a statement is not accepted. Statements come in through the surfaces of others: the player's (domains/play). */
#include "domains/xapi/xapi_api.h"

static const Route routes[] = {{0}};

static const ErrorCode errors[] = {
    {"xapi.required", ERR_INVALID, "A member of the statement is missing"},
    {"xapi.unknown_member", ERR_INVALID, "The standard has no such member there"},
    {"xapi.wrong_type", ERR_INVALID, "A value of the statement has the wrong type, or is null"},
    {"xapi.bad_value", ERR_INVALID, "A value of the statement is none of those allowed"},
    {"xapi.bad_iri", ERR_INVALID, "An IRI is malformed or has no scheme"},
    {"xapi.bad_uuid", ERR_INVALID, "An identity is no UUID"},
    {"xapi.bad_timestamp", ERR_INVALID, "A time is not of the form of RFC 3339"},
    {"xapi.bad_duration", ERR_INVALID, "A duration is not of the form of ISO 8601"},
    {"xapi.bad_language", ERR_INVALID, "A language tag is not of the form of RFC 5646"},
    {"xapi.bad_mailbox", ERR_INVALID, "A mailbox is no mailto address"},
    {"xapi.bad_digest", ERR_INVALID, "A digest has the wrong length or is not hexadecimal"},
    {"xapi.bad_score", ERR_INVALID, "A score is outside of its bounds"},
    {"xapi.bad_agent", ERR_INVALID, "An agent or group has not the identifiers that it must have"},
    {"xapi.not_here", ERR_INVALID, "A member is not allowed with this object or in this place"},
    {"xapi.duplicate", ERR_INVALID, "Two parts of an interaction have the same identity"},
    {"xapi.repeated", ERR_INVALID, "Two statements of the batch have the same identity"},
    {"xapi.too_large", ERR_LIMIT, "A statement or one of its lists is too large"},
    {"xapi.conflict", ERR_CONFLICT, "Another statement has this identity"},
    {0},
};

const Surface xapi_surface = {"xapi", routes, errors, NULL};
