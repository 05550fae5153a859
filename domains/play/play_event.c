/* From the JSON of a statement to what happened. One table says which verb goes with which objects and what it tells.
 */
#include "domains/play/play_event.h"

#include "domains/xapi/xapi.h"

#include <math.h>

#define VIDEO "https://w3id.org/xapi/video/"
#define EXTENSION VIDEO "extensions/"

enum {
    OF_GRAIN = 1 << 0,
    OF_TARGET = 1 << 1,
    OF_QUIZ = 1 << 2,
    OF_QUESTION = 1 << 3,
    OF_CONTENT = 1 << 4,
    OF_CHAPTER = 1 << 5,
    OF_ELEMENTS = OF_TARGET | OF_QUIZ | OF_CONTENT | OF_CHAPTER
};

typedef struct PlayVerb {
    PlayEventKind kind;
    const char *iri;
    unsigned objects;
    const char *position; /* extension of the result that says where the film is */
    bool spans;
} PlayVerb;

static const PlayVerb verbs[PLAY_EVENT_KIND_COUNT] = {
    {PLAY_INITIALIZED, "http://adlnet.gov/expapi/verbs/initialized", OF_GRAIN, NULL, false},
    {PLAY_PLAYED, VIDEO "verbs/played", OF_GRAIN, EXTENSION "time", false},
    {PLAY_PAUSED, VIDEO "verbs/paused", OF_GRAIN, EXTENSION "time", true},
    {PLAY_SEEKED, VIDEO "verbs/seeked", OF_GRAIN, EXTENSION "time-to", false},
    {PLAY_PROGRESSED, "http://adlnet.gov/expapi/verbs/progressed", OF_GRAIN, EXTENSION "time", true},
    {PLAY_SHOWN, "http://adlnet.gov/expapi/verbs/experienced", OF_ELEMENTS, NULL, false},
    {PLAY_OPENED, "http://activitystrea.ms/schema/1.0/open", OF_ELEMENTS, NULL, false},
    {PLAY_CLOSED, "http://activitystrea.ms/schema/1.0/close", OF_ELEMENTS, NULL, false},
    {PLAY_ANSWERED, "http://adlnet.gov/expapi/verbs/answered", OF_QUESTION, NULL, false},
    {PLAY_COMPLETED, "http://adlnet.gov/expapi/verbs/completed", OF_GRAIN, EXTENSION "time", true},
    {PLAY_TERMINATED, "http://adlnet.gov/expapi/verbs/terminated", OF_GRAIN, EXTENSION "time", true},
};

/* Members on the way down; NULL when one is missing. */
static const JsonValue *at(const JsonValue *v, const char *first, const char *second)
{
    const JsonValue *below = value_member(v, first);
    return below && second ? value_member(below, second) : below;
}

static Str text_at(const JsonValue *v, const char *first, const char *second)
{
    const JsonValue *found = at(v, first, second);
    return found ? value_text(found) : (Str){0};
}

static Rc unknown(Ctx *cx)
{
    return fail(cx, ERR_INVALID, "play.unknown_statement", NULL);
}

static Rc unknown_element(Ctx *cx)
{
    return fail(cx, ERR_MISSING, "play.unknown_element", NULL);
}

static const PlayVerb *verb_of(Str iri)
{
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (str_equal(iri, str_of(verbs[i].iri)))
            return &verbs[i];
    return NULL;
}

/* Elements of a document, whatever they are: each struct holds its identity. */
typedef struct {
    const void *at;
    size_t n, size, id_at;
} Elements;

static Elements elements_of(const GrainDocument *d, unsigned kind)
{
    switch (kind) {
    case OF_TARGET:
        return (Elements){d->targets.at, d->targets.n, sizeof *d->targets.at, offsetof(GrainTarget, id)};
    case OF_QUIZ:
        return (Elements){d->quizzes.at, d->quizzes.n, sizeof *d->quizzes.at, offsetof(GrainQuiz, id)};
    case OF_CONTENT:
        return (Elements){d->contents.at, d->contents.n, sizeof *d->contents.at, offsetof(GrainContent, id)};
    case OF_CHAPTER:
        return (Elements){d->chapters.at, d->chapters.n, sizeof *d->chapters.at, offsetof(GrainChapter, id)};
    default:
        return (Elements){0};
    }
}

static bool has_element(const GrainDocument *d, unsigned kind, const Id *id)
{
    Elements e = elements_of(d, kind);
    if (kind == OF_QUESTION)
        return grain_question(d, id) != NULL;
    for (size_t i = 0; i < e.n; i++)
        if (id_equal((const Id *)(const void *)((const char *)e.at + i * e.size + e.id_at), id))
            return true;
    return false;
}

/* "<base>grain/<grain>", "<base>target/<grain>/<element>" … */
static Rc read_activity(Ctx *cx, Str base, Str iri, PlayHead *ret)
{
    static const struct {
        const char *name;
        unsigned object;
    } names[] = {{"grain", OF_GRAIN},       {"target", OF_TARGET},   {"quiz", OF_QUIZ},
                 {"question", OF_QUESTION}, {"content", OF_CONTENT}, {"chapter", OF_CHAPTER}};
    PlayHead a = {0};
    Str name, grain = {0};
    if (!str_starts(iri, base))
        return unknown(cx);
    Str rest = {iri.at + base.n, iri.n - base.n};
    str_cut(&rest, '/', &name);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(name, str_of(names[i].name)))
            a.object = names[i].object;
    if (!a.object || !str_cut(&rest, '/', &grain) || id_parse(grain, &a.grain) != OK)
        return unknown(cx);
    bool whole = a.object == OF_GRAIN ? !rest.at : rest.at && id_parse(rest, &a.element) == OK;
    if (!whole)
        return unknown(cx);
    *ret = a;
    return OK;
}

/* A number of seconds with decimals, the whole of `s`, as milliseconds. */
static Rc read_seconds(Str s, int64_t *ret_ms)
{
    Str whole, rest = s;
    int64_t seconds = 0, ms = 0, place = 100;
    str_cut(&rest, '.', &whole);
    bool bad = whole.n == 0 || whole.n > 6 || (rest.at && rest.n == 0);
    for (size_t i = 0; !bad && i < whole.n; i++) {
        bad = whole.at[i] < '0' || whole.at[i] > '9';
        seconds = seconds * 10 + (whole.at[i] - '0');
    }
    for (size_t i = 0; !bad && i < rest.n; i++, place /= 10) {
        bad = rest.at[i] < '0' || rest.at[i] > '9';
        ms += (rest.at[i] - '0') * place;
    }
    if (bad || seconds * 1000 > GRAIN_FILM_MS_MAX)
        return ERR_INVALID;
    *ret_ms = seconds * 1000 + ms;
    return OK;
}

/* The part of *rest before `mark`, a text of three characters, and what is behind it. False at the end. */
static bool cut_mark(Str *rest, const char mark[3], Str *part)
{
    if (!rest->at)
        return false;
    const char *found = memmem(rest->at, rest->n, mark, 3);
    *part = found ? (Str){rest->at, (size_t)(found - rest->at)} : *rest;
    *rest = found ? (Str){found + 3, rest->n - part->n - 3} : (Str){0};
    return true;
}

Rc play_spans_read(Str s, PlaySpan *ret, size_t room, size_t *ret_n)
{
    Str rest = s, part;
    size_t n = 0;
    while (s.n > 0 && cut_mark(&rest, "[,]", &part)) {
        PlaySpan span;
        Str start;
        cut_mark(&part, "[.]", &start);
        if (n == room || !part.at || read_seconds(start, &span.start_ms) != OK ||
            read_seconds(part, &span.end_ms) != OK || span.start_ms > span.end_ms)
            return ERR_INVALID;
        ret[n++] = span;
    }
    *ret_n = n;
    return OK;
}

static Rc read_position(Ctx *cx, const JsonValue *extensions, const char *name, PlayEvent *e)
{
    const JsonValue *v = extensions ? value_member(extensions, name) : NULL;
    if (!v)
        return OK;
    double seconds = value_number(v);
    bool number = value_kind(v) == VALUE_INT || value_kind(v) == VALUE_REAL;
    if (!number || !(seconds >= 0 && seconds * 1000 <= GRAIN_FILM_MS_MAX))
        return fail(cx, ERR_INVALID, "play.bad_time", name);
    e->has_position = true;
    e->position_ms = llround(seconds * 1000);
    return OK;
}

static size_t count_spans(Str s)
{
    size_t n = 1;
    for (size_t i = 0; i < s.n; i++)
        n += s.at[i] == ',';
    return n < PLAY_SPANS_MAX ? n : PLAY_SPANS_MAX;
}

static Rc read_spans(Ctx *cx, const JsonValue *extensions, PlayEvent *e)
{
    static const char name[] = EXTENSION "played-segments";
    const JsonValue *v = extensions ? value_member(extensions, name) : NULL;
    if (!v)
        return OK;
    size_t room = count_spans(value_text(v));
    PlaySpan *spans = arena_array(cx->arena, room, sizeof *spans);
    if (!spans)
        return ERR_NOMEM;
    if (value_kind(v) != VALUE_TEXT || play_spans_read(value_text(v), spans, room, &e->span_count) != OK)
        return fail(cx, ERR_INVALID, "play.bad_segments", name);
    e->spans = spans;
    return OK;
}

static bool has_choice(const GrainQuestion *q, const Id *choice)
{
    for (size_t i = 0; i < q->choices.n; i++)
        if (id_equal(&q->choices.at[i].id, choice))
            return true;
    return false;
}

static bool is_chosen(const PlayEvent *e, const Id *choice)
{
    for (size_t i = 0; i < e->choice_count; i++)
        if (id_equal(&e->choices[i], choice))
            return true;
    return false;
}

/* Choices of the question, each once, in any order; none at all is an answer too. */
static Rc read_response(Ctx *cx, const JsonValue *statement, PlayEvent *e)
{
    const JsonValue *response = at(statement, "result", "response");
    Str rest = response ? value_text(response) : (Str){0}, part;
    if (!rest.at)
        return fail(cx, ERR_INVALID, "play.bad_response", "result.response");
    bool some = rest.n > 0;
    while (some && cut_mark(&rest, "[,]", &part)) {
        Id choice;
        if (e->choice_count == GRAIN_CHOICES_MAX || id_parse(part, &choice) != OK ||
            !has_choice(e->question, &choice) || is_chosen(e, &choice))
            return fail(cx, ERR_INVALID, "play.bad_response", "result.response");
        e->choices[e->choice_count++] = choice;
    }
    e->points = grain_score(e->question, e->choices, e->choice_count);
    return OK;
}

/* All right choices and no other: the points alone would not tell for a question that earns none. */
static bool is_correct(const GrainQuestion *q, const PlayEvent *e)
{
    for (size_t i = 0; i < q->key.n; i++)
        if (!is_chosen(e, &q->key.at[i]))
            return false;
    return e->choice_count == q->key.n;
}

static int64_t read_duration(const JsonValue *statement)
{
    Str duration = text_at(statement, "result", "duration");
    int64_t ms = 0;
    if (duration.n && xapi_duration(duration, &ms) != OK)
        return 0; /* the statement's own check refuses it */
    return ms;
}

static Rc read_answer(Ctx *cx, const GrainDocument *d, const Id *question, const JsonValue *statement, PlayEvent *e)
{
    e->question = grain_question(d, question);
    TRY(read_response(cx, statement, e));
    e->correct = is_correct(e->question, e);
    e->latency_ms = read_duration(statement);
    return OK;
}

static Rc read_session(Ctx *cx, const JsonValue *statement, PlayHead *head)
{
    const JsonValue *extensions = at(statement, "context", "extensions");
    const JsonValue *session = extensions ? value_member(extensions, EXTENSION "session-id") : NULL;
    if (!session || id_parse(value_text(session), &head->launch) != OK)
        return fail(cx, ERR_INVALID, "play.no_session", "context.extensions");
    return OK;
}

Rc play_head_read(Ctx *cx, Str activity_base, const JsonValue *statement, PlayHead *ret)
{
    const PlayVerb *verb = verb_of(text_at(statement, "verb", "id"));
    PlayHead head;
    TRY(read_activity(cx, activity_base, text_at(statement, "object", "id"), &head));
    if (!verb || !(verb->objects & head.object))
        return unknown(cx);
    TRY(read_session(cx, statement, &head));
    head.verb = verb;
    *ret = head;
    return OK;
}

static Rc read_result(Ctx *cx, const GrainDocument *document, const PlayHead *head, const JsonValue *statement,
                      PlayEvent *e)
{
    const JsonValue *extensions = at(statement, "result", "extensions");
    if (head->verb->position)
        TRY(read_position(cx, extensions, head->verb->position, e));
    if (head->verb->spans)
        TRY(read_spans(cx, extensions, e));
    if (head->object == OF_TARGET)
        e->target = head->element;
    if (head->object == OF_CONTENT)
        e->content = head->element;
    if (e->kind == PLAY_CLOSED)
        e->dwell_ms = read_duration(statement);
    if (e->kind == PLAY_ANSWERED)
        TRY(read_answer(cx, document, &head->element, statement, e));
    return OK;
}

Rc play_event_read(Ctx *cx, PlayCourse *course, const PlayHead *head, const JsonValue *statement, PlayEvent *ret)
{
    PlayPart *part;
    PlayEvent e = {.kind = head->verb->kind, .launch = head->launch, .grain = head->grain};
    Rc rc = play_course_part(cx, course, &head->grain, &part);
    if (rc != OK)
        return rc == ERR_MISSING ? unknown_element(cx) : rc;
    if (head->object != OF_GRAIN && !has_element(part->document, head->object, &head->element))
        return unknown_element(cx);
    TRY(read_result(cx, part->document, head, statement, &e));
    *ret = e;
    return OK;
}
