/* Commas, escapes, numbers. */
#include "kernel/json/writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void new_line(JsonWriter *w)
{
    buf_byte(w->out, '\n');
    for (int i = 0; i < w->depth; i++)
        buf_put(w->out, STR("  "));
}

static void separate(JsonWriter *w)
{
    if (w->comma)
        buf_byte(w->out, ',');
    if (w->pretty && w->depth && !w->named)
        new_line(w);
    w->comma = true;
    w->named = false;
}

static void begin(JsonWriter *w, char bracket)
{
    separate(w);
    buf_byte(w->out, bracket);
    w->comma = false;
    w->depth++;
}

static void end(JsonWriter *w, char bracket)
{
    w->depth--;
    if (w->pretty && w->comma) /* an empty one stays on its line */
        new_line(w);
    buf_byte(w->out, bracket);
    w->comma = true;
}

void json_object_begin(JsonWriter *w)
{
    begin(w, '{');
}

void json_object_end(JsonWriter *w)
{
    end(w, '}');
}

void json_array_begin(JsonWriter *w)
{
    begin(w, '[');
}

void json_array_end(JsonWriter *w)
{
    end(w, ']');
}

static void escape(Buf *out, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    static const char shorts[][2] = {{'"', '"'}, {'\\', '\\'}, {'\n', 'n'}, {'\r', 'r'}, {'\t', 't'}};
    for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
        if ((char)c == shorts[i][0]) {
            char pair[] = {'\\', shorts[i][1]};
            buf_put(out, (Str){pair, sizeof pair});
            return;
        }
    char six[] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
    buf_put(out, (Str){six, sizeof six});
}

static void quoted(Buf *out, Str s)
{
    buf_byte(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        if (i > from)
            buf_put(out, (Str){s.at + from, i - from});
        escape(out, c);
        from = i + 1;
    }
    if (s.n > from)
        buf_put(out, (Str){s.at + from, s.n - from});
    buf_byte(out, '"');
}

void json_name(JsonWriter *w, Str name)
{
    separate(w);
    quoted(w->out, name);
    buf_put(w->out, w->pretty ? STR(": ") : STR(":"));
    w->comma = false;
    w->named = true;
}

void json_text(JsonWriter *w, Str s)
{
    separate(w);
    quoted(w->out, s);
}

void json_int(JsonWriter *w, int64_t v)
{
    char digits[20];
    size_t n = sizeof digits;
    uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    separate(w);
    do
        digits[--n] = (char)('0' + left % 10);
    while (left /= 10);
    if (v < 0)
        digits[--n] = '-';
    buf_put(w->out, (Str){digits + n, sizeof digits - n});
}

void json_double(JsonWriter *w, double v)
{
    char text[32];
    if (!isfinite(v)) {
        if (w->out->rc == OK)
            w->out->rc = ERR_BUG;
        return;
    }
    separate(w);
    for (int digits = 15; digits <= 17; digits++) { /* the shortest of the three that reads back the same */
        snprintf(text, sizeof text, "%.*g", digits, v);
        double back = strtod(text, NULL);
        if (memcmp(&back, &v, sizeof v) == 0)
            break;
    }
    buf_put(w->out, str_of(text));
}

void json_bool(JsonWriter *w, bool v)
{
    separate(w);
    buf_put(w->out, v ? STR("true") : STR("false"));
}

void json_nothing(JsonWriter *w)
{
    separate(w);
    buf_put(w->out, STR("null"));
}

void json_raw(JsonWriter *w, Str s)
{
    separate(w);
    buf_put(w->out, s);
}

void json_member_text(JsonWriter *w, const char *name, Str s)
{
    json_name(w, str_of(name));
    json_text(w, s);
}

void json_member_int(JsonWriter *w, const char *name, int64_t v)
{
    json_name(w, str_of(name));
    json_int(w, v);
}
