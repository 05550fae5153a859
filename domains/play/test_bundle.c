/* See test_bundle.h. */
#include "domains/play/test_bundle.h"

#include "kernel/crypt/crypt.h"

#include <stdio.h>
#include <sys/stat.h>

static void write_file(Check *c, const char *folder, const char *name, Str text)
{
    Str path = STR("");
    CHECK(c, str_format(check_ctx(c)->arena, &path, "%s/player/%s", folder, name) == OK);
    FILE *file = fopen(path.at, "w");
    if (!CHECK(c, file != NULL))
        return;
    CHECK(c, fwrite(text.at, 1, text.n, file) == text.n);
    fclose(file);
}

static Str digest(Check *c, const char *text)
{
    Sha256 h = sha256(str_of(text));
    Buf b;
    buf_init(&b, check_ctx(c)->arena, 64);
    buf_base64url(&b, h.bytes, sizeof h.bytes);
    buf_byte(&b, '=');
    for (size_t i = 0; i < b.n; i++)
        b.at[i] = (char)(b.at[i] == '-' ? '+' : b.at[i] == '_' ? '/' : b.at[i]);
    return buf_str(&b);
}

void test_bundle_write(Check *c, const char *folder, const char *script, const char *style)
{
    static const char engine[] = "engine();";
    Str path = STR(""), json = STR("");
    Str script_digest = digest(c, script), engine_digest = digest(c, engine), style_digest = digest(c, style);
    CHECK(c, str_format(check_ctx(c)->arena, &path, "%s/player", folder) == OK);
    mkdir(path.at, 0700);
    CHECK(c, str_format(check_ctx(c)->arena, &json,
                        "{\"inline\":{\"script\":\"inline.js\",\"engine\":\"engine.js\",\"style\":\"inline.css\","
                        "\"script_sha256\":\"%.*s\",\"engine_sha256\":\"%.*s\",\"style_sha256\":\"%.*s\"},\"late\":{"
                        "\"script\":\"/assets/player-late-0.js\"}}",
                        STR_ARG(script_digest), STR_ARG(engine_digest), STR_ARG(style_digest)) == OK);
    write_file(c, folder, "player.json", json);
    write_file(c, folder, "inline.js", str_of(script));
    write_file(c, folder, "engine.js", str_of(engine));
    write_file(c, folder, "inline.css", str_of(style));
}

PlayerBundle *test_bundle(Check *c, const char *folder)
{
    PlayerBundle *b = NULL;
    test_bundle_write(c, folder, "play();", "#player{margin:0}");
    CHECK(c, player_bundle_open(check_ctx(c), str_of(folder), &b) == OK);
    return b;
}
