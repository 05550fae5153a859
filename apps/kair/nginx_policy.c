/* The Content-Security-Policy of the site (OPERATIONS §10): nothing inline but what the build listed by hash. */
#include "apps/kair/nginx_conf.h"

#include "kernel/json/codec.h"
#include "kernel/json/member.h"

#include <stddef.h>

enum { HASHES_MAX = 64, HASH_TEXT_MAX = 100, POLICY_MAX = 16 << 10 };

typedef struct {
    ListOf(Str) script_src;
    ListOf(Str) style_src;
} Inline;

ITEM_TEXT(hash_item, TEXT_LINE, 1, HASH_TEXT_MAX);
static const Member inline_members[] = {
    {.name = "script-src",
     .kind = MEMBER_KIND_LIST,
     .at = offsetof(Inline, script_src),
     .has_at = MEMBER_NO_HAS,
     .item = &hash_item,
     .item_size = sizeof(Str),
     .max = HASHES_MAX,
     .doc = "Hashes of inline scripts"},
    {.name = "style-src",
     .kind = MEMBER_KIND_LIST,
     .at = offsetof(Inline, style_src),
     .has_at = MEMBER_NO_HAS,
     .item = &hash_item,
     .item_size = sizeof(Str),
     .max = HASHES_MAX,
     .doc = "Hashes of inline styles"},
};
static SHAPE(inline_shape, NULL, Inline, inline_members, "What the browser side keeps inline, as its build wrote it");

/* 'sha256-<base64>' and nothing else: the text goes into a header as it stands. */
static bool is_hash(Str s)
{
    if (!str_starts(s, STR("'sha256-")) || s.n < 10 || s.at[s.n - 1] != '\'')
        return false;
    for (size_t i = 8; i < s.n - 1; i++) {
        char c = s.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '+' && c != '/' && c != '=')
            return false;
    }
    return true;
}

static Rc put_hashes(Buf *out, const Str *hashes, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!is_hash(hashes[i]))
            return ERR_INVALID;
        buf_byte(out, ' ');
        buf_put(out, hashes[i]);
    }
    return OK;
}

Rc nginx_policy(Ctx *cx, Str csp_json, Str *ret)
{
    Inline kept = {0};
    Str page_style;
    Buf b;
    if (csp_json.at)
        TRY(shape_decode(cx, &inline_shape, csp_json, DECODE_STRICT, &kept));
    TRY(nginx_page_style_source(cx, &page_style));
    buf_init(&b, cx->arena, POLICY_MAX);
    buf_put(&b, STR("default-src 'none'; script-src 'self'"));
    TRY(put_hashes(&b, kept.script_src.at, kept.script_src.n));
    buf_put(&b, STR("; style-src 'self'"));
    TRY(put_hashes(&b, kept.style_src.at, kept.style_src.n));
    TRY(put_hashes(&b, &page_style, 1));
    buf_put(&b, STR("; img-src 'self'; media-src 'self' blob:; connect-src 'self'; font-src 'self'; "
                    "worker-src 'self' blob:; frame-src 'self'; frame-ancestors 'none'; form-action 'self'; "
                    "base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'"));
    TRY(b.rc);
    *ret = buf_str(&b);
    return OK;
}
