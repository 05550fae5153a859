/* inbox: what the program tells a person on the screen, beside or instead of a mail. An entry is written in the
 * transaction of the act, says what happened and where to go, and is forgotten after ninety days. Knows nothing of what
 * it points to: titles and links are the writer's. Other domains include notify.h. */
#ifndef DOMAINS_NOTIFY_INBOX_H
#define DOMAINS_NOTIFY_INBOX_H

#include "kernel/store/store.h"

typedef enum {
    INBOX_DISTRIBUTED,
    INBOX_DUE_SOON,
    INBOX_SUBMITTED,
    INBOX_DECIDED,
    INBOX_COMMENTED,
    INBOX_KIND_COUNT
} InboxKind;
extern const char *const inbox_kind_names[INBOX_KIND_COUNT + 1];

/* With INBOX_DECIDED, as NotifyDecision. */
typedef enum { INBOX_APPROVED = 1, INBOX_RETURNED, INBOX_REFUSED, INBOX_DECISION_COUNT } InboxDecision;

/* In bytes. What is longer is cut at a character: the act must not fail by it. */
enum { INBOX_TITLE_MAX = 480, INBOX_DETAIL_MAX = 1000, INBOX_LINK_MAX = 300 };
enum { INBOX_LIST_MAX = 100, INBOX_READ_MAX = 200 };
#define INBOX_KEEP_MS (INT64_C(90) * 24 * 3600 * 1000)

typedef struct {
    Id person; /* whose inbox */
    InboxKind kind;
    Str title;      /* of what it is about: a module's */
    Str detail;     /* a person's words, or empty */
    Str link;       /* path within the site: "/reviews/0198…" */
    Id by;          /* who did it; empty = the program */
    int decision;   /* InboxDecision; 0 = none */
    int64_t due_ms; /* 0 = none */
} InboxSpec;

/* Inside the caller's write transaction. */
Rc inbox_write(Ctx *cx, Db *space, const InboxSpec *spec) MUST;

typedef struct {
    Id id;
    InboxSpec spec;
    int64_t created_ms, read_ms; /* 0 = not read */
} InboxEntry;

/* A person's own, newest first. */
typedef struct {
    Id person;
    bool from_start; /* else behind: */
    int64_t after_ms;
    Id after_id;
    int64_t limit; /* 1 … INBOX_LIST_MAX */
} InboxQuery;
typedef struct {
    InboxEntry *at;
    size_t n;
    bool more;
    int64_t total, unread;
} InboxPage;
Rc inbox_list(Ctx *cx, Db *space, const InboxQuery *query, InboxPage *ret) MUST;

/* Marks the person's own entries as read: those named, or with `ids` NULL all there are. An entry of somebody else, one
 * that is gone and one that was read before change nothing. ERR_LIMIT beyond INBOX_READ_MAX. */
Rc inbox_read(Ctx *cx, Db *space, const Id *person, const Id *ids, size_t n, int64_t *ret_unread) MUST;

/* Forgets entries written INBOX_KEEP_MS ago, read or not. Called once in a while for each space. */
Rc inbox_purge(Ctx *cx, Db *space, int64_t *ret_purged) MUST;

#endif
