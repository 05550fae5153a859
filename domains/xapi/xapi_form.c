/* Reading by hand, a character at a time, always within the text. */
#include "domains/xapi/xapi_form.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool all(Str s, bool (*is)(char c))
{
    for (size_t i = 0; i < s.n; i++)
        if (!is(s.at[i]))
            return false;
    return true;
}

static bool is_scheme(Str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!is_letter(s.at[i]) &&
            (i == 0 || (!is_digit(s.at[i]) && s.at[i] != '+' && s.at[i] != '-' && s.at[i] != '.')))
            return false;
    return s.n > 0;
}

static bool is_iri_byte(char c)
{
    return (unsigned char)c > ' ' && (unsigned char)c != 0x7F && !strchr("<>\"{}|\\^`", c);
}

bool form_is_iri(Str s)
{
    Str rest = s, scheme;
    return s.n <= XAPI_IRI_MAX && str_cut(&rest, ':', &scheme) && rest.n > 0 && is_scheme(scheme) &&
           all(rest, is_iri_byte);
}

bool form_is_mailbox(Str s)
{
    Str start = STR("mailto:"), local;
    if (!str_starts(s, start) || s.n > XAPI_IRI_MAX)
        return false;
    Str domain = {s.at + start.n, s.n - start.n};
    if (!all(domain, is_iri_byte) || !str_cut(&domain, '@', &local))
        return false;
    return local.n > 0 && domain.n > 0 && !memchr(domain.at, '@', domain.n);
}

bool form_is_sha1(Str s)
{
    return s.n == 40 && all(s, is_hex);
}

bool form_is_sha2(Str s)
{
    return (s.n == 56 || s.n == 64 || s.n == 96 || s.n == 128) && all(s, is_hex);
}

Rc form_uuid(Str s, Id *ret)
{
    char small[ID_TEXT];
    if (s.n != ID_TEXT)
        return ERR_INVALID;
    for (size_t i = 0; i < ID_TEXT; i++)
        small[i] = (char)(s.at[i] >= 'A' && s.at[i] <= 'F' ? s.at[i] + 'a' - 'A' : s.at[i]);
    return id_parse((Str){small, ID_TEXT}, ret);
}

static const char *const grandfathered[] = {
    "en-GB-oed", "i-ami", "i-bnn", "i-default", "i-enochian", "i-hak",     "i-klingon", "i-lux",     "i-mingo",
    "i-navajo",  "i-pwn", "i-tao", "i-tay",     "i-tsu",      "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE",
};

static bool is_grandfathered(Str s)
{
    for (size_t i = 0; i < sizeof grandfathered / sizeof *grandfathered; i++)
        if (str_equal_nocase(s, str_of(grandfathered[i])))
            return true;
    return false;
}

/* The subtags of a tag, one after another. */
typedef struct {
    Str rest, now; /* now.at NULL: at the end */
} Tag;

static void step(Tag *t)
{
    if (!str_cut(&t->rest, '-', &t->now))
        t->now = (Str){0};
}

static bool is_alnum(char c)
{
    return is_letter(c) || is_digit(c);
}

static bool has_form(const Tag *t, size_t min, size_t max, bool (*is)(char c))
{
    return t->now.at && t->now.n >= min && t->now.n <= max && all(t->now, is);
}

static void skip_language(Tag *t)
{
    bool extended = t->now.n <= 3;
    step(t);
    for (int i = 0; extended && i < 3 && has_form(t, 3, 3, is_letter); i++)
        step(t);
}

static bool is_variant(const Tag *t)
{
    return has_form(t, 5, 8, is_alnum) || (has_form(t, 4, 4, is_alnum) && is_digit(t->now.at[0]));
}

/* A single letter or digit and at least one subtag of `min` or more characters. */
static bool skip_extension(Tag *t, size_t min)
{
    step(t);
    if (!has_form(t, min, 8, is_alnum))
        return false;
    while (has_form(t, min, 8, is_alnum))
        step(t);
    return true;
}

static bool is_private(const Tag *t)
{
    return t->now.n == 1 && (t->now.at[0] == 'x' || t->now.at[0] == 'X');
}

/* langtag of RFC 5646 §2.1, in its order. */
static bool skip_langtag(Tag *t)
{
    skip_language(t);
    if (has_form(t, 4, 4, is_letter)) /* script */
        step(t);
    if (has_form(t, 2, 2, is_letter) || has_form(t, 3, 3, is_digit)) /* region */
        step(t);
    while (is_variant(t))
        step(t);
    while (has_form(t, 1, 1, is_alnum) && !is_private(t))
        if (!skip_extension(t, 2))
            return false;
    return !is_private(t) || skip_extension(t, 1);
}

bool form_is_language(Str s)
{
    Tag t = {.rest = s};
    if (s.n == 0 || s.n > XAPI_LANGUAGE_MAX)
        return false;
    if (is_grandfathered(s))
        return true;
    step(&t);
    if (is_private(&t))
        return skip_extension(&t, 1) && !t.now.at;
    return has_form(&t, 2, 8, is_letter) && skip_langtag(&t) && !t.now.at;
}

/* Reads on from the start of the text; what does not fit empties it and sticks. */
typedef struct {
    Str rest;
    bool bad;
} Reader;

static bool take(Reader *r, char c)
{
    bool there = r->rest.n > 0 && r->rest.at[0] == c;
    if (there)
        r->rest = (Str){r->rest.at + 1, r->rest.n - 1};
    return there;
}

/* Exactly `n` digits. */
static int64_t digits(Reader *r, size_t n)
{
    int64_t value = 0;
    if (r->rest.n < n || !all((Str){r->rest.at, n}, is_digit)) {
        r->bad = true;
        return 0;
    }
    for (size_t i = 0; i < n; i++)
        value = value * 10 + (r->rest.at[i] - '0');
    r->rest = (Str){r->rest.at + n, r->rest.n - n};
    return value;
}

static size_t count_digits(const Reader *r)
{
    size_t n = 0;
    while (n < r->rest.n && is_digit(r->rest.at[n]))
        n++;
    return n;
}

/* The digits of a fraction as thousandths; none at all is a fault. */
static int64_t thousandths(Reader *r)
{
    size_t n = count_digits(r);
    int64_t value = 0, place = 100;
    r->bad = r->bad || n == 0;
    for (size_t i = 0; i < n; i++, place /= 10)
        value += (r->rest.at[i] - '0') * place;
    r->rest = (Str){r->rest.at + n, r->rest.n - n};
    return value;
}

static void expect(Reader *r, char c)
{
    r->bad = !take(r, c) || r->bad;
}

static int64_t within(Reader *r, int64_t value, int64_t low, int64_t high)
{
    r->bad = r->bad || value < low || value > high;
    return value;
}

static int64_t days_of_month(int64_t year, int64_t month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

/* Days since 1970 in the Gregorian calendar; years count from March, so that the leap day is the last of its year. */
static int64_t days_since_1970(int64_t year, int64_t month, int64_t day)
{
    enum { DAYS_OF_ERA = 146097, DAYS_BEFORE_1970 = 719468, YEARS_OF_ERA = 400 };
    int64_t y = year - (month <= 2) + YEARS_OF_ERA; /* never negative */
    int64_t era = y / YEARS_OF_ERA, of_era = y % YEARS_OF_ERA;
    int64_t of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int64_t day_of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return (era - 1) * DAYS_OF_ERA + day_of_era - DAYS_BEFORE_1970;
}

static int64_t read_date(Reader *r)
{
    int64_t year = digits(r, 4);
    expect(r, '-');
    int64_t month = within(r, digits(r, 2), 1, 12);
    expect(r, '-');
    int64_t day = digits(r, 2);
    if (r->bad)
        return 0;
    within(r, day, 1, days_of_month(year, month));
    return days_since_1970(year, month, day);
}

enum { SECOND_MS = 1000, MINUTE_MS = 60 * SECOND_MS, HOUR_MS = 60 * MINUTE_MS };
static const int64_t day_ms = 24 * (int64_t)HOUR_MS;

static int64_t read_clock(Reader *r)
{
    int64_t ms = within(r, digits(r, 2), 0, 23) * HOUR_MS;
    expect(r, ':');
    ms += within(r, digits(r, 2), 0, 59) * MINUTE_MS;
    expect(r, ':');
    int64_t second = within(r, digits(r, 2), 0, 60), fraction = take(r, '.') ? thousandths(r) : 0;
    return ms + (second == 60 ? MINUTE_MS - 1 : second * SECOND_MS + fraction);
}

/* How far ahead of UTC. */
static int64_t read_zone(Reader *r)
{
    if (take(r, 'Z') || take(r, 'z'))
        return 0;
    bool minus = take(r, '-');
    if (!minus)
        expect(r, '+');
    int64_t ms = within(r, digits(r, 2), 0, 23) * HOUR_MS;
    if (take(r, ':') || r->rest.n > 0)
        ms += within(r, digits(r, 2), 0, 59) * MINUTE_MS;
    r->bad = r->bad || (minus && ms == 0); /* "unknown offset": X11 refuses it */
    return minus ? -ms : ms;
}

Rc form_time(Str s, int64_t *ret_ms)
{
    Reader r = {.rest = s};
    int64_t ms = read_date(&r) * day_ms;
    if (!take(&r, 'T'))
        expect(&r, 't');
    ms += read_clock(&r);
    ms -= read_zone(&r);
    if (r.bad || r.rest.n > 0)
        return ERR_INVALID;
    *ret_ms = ms;
    return OK;
}

/* One unit of a duration: its letter, and whether it stands behind the T. In the order they must come. */
typedef struct {
    char letter;
    bool of_time;
    int64_t ms;
} Unit;
static const Unit units[] = {
    {'Y', false, INT64_C(365) * 24 * HOUR_MS},
    {'M', false, INT64_C(30) * 24 * HOUR_MS},
    {'W', false, INT64_C(7) * 24 * HOUR_MS},
    {'D', false, INT64_C(24) * HOUR_MS},
    {'H', true, HOUR_MS},
    {'M', true, MINUTE_MS},
    {'S', true, SECOND_MS},
};
enum { UNITS = sizeof units / sizeof *units, UNIT_WEEK = 2, DURATION_DIGITS = 9 };
static const int64_t duration_max_ms = INT64_C(1000) * 365 * 24 * HOUR_MS;

/* A number and its unit, which comes after `*at` in the table. */
static int64_t read_part(Reader *r, bool of_time, size_t *at, bool *ret_fraction)
{
    size_t n = count_digits(r);
    r->bad = r->bad || n == 0 || n > DURATION_DIGITS;
    if (r->bad)
        return 0;
    int64_t whole = digits(r, n), part = 0;
    *ret_fraction = take(r, '.') || take(r, ',');
    if (*ret_fraction)
        part = thousandths(r);
    while (*at < UNITS && (units[*at].of_time != of_time || r->rest.n == 0 || units[*at].letter != r->rest.at[0]))
        ++*at;
    if (*at == UNITS || r->bad || whole > duration_max_ms / units[*at].ms) {
        r->bad = true;
        return 0;
    }
    take(r, units[*at].letter);
    int64_t ms = units[*at].ms;
    ++*at;
    return whole * ms + part * ms / 1000;
}

Rc form_duration(Str s, int64_t *ret_ms)
{
    Reader r = {.rest = s};
    size_t at = 0, parts = 0;
    int64_t ms = 0;
    bool of_time = false, fraction = false, weeks = false;
    r.bad = s.n > XAPI_DURATION_MAX;
    expect(&r, 'P');
    while (!r.bad && r.rest.n > 0) {
        if (!of_time && take(&r, 'T'))
            of_time = true;
        r.bad = r.bad || fraction; /* only the last number may have one */
        ms += read_part(&r, of_time, &at, &fraction);
        weeks = weeks || (!r.bad && at == UNIT_WEEK + 1);
        parts++;
    }
    if (r.bad || parts == 0 || (weeks && parts > 1) || ms > duration_max_ms)
        return ERR_INVALID;
    *ret_ms = ms;
    return OK;
}
