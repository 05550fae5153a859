/* The worker's own rules; what it does with a real api is shown by tests/faults. */
#include "apps/worker/kinds.h"
#include "apps/worker/loop.h"
#include "kernel/conf/conf.h"
#include "tests/check.h"

static void waits_longer(Check *c)
{
    CHECK_INT(c, wait_after(1, 30000, 500), 1000);
    CHECK_INT(c, wait_after(2, 30000, 500), 2000);
    CHECK_INT(c, wait_after(5, 30000, 500), 16000);
    CHECK_INT(c, wait_after(6, 30000, 500), 30000);
    CHECK_INT(c, wait_after(1000, 30000, 500), 30000);
    CHECK_INT(c, wait_after(9, 4000, 500), 4000);
}

static void spreads(Check *c)
{
    CHECK_INT(c, wait_after(6, 30000, 0), 22500);
    CHECK(c, wait_after(6, 30000, 999) < 37500 && wait_after(6, 30000, 999) > 37000);
}

static Conf *conf_with_mail_in(Check *c, const char *folder)
{
    char url[300];
    snprintf(url, sizeof url, "KAIR_MAIL_URL=file://%s", folder);
    char *const environment[] = {url, NULL};
    Buf complaints;
    Conf *conf = NULL;
    buf_init(&complaints, check_ctx(c)->arena, 4096);
    CHECK_INT(c, conf_load(check_ctx(c), NULL, environment, &complaints, &conf), OK);
    return conf;
}

static void sends(Check *c)
{
    Str error = {0};
    Conf *conf = conf_with_mail_in(c, check_folder(c));
    Str payload = STR("{\"id\":\"018f2f3a-0000-7000-8000-000000000001\",\"to\":\"ada@example.org\",\"to_name\":\"Ada\","
                      "\"subject\":\"Bonjour\",\"text\":\"Un mot\",\"html\":\"\",\"language\":\"fr\",\"later\":1}");
    CHECK_INT(c, mail_job(check_ctx(c), conf, payload, &error), OK);
    CHECK_INT(c, (int64_t)error.n, 0);
    conf_free(conf);
}

static void refuses(Check *c)
{
    Str error = {0};
    Conf *conf = conf_with_mail_in(c, check_folder(c));
    CHECK_INT(c, mail_job(check_ctx(c), conf, STR("{\"id\":\"x\"}"), &error), ERR_INVALID);
    CHECK_STR(c, error, "the message is not one");
    conf_free(conf);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"waits double up to their limit", waits_longer},
        {"waits are spread by a quarter to each side", spreads},
        {"a mail job is sent, whatever members a newer api adds", sends},
        {"a payload that is no message fails for good", refuses},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
