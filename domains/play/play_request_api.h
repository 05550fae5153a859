/* The handlers of this domain and what they share; the route table is in play_api.c. */
#ifndef DOMAINS_PLAY_PLAY_REQUEST_API_H
#define DOMAINS_PLAY_PLAY_REQUEST_API_H

#include "domains/play/play.h"
#include "kernel/http/api.h"

Rc learning_get(Req *q, Reply *r), attempt_post(Req *q, Reply *r);
Rc preview_get(Req *q, Reply *r), review_grain_get(Req *q, Reply *r);
Rc play_grain_get(Req *q, Reply *r), play_index_get(Req *q, Reply *r);
Rc play_statements_post(Req *q, Reply *r);
Rc play_page_get(Req *q, Reply *r), preview_page_get(Req *q, Reply *r), review_page_get(Req *q, Reply *r);

PlayPlace play_request_place(const Req *q, const Id *space);
/* Of the route's submission, as far as whoever asks may see it; of its grain, or of another one (NULL: none). */
Rc review_document(Req *q, const Id *grain, PlayDocument *ret) MUST;

typedef struct {
    bool has_cursor, has_limit;
    Str cursor;
    int64_t limit;
} LearningQuery;

/* The token is optional in form alone: without it the launch is as unknown as with a wrong one. */
typedef struct {
    bool has_token, has_grain_id;
    Str token;
    Id grain_id;
} LaunchQuery;

typedef struct {
    bool has_grain;
    Id grain;
} PageQuery;

typedef struct {
    Str token;
    ListOf(Str) statements;
} StatementBatch;

typedef struct {
    int64_t index;
    bool has_id;
    Id id;
    Str code;
} StatementRefused;

typedef struct {
    ListOf(Id) accepted;
    ListOf(StatementRefused) refused;
    bool has_state;
    PlayGrainState state;
} StatementVerdicts;

#endif
