/* Mails: dates, wording (golden files), and the life of a row on both databases. */
#include "domains/notify/letter.h"
#include "domains/notify/notify.h"
#include "domains/notify/notify_store.h"

#include "base/fault.h"
#include "kernel/queue/queue.h"
#include "tests/database.h"

#include <stdlib.h>

#define LINK "https://learn.example.com/access#0198c0de.k3y"

/* 2026-01-03T23:30:00Z is Sunday the 4th in Paris. */
static const int64_t expires_ms = INT64_C(1767483000000);

static Notice notice(NotifyTemplate template, const char *language)
{
    return (Notice){.template = template,
                    .to = STR("amelie@example.com"),
                    .to_name = STR("Amélie Durand"),
                    .language = str_of(language),
                    .space_name = STR("Groupe Océan"),
                    .from_name = STR("Claire Martin"),
                    .link = STR(LINK),
                    .expires_ms = expires_ms,
                    .title = STR("Sécurité & incendie"),
                    .detail = STR("Merci de le suivre\navant l’inventaire."),
                    .decision = NOTIFY_RETURNED,
                    .opens_ms = expires_ms - INT64_C(864000000),
                    .closes_ms = expires_ms + INT64_C(864000000),
                    .due_ms = expires_ms};
}

static void dates(Check *c)
{
    static const struct {
        int64_t ms;
        const char *french, *english;
    } rows[] = {
        {1767225600000, "jeudi 1er janvier 2026 à 1\u00a0h\u00a000 (heure de Paris)",
         "Thursday 1 January 2026 at 01:00 (Paris time)"},
        {1767483000000, "dimanche 4 janvier 2026 à 0\u00a0h\u00a030 (heure de Paris)",
         "Sunday 4 January 2026 at 00:30 (Paris time)"},
        {1774745999000, "dimanche 29 mars 2026 à 1\u00a0h\u00a059 (heure de Paris)",
         "Sunday 29 March 2026 at 01:59 (Paris time)"},
        {1774746000000, "dimanche 29 mars 2026 à 3\u00a0h\u00a000 (heure de Paris)",
         "Sunday 29 March 2026 at 03:00 (Paris time)"},
        {1792889999000, "dimanche 25 octobre 2026 à 2\u00a0h\u00a059 (heure de Paris)",
         "Sunday 25 October 2026 at 02:59 (Paris time)"},
        {1792890000000, "dimanche 25 octobre 2026 à 2\u00a0h\u00a000 (heure de Paris)",
         "Sunday 25 October 2026 at 02:00 (Paris time)"},
        {1782864000000, "mercredi 1er juillet 2026 à 2\u00a0h\u00a000 (heure de Paris)",
         "Wednesday 1 July 2026 at 02:00 (Paris time)"},
    };
    Arena *a = check_ctx(c)->arena;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Str text = {0};
        CHECK(c, paris_long_date(a, rows[i].ms, PARIS_FRENCH, &text) == OK);
        CHECK_STR(c, text, rows[i].french);
        CHECK(c, paris_long_date(a, rows[i].ms, PARIS_ENGLISH, &text) == OK);
        CHECK_STR(c, text, rows[i].english);
    }
}

/* The last Sunday falls on each of the seven days from the 25th to the 31st over the years: the offset of the days
 * around it is known from the length of the year's summer, counted here another way. */
static void summers(Check *c)
{
    static const struct {
        int64_t begin_ms, end_ms;
    } years[] = {{1711846800000, 1729990800000},  /* 2024: 31 March, 27 October */
                 {1743296400000, 1761440400000},  /* 2025: 30 March, 26 October */
                 {1806195600000, 1824944400000},  /* 2027: 28 March, 31 October */
                 {1837645200000, 1856394000000},  /* 2028: 26 March, 29 October */
                 {1869094800000, 1887843600000}}; /* 2029: 25 March, 28 October */
    enum { HOUR = 3600 * 1000 };
    for (size_t i = 0; i < sizeof years / sizeof *years; i++) {
        CHECK_INT(c, paris_offset_ms(years[i].begin_ms - 1), HOUR);
        CHECK_INT(c, paris_offset_ms(years[i].begin_ms), 2 * HOUR);
        CHECK_INT(c, paris_offset_ms(years[i].end_ms - 1), 2 * HOUR);
        CHECK_INT(c, paris_offset_ms(years[i].end_ms), HOUR);
    }
}

static const char *const template_names[NOTIFY_TEMPLATE_COUNT] = {"invitation", "reset",         "password_changed",
                                                                  "locked_out", "sign_in_alert", "submitted",
                                                                  "decided",    "distributed",   "due_soon"};

static Str file_text(Check *c, const char *path)
{
    FILE *f = fopen(path, "rb");
    char *text = arena_get(check_ctx(c)->arena, LETTER_MAX);
    size_t n = f && text ? fread(text, 1, LETTER_MAX, f) : 0;
    if (f)
        fclose(f);
    return (Str){text, n};
}

/* KAIR_GOLDEN_WRITE=1 writes the files instead: then look at the difference before keeping them. */
static void against_golden(Check *c, NotifyTemplate template, const char *language)
{
    Ctx *cx = check_ctx(c);
    Notice n = notice(template, language);
    Letter letter = {0};
    Str path = {0}, got = {0};
    REQUIRE(c, letter_render(cx, &n, &letter) == OK);
    REQUIRE(c,
            str_format(cx->arena, &path, "%s/mail_%s_%s.txt", GOLDEN_FOLDER, template_names[template], language) == OK);
    REQUIRE(c, str_format(cx->arena, &got, "Subject: %.*s\n\n%.*s\n%.*s", STR_ARG(letter.subject), STR_ARG(letter.text),
                          STR_ARG(letter.html)) == OK);
    if (getenv("KAIR_GOLDEN_WRITE")) {
        FILE *f = fopen(path.at, "wb");
        REQUIRE(c, f && fwrite(got.at, 1, got.n, f) == got.n);
        fclose(f);
    }
    if (!CHECK(c, str_equal(file_text(c, path.at), got)))
        check_say(c, "differs from %s", path.at);
}

static void golden(Check *c)
{
    for (int t = 0; t < NOTIFY_TEMPLATE_COUNT; t++) {
        against_golden(c, (NotifyTemplate)t, "fr");
        against_golden(c, (NotifyTemplate)t, "en");
    }
}

static bool holds(Str s, const char *part)
{
    return s.at && s.n && memmem(s.at, s.n, part, strlen(part));
}

static void hostile_values(Check *c)
{
    Notice n = notice(NOTIFY_INVITATION, "en");
    Letter letter = {0};
    n.to_name = STR("<b>\"{link}\"</b>\r\nBcc: x@example.com");
    n.space_name = STR("R&D {name}\n");
    n.from_name = STR("مريم");
    n.link = STR("https://x.example/?a=1&b='\"<");
    REQUIRE(c, letter_render(check_ctx(c), &n, &letter) == OK);
    CHECK_STR(c, letter.subject, "Your invitation to join R&D {name} ");
    CHECK(c, holds(letter.text, "Hello <b>\"{link}\"</b>  Bcc: x@example.com,\n"));
    CHECK(c, holds(letter.html, "<bdi>&lt;b&gt;&quot;{link}&quot;&lt;/b&gt;  Bcc: x@example.com</bdi>"));
    CHECK(c, holds(letter.html, "href=\"https://x.example/?a=1&amp;b=&#39;&quot;&lt;\""));
    CHECK(c, holds(letter.html, "<bdi>مريم</bdi> invites you"));
    CHECK(c, !holds(letter.html, "<b>") && !holds(letter.html, "src="));
}

static void unknown_facts(Check *c)
{
    Notice n = notice(NOTIFY_INVITATION, "xx");
    Letter letter = {0};
    n.from_name = n.link = (Str){0};
    n.expires_ms = 0;
    REQUIRE(c, letter_render(check_ctx(c), &n, &letter) == OK);
    CHECK(c, holds(letter.text, "Bonjour Amélie Durand,"));
    CHECK(c, holds(letter.text, "Vous recevez cette invitation à rejoindre"));
    CHECK(c, !holds(letter.text, "vous invite") && !holds(letter.text, "jusqu’au") && !holds(letter.text, "{"));
    CHECK(c, !holds(letter.html, "href="));
}

static void decisions(Check *c)
{
    static const struct {
        NotifyDecision decision;
        const char *subject, *sentence, *others[2];
    } rows[] = {
        {NOTIFY_APPROVED, "Sécurité & incendie: approved", "is approved", {"comes back", "is refused"}},
        {NOTIFY_RETURNED, "Sécurité & incendie: to be reworked", "comes back to you", {"is approved", "is refused"}},
        {NOTIFY_REFUSED, "Sécurité & incendie: refused", "is refused", {"is approved", "comes back"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        Notice n = notice(NOTIFY_DECIDED, "en");
        Letter letter = {0};
        n.decision = rows[i].decision;
        REQUIRE(c, letter_render(check_ctx(c), &n, &letter) == OK);
        CHECK_STR(c, letter.subject, rows[i].subject);
        CHECK(c, holds(letter.text, rows[i].sentence));
        CHECK(c, !holds(letter.text, rows[i].others[0]) && !holds(letter.text, rows[i].others[1]));
    }
}

static void times_not_named(Check *c)
{
    Notice n = notice(NOTIFY_DISTRIBUTED, "en");
    Letter letter = {0};
    n.opens_ms = n.closes_ms = n.due_ms = 0;
    n.detail = (Str){0};
    REQUIRE(c, letter_render(check_ctx(c), &n, &letter) == OK);
    CHECK(c, !holds(letter.text, "opens on") && !holds(letter.text, "closes on") && !holds(letter.text, "finished"));
    CHECK(c, !holds(letter.text, "Message:") && !holds(letter.text, "{"));
    CHECK(c, holds(letter.html, "Sécurité &amp; incendie"));
}

static void too_long(Check *c)
{
    Notice n = notice(NOTIFY_INVITATION, "fr");
    Letter letter = {0};
    char *name = arena_get(check_ctx(c)->arena, LETTER_MAX);
    REQUIRE(c, name);
    memset(name, 'a', LETTER_MAX);
    n.to_name = (Str){name, LETTER_MAX};
    CHECK(c, letter_render(check_ctx(c), &n, &letter) == ERR_LIMIT);
}

static Rc write_one(Ctx *cx, Db *db, void *arg)
{
    Notice n = notice(NOTIFY_INVITATION, "fr");
    return notify_write(cx, db, &n, arg);
}

static Id written(Check *c, Db *db)
{
    Id id = {0};
    CHECK(c, db_write(check_ctx(c), db, write_one, &id) == OK);
    return id;
}

static int64_t waiting(Check *c, Db *platform)
{
    QueueDepth *depth = NULL;
    size_t n = 0;
    int64_t jobs = 0;
    CHECK(c, queue_depth(check_ctx(c), platform, &depth, &n) == OK);
    for (size_t i = 0; i < n; i++)
        if (str_equal(depth[i].kind, STR(NOTIFY_JOB)))
            jobs = depth[i].waiting;
    return jobs;
}

static void life(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space), *platform = database_platform(c, d);
    Id mail = written(c, db), kept = written(c, db), unknown = id_new(cx);
    Buf out;
    MailRow row = {0};
    buf_init(&out, cx->arena, 2 * LETTER_MAX);
    CHECK(c, notify_dispatch(cx, platform, &space, &mail) == OK);
    CHECK(c, notify_dispatch(cx, platform, &space, &mail) == OK);
    CHECK_INT(c, waiting(c, platform), 1);
    CHECK(c, notify_payload(cx, db, &mail, &out) == OK);
    CHECK(c, holds(buf_str(&out), "\"to\":\"amelie@example.com\"") && holds(buf_str(&out), LINK));
    CHECK(c, holds(buf_str(&out), "\"language\":\"fr\"") && holds(buf_str(&out), mail.text));
    CHECK(c, notify_sent(cx, db, &mail, true, STR(""), false) == OK);
    CHECK(c, notify_sent(cx, db, &mail, false, STR("late"), false) == OK);
    CHECK(c, notify_payload(cx, db, &mail, &out) == ERR_MISSING);
    CHECK(c, notify_store_get(cx, db, &mail, &row) == OK);
    CHECK_STR(c, row.letter.html, "");
    CHECK_STR(c, row.letter.text, "");
    CHECK_STR(c, row.letter.subject, "");
    CHECK(c, notify_sent(cx, db, &kept, false, STR("no such mailbox"), true) == OK);
    CHECK(c, notify_store_get(cx, db, &kept, &row) == OK);
    CHECK(c, holds(row.letter.text, LINK));
    CHECK(c, notify_payload(cx, db, &unknown, &out) == ERR_MISSING);
}

static void sweep(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space), *platform = database_platform(c, d);
    enum { MAILS = 250 };
    int64_t enqueued = 0;
    for (int i = 0; i < MAILS; i++)
        written(c, db);
    CHECK(c, notify_sweep(cx, platform, db, &space, &enqueued) == OK);
    CHECK_INT(c, enqueued, MAILS);
    CHECK_INT(c, waiting(c, platform), MAILS);
    CHECK(c, notify_sweep(cx, platform, db, &space, &enqueued) == OK);
    CHECK_INT(c, enqueued, 0);
    check_clock_add(c, NOTIFY_AGAIN_MS);
    written(c, db);
    CHECK(c, notify_sweep(cx, platform, db, &space, &enqueued) == OK);
    CHECK_INT(c, enqueued, 1);
    check_clock_add(c, 1);
    CHECK(c, notify_sweep(cx, platform, db, &space, &enqueued) == OK);
    CHECK_INT(c, enqueued, MAILS); /* asked for again, in case their jobs were lost; they were not */
    CHECK_INT(c, waiting(c, platform), MAILS + 1);
}

static void purged(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space);
    enum { MAILS = 501 }; /* more than one transaction takes */
    int64_t n = -1, left = -1;
    MailRow row;
    for (int i = 0; i < MAILS; i++)
        written(c, db);
    check_clock_add(c, 1);
    Id younger = written(c, db);
    check_clock_add(c, NOTIFY_KEEP_MS - 1);
    CHECK(c, notify_purge(cx, db, &n) == OK);
    CHECK_INT(c, n, 0);
    check_clock_add(c, 1);
    CHECK(c, notify_purge(cx, db, &n) == OK);
    CHECK_INT(c, n, MAILS);
    CHECK(c, notify_store_count(cx, db, &left) == OK);
    CHECK_INT(c, left, 1);
    CHECK(c, notify_store_get(cx, db, &younger, &row) == OK);
}

static void faults(Check *c, TestDatabase *d)
{
    Ctx *cx = check_ctx(c);
    Id space = database_space(c, d);
    Db *db = database_open(c, d, &space), *platform = database_platform(c, d);
    bool reached = true;
    int64_t made = 0, count = 0;
    for (long n = 0; n < 2000 && reached; n++) {
        Id mail = {0};
        int64_t enqueued;
        fault_after(FAULT_MEMORY | FAULT_STATEMENT, n);
        Rc rc = db_write(cx, db, write_one, &mail);
        made += rc == OK;
        if (rc == OK)
            rc = notify_sweep(cx, platform, db, &space, &enqueued);
        if (rc == OK)
            rc = notify_sent(cx, db, &mail, true, STR(""), false);
        reached = fault_disarm();
        CHECK(c, rc == OK || (reached && (rc == ERR_IO || rc == ERR_NOMEM)));
    }
    CHECK(c, !reached);
    CHECK(c, notify_store_count(cx, db, &count) == OK);
    CHECK_INT(c, count, made); /* nothing half written */
}

static void a_mail_is_handed_out_until_it_has_ended_and_then_erased(Check *c)
{
    database_each_engine(c, life);
}

static void a_sweep_enqueues_each_pending_mail_once(Check *c)
{
    database_each_engine(c, sweep);
}

static void a_mail_is_forgotten_after_ninety_days(Check *c)
{
    database_each_engine(c, purged);
}

static void every_failure_of_the_machine_leaves_whole_mails(Check *c)
{
    database_each_engine(c, faults);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"dates are those of Paris in long form, across both changes of time", dates},
        {"summer time begins and ends on the last Sunday, whatever its day", summers},
        {"every mail is worded as its golden file", golden},
        {"values are escaped, read once and kept on one line", hostile_values},
        {"a sentence whose fact is not known is left out", unknown_facts},
        {"a decision is worded as it was taken", decisions},
        {"a distribution without times names none", times_not_named},
        {"a mail larger than its limit is refused", too_long},
        {"a mail is handed out until it has ended and then erased",
         a_mail_is_handed_out_until_it_has_ended_and_then_erased},
        {"a sweep enqueues each pending mail once", a_sweep_enqueues_each_pending_mail_once},
        {"a mail is forgotten after ninety days, not a millisecond before", a_mail_is_forgotten_after_ninety_days},
        {"every failure of the machine leaves whole mails", every_failure_of_the_machine_leaves_whole_mails},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
