/* Measures as files for spreadsheets, in the language of whoever asks. */
#include "domains/account/account.h"
#include "domains/measure/measure_csv.h"
#include "domains/measure/measure_request_api.h"

enum { CSV_MAX = 8 << 20, LANGUAGES = 2, COLUMNS_MAX = 20, PPM = 1000000 };
#define FEW "<5"

typedef struct {
    const char *file;
    const char *columns[LANGUAGES][COLUMNS_MAX]; /* French, English; NULL-terminated */
} Table;

static const Table learners_table = {
    "learners.csv",
    {{"Nom", "Diffusion", "Version", "Tentative", "Tentatives", "État", "Progression (%)", "Score (%)", "Réussite",
      "Temps regardé (s)", "Premier accès", "Dernier accès", "Terminé le", "Échéance", "En retard", "Accès retiré",
      NULL},
     {"Name", "Distribution", "Version", "Attempt", "Attempts", "State", "Progress (%)", "Score (%)", "Success",
      "Time watched (s)", "First seen", "Last seen", "Finished", "Due", "Late", "Access ended", NULL}}};
static const Table attention_table = {"attention.csv",
                                      {{"Grain", "Seconde", "Apprenants présents", "Revisionnages", NULL},
                                       {"Grain", "Second", "Learners present", "Rewatches", NULL}}};
static const Table answers_table = {
    "answers.csv",
    {{"Nom", "Grain", "Quiz", "Question", "Instant du film (s)", "Version", "Tentative", "Réponse n°", "Choix", "Juste",
      "Points", "Points possibles", "Répondu le", "Délai de réponse (s)", NULL},
     {"Name", "Grain", "Quiz", "Question", "Time in the film (s)", "Version", "Attempt", "Answer no.", "Choices",
      "Right", "Points", "Points possible", "Answered", "Time to answer (s)", NULL}}};
static const Table questions_table = {
    "questions.csv",
    {{"Grain", "Quiz", "Question", "Instant du film (s)", "Choix", "Bonne réponse", "Choisi par", "Part (%)",
      "Répondants", "Réponses justes", "Taux de réussite (p)", "Discrimination (r)", "Délai médian (s)", NULL},
     {"Grain", "Quiz", "Question", "Time in the film (s)", "Choice", "Right answer", "Chosen by", "Share (%)",
      "Answered", "Right", "Difficulty (p)", "Discrimination (r)", "Median time to answer (s)", NULL}}};
static const Table targets_table = {"targets.csv",
                                    {{"Grain", "Cible", "Contenu", "Début (s)", "Fin (s)", "Montrée à", "Ouverte par",
                                      "Ignorée par", "Durée d'ouverture médiane (s)", NULL},
                                     {"Grain", "Target", "Content", "Start (s)", "End (s)", "Shown to", "Opened by",
                                      "Ignored by", "Median time open (s)", NULL}}};

static const char *const yes_no[LANGUAGES][2] = {{"non", "oui"}, {"no", "yes"}};
static const char *const states[LANGUAGES][LEARNING_STATE_COUNT] = {{"non commencé", "en cours", "terminé"},
                                                                    {"not started", "in progress", "done"}};
static const char *const contents[LANGUAGES][GRAIN_CONTENT_KIND_COUNT] = {{"image", "diapositives", "texte"},
                                                                          {"image", "slides", "text"}};

typedef struct {
    Csv csv;
    Buf *out;
    int language;
    const Table *table;
    const MeasureRequest *rq;
} Sheet;

static Rc language_of(Req *q, int *ret)
{
    Person person;
    Rc rc = account_get(q->cx, q->db, &q->who.person, &person);
    if (rc != OK && rc != ERR_MISSING)
        return rc;
    fail_clear(q->cx);
    *ret = rc == OK && str_equal(person.language, STR("en"));
    return OK;
}

static void begin_sheet(Sheet *s)
{
    csv_begin(&s->csv, s->out, s->language == 0);
    for (const char *const *column = s->table->columns[s->language]; *column; column++)
        csv_text(&s->csv, str_of(*column));
    csv_end_row(&s->csv);
}

static Rc open_sheet(Req *q, Reply *r, const MeasureFilterQuery *filter, const Table *table, Sheet *ret)
{
    Sheet s = {.out = &r->raw, .table = table};
    Str disposition;
    TRY(measure_request(q, filter, &s.rq));
    TRY(language_of(q, &s.language));
    buf_init(&r->raw, q->cx->arena, CSV_MAX);
    begin_sheet(&s);
    TRY(str_format(q->cx->arena, &disposition, "attachment; filename=\"%s\"", table->file));
    reply_header(r, "Content-Disposition", disposition);
    r->content_type = MEASURE_CSV_TYPE;
    r->etag_of_body = true;
    *ret = s;
    return OK;
}

static Rc close_sheet(Req *q, const Sheet *s)
{
    if (s->out->rc == ERR_LIMIT)
        return fail(q->cx, ERR_REFUSED, "measure.too_large", NULL);
    return s->out->rc;
}

static void put_yes(Sheet *s, bool has, bool yes)
{
    if (has)
        csv_text(&s->csv, str_of(yes_no[s->language][yes]));
    else
        csv_empty(&s->csv);
}

/* A figure, or that it is of too few people. */
static void put_count(Sheet *s, bool has, int64_t count)
{
    if (has)
        csv_int(&s->csv, count);
    else
        csv_text(&s->csv, STR(FEW));
}

static void put_thousandths(Sheet *s, bool has, double value)
{
    if (has)
        csv_thousandths(&s->csv, (int64_t)(value * 1000 + (value < 0 ? -0.5 : 0.5)));
    else
        csv_empty(&s->csv);
}

static void put_seconds(Sheet *s, bool has, int64_t ms)
{
    if (has)
        csv_tenths(&s->csv, ms);
    else
        csv_empty(&s->csv);
}

static void put_learner(Sheet *s, const MeasureLearner *l)
{
    csv_text(&s->csv, l->person.name);
    csv_text(&s->csv, l->distribution.title);
    csv_int(&s->csv, l->version_number);
    csv_int(&s->csv, l->attempt);
    csv_int(&s->csv, l->attempts);
    csv_text(&s->csv, str_of(states[s->language][l->state]));
    csv_tenths(&s->csv, (int64_t)(l->progress * 100000 + 0.5));
    if (l->has_score_percent)
        csv_int(&s->csv, l->score_percent);
    else
        csv_empty(&s->csv);
    put_yes(s, l->has_success, l->success);
    put_seconds(s, true, l->watched_ms);
    csv_time(&s->csv, l->first_ms);
    csv_time(&s->csv, l->last_ms);
    csv_time(&s->csv, l->finished_ms);
    csv_time(&s->csv, l->due_ms);
    put_yes(s, true, l->late);
    put_yes(s, true, l->withdrawn);
    csv_end_row(&s->csv);
}

Rc measure_learners_csv(Req *q, Reply *r)
{
    Sheet s;
    MeasureLearnerQuery all = {.search = STR(""), .limit = SIZE_MAX};
    MeasureLearnerList list;
    TRY(open_sheet(q, r, q->query, &learners_table, &s));
    TRY(measure_learners(q->cx, q->db, s.rq, &all, &list));
    for (size_t i = 0; i < list.items.n; i++)
        put_learner(&s, &list.items.at[i]);
    return close_sheet(q, &s);
}

/* What a table says of one grain. */
typedef Rc (*GrainRows)(Req *q, Sheet *s, const MeasureNamed *grain);

/* Of one grain, or of all in order. */
static Rc put_grains(Req *q, Reply *r, const Table *table, GrainRows rows)
{
    const MeasureGrainQuery *in = q->query;
    MeasureNamed *grains;
    bool found = !in->has_grain_id;
    Sheet s;
    size_t n;
    TRY(open_sheet(q, r, &in->filter, table, &s));
    TRY(measure_grains(q->cx, q->db, s.rq, &grains, &n));
    for (size_t i = 0; i < n; i++) {
        if (in->has_grain_id && !id_equal(&in->grain_id, &grains[i].id))
            continue;
        found = true;
        TRY(rows(q, &s, &grains[i]));
    }
    if (!found)
        return fail(q->cx, ERR_MISSING, "http.missing", NULL);
    return close_sheet(q, &s);
}

static Rc put_attention(Req *q, Sheet *s, const MeasureNamed *grain)
{
    MeasureAttention a;
    TRY(measure_attention(q->cx, q->db, s->rq, &grain->id, &a));
    for (size_t i = 0; i < a.seconds.presence.n; i++) {
        int64_t presence = a.seconds.presence.at[i], rewatch = a.seconds.rewatch.at[i];
        csv_text(&s->csv, grain->title);
        csv_int(&s->csv, (int64_t)i);
        put_count(s, presence != JSON_NO_NUMBER, presence);
        put_count(s, rewatch != JSON_NO_NUMBER, rewatch);
        csv_end_row(&s->csv);
    }
    return OK;
}

Rc measure_attention_csv(Req *q, Reply *r)
{
    return put_grains(q, r, &attention_table, put_attention);
}

static Rc join_choices(Ctx *cx, const MeasureAnswer *a, Str *ret)
{
    enum { JOINED_MAX = 8192 };
    Buf b;
    buf_init(&b, cx->arena, JOINED_MAX);
    for (size_t i = 0; i < a->choices.n; i++) {
        buf_put(&b, i ? STR(" | ") : STR(""));
        buf_put(&b, a->choices.at[i]);
    }
    *ret = b.n ? buf_str(&b) : STR("");
    return b.rc;
}

static Rc put_answer(Ctx *cx, const MeasureLearner *l, Str grain_title, const MeasureAnswer *a, void *arg)
{
    Sheet *s = arg;
    Str choices;
    if (!l) { /* the transaction begins, perhaps again: what was taken from the arena meanwhile is gone */
        Buf empty;
        buf_init(&empty, s->out->arena, CSV_MAX);
        *s->out = empty;
        begin_sheet(s);
        return s->out->rc;
    }
    TRY(join_choices(cx, a, &choices));
    csv_text(&s->csv, l->person.name);
    csv_text(&s->csv, grain_title);
    csv_text(&s->csv, a->quiz_title);
    csv_text(&s->csv, a->prompt);
    put_seconds(s, true, a->at_ms);
    csv_int(&s->csv, a->version_number);
    csv_int(&s->csv, a->attempt);
    csv_int(&s->csv, a->nth);
    csv_text(&s->csv, choices);
    put_yes(s, true, a->correct);
    csv_int(&s->csv, a->points);
    csv_int(&s->csv, a->points_max);
    csv_time(&s->csv, a->answered_ms);
    put_seconds(s, true, a->latency_ms);
    csv_end_row(&s->csv);
    return s->out->rc;
}

Rc measure_answers_csv(Req *q, Reply *r)
{
    Sheet s;
    TRY(open_sheet(q, r, q->query, &answers_table, &s));
    TRY(measure_each_answer(q->cx, q->db, s.rq, put_answer, &s));
    return close_sheet(q, &s);
}

static void put_question(Sheet *s, Str grain, const MeasureQuestion *q)
{
    for (size_t i = 0; i < q->choices.n; i++) {
        const MeasureChoice *c = &q->choices.at[i];
        csv_text(&s->csv, grain);
        csv_text(&s->csv, q->quiz_title);
        csv_text(&s->csv, q->prompt);
        put_seconds(s, true, q->at_ms);
        csv_text(&s->csv, c->text);
        put_yes(s, true, c->right);
        put_count(s, c->has_count, c->count);
        put_seconds(s, c->has_share, (int64_t)(c->share * 100000 + 0.5));
        put_count(s, q->has_answered, q->answered);
        put_count(s, q->has_right, q->right);
        put_thousandths(s, q->has_difficulty, q->difficulty);
        put_thousandths(s, q->has_discrimination, q->discrimination);
        put_seconds(s, q->has_median_latency_ms, q->median_latency_ms);
        csv_end_row(&s->csv);
    }
}

static Rc put_questions(Req *q, Sheet *s, const MeasureNamed *grain)
{
    MeasureQuestionList list;
    TRY(measure_questions(q->cx, q->db, s->rq, &grain->id, &list));
    for (size_t i = 0; i < list.items.n; i++)
        put_question(s, grain->title, &list.items.at[i]);
    return OK;
}

Rc measure_questions_csv(Req *q, Reply *r)
{
    return put_grains(q, r, &questions_table, put_questions);
}

static void put_target(Sheet *s, Str grain, const MeasureTarget *t)
{
    csv_text(&s->csv, grain);
    csv_text(&s->csv, t->label);
    csv_text(&s->csv, str_of(contents[s->language][t->content_kind]));
    put_seconds(s, true, t->start_ms);
    put_seconds(s, true, t->end_ms);
    put_count(s, t->has_shown, t->shown);
    put_count(s, t->has_opened, t->opened);
    put_count(s, t->has_ignored, t->ignored);
    put_seconds(s, t->has_median_dwell_ms, t->median_dwell_ms);
    csv_end_row(&s->csv);
}

static Rc put_targets(Req *q, Sheet *s, const MeasureNamed *grain)
{
    MeasureTargetList list;
    TRY(measure_targets(q->cx, q->db, s->rq, &grain->id, &list));
    for (size_t i = 0; i < list.items.n; i++)
        put_target(s, grain->title, &list.items.at[i]);
    return OK;
}

Rc measure_targets_csv(Req *q, Reply *r)
{
    return put_grains(q, r, &targets_table, put_targets);
}
