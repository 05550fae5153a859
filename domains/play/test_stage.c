/* See test_stage.h. */
#include "domains/play/test_stage.h"

#include "domains/play/play_api.h"
#include "domains/play/test_bundle.h"
#include "domains/space/space.h"
#include "kernel/conf/conf.h"

#include <stdlib.h>

void test_stage(Check *c, TestDatabase *d, TestStage *s)
{
    Ctx *cx = check_ctx(c);
    Space space = {0};
    Buf complaints;
    char origin[] = "KAIR_ORIGIN=https://learn.example", *environment[] = {origin, NULL};
    buf_init(&complaints, cx->arena, 4096);
    test_play(c, d, &s->play);
    s->conf = NULL;
    s->bundle = test_bundle(c, d->data_dir);
    bool ok = conf_load(cx, NULL, environment, &complaints, &s->conf) == OK;
    test_requests(c, d, &play_surface, &s->play.space, RIGHT_BIT(RIGHT_MODULE_PLAY) | RIGHT_BIT(RIGHT_GRAIN_EDIT),
                  &s->t);
    s->t.who.person = s->play.people[0];
    s->t.conf = s->conf;
    s->t.player = s->bundle;
    s->t.media_key = s->play.key;
    /* The platform knows the space: launches of a suspended one are refused. */
    space = (Space){.id = s->play.space,
                    .slug = id_str(&s->play.space),
                    .name = STR("Client"),
                    .default_language = STR("fr"),
                    .kind = SPACE_CLIENT,
                    .created_ms = now_ms(cx),
                    .version = 1};
    if (!CHECK(c, ok && space_publish(cx, d->thread, &space) == OK))
        abort();
}

void test_stage_free(TestStage *s)
{
    test_requests_free(&s->t);
    player_bundle_free(s->bundle);
    conf_free(s->conf);
    test_play_free(&s->play);
}

const char *test_path(TestStage *s, const char *format, const char *a, const char *b)
{
    Buf p;
    buf_init(&p, check_ctx(s->play.c)->arena, 1000);
    for (const char *at = format; *at; at++)
        if (*at == '#') {
            buf_put(&p, str_of(a));
            a = b;
        } else
            buf_byte(&p, *at);
    buf_byte(&p, 0);
    return p.at;
}

Str test_batch(TestStage *s, Str token, const Str *statements, size_t n)
{
    Buf b;
    buf_init(&b, check_ctx(s->play.c)->arena, 1 << 20);
    buf_format(&b, "{\"token\":\"%.*s\",\"statements\":[", STR_ARG(token));
    for (size_t i = 0; i < n; i++) {
        buf_put(&b, i ? STR(",") : STR(""));
        buf_put(&b, statements[i]);
    }
    buf_put(&b, STR("]}"));
    buf_byte(&b, 0);
    CHECK(s->play.c, b.rc == OK);
    return (Str){b.at, b.n - 1};
}

Reply test_post(TestStage *s, Str body, int status, const char *code)
{
    return test_expect(&s->t, "POST", test_path(s, "/api/v1/play/#/statements", s->play.launch.id.text, NULL), body.at,
                       status, code);
}
