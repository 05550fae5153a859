/* Who waits for new statements is woken, once for each space, and at the end. */
#include "domains/xapi/xapi_mark.h"

#include "tests/check.h"

#include <pthread.h>
#include <stdlib.h>

enum { LONG_MS = 60000 };

static XapiMark *mark_of(Check *c)
{
    XapiMark *m;
    if (!CHECK(c, xapi_mark_new(&m) == OK))
        abort();
    return m;
}

static void each_space_once(Check *c)
{
    XapiMark *m = mark_of(c);
    Id first = id_new(check_ctx(c)), second = id_new(check_ctx(c)), got[3];
    xapi_mark_set(m, &first);
    xapi_mark_set(m, &second);
    xapi_mark_set(m, &first);
    CHECK_INT(c, (int64_t)xapi_mark_wait(m, LONG_MS, got, 3), 2);
    CHECK(c, id_equal(&got[0], &first) && id_equal(&got[1], &second));
    CHECK_INT(c, (int64_t)xapi_mark_wait(m, 0, got, 3), 0);
    xapi_mark_set(m, &first);
    xapi_mark_set(m, &second);
    CHECK_INT(c, (int64_t)xapi_mark_wait(m, LONG_MS, got, 1), 1);
    CHECK_INT(c, (int64_t)xapi_mark_wait(m, LONG_MS, got, 1), 1);
    CHECK(c, id_equal(&got[0], &second));
    xapi_mark_set(NULL, &first);
    xapi_mark_free(m);
    xapi_mark_free(NULL);
}

static void more_than_fit(Check *c)
{
    static Id got[XAPI_MARK_MAX + 1];
    XapiMark *m = mark_of(c);
    for (int i = 0; i < XAPI_MARK_MAX + 1; i++) {
        Id space = id_new(check_ctx(c));
        xapi_mark_set(m, &space);
    }
    CHECK_INT(c, (int64_t)xapi_mark_wait(m, LONG_MS, got, XAPI_MARK_MAX + 1), XAPI_MARK_MAX);
    xapi_mark_free(m);
}

typedef struct {
    XapiMark *mark;
    Id got;
    size_t n;
} Waiter;

static void *wait_long(void *arg)
{
    Waiter *w = arg;
    w->n = xapi_mark_wait(w->mark, LONG_MS, &w->got, 1);
    return NULL;
}

static void woken(Check *c)
{
    Waiter w = {.mark = mark_of(c), .n = 9};
    Id space = id_new(check_ctx(c));
    pthread_t thread;
    REQUIRE(c, pthread_create(&thread, NULL, wait_long, &w) == 0);
    xapi_mark_set(w.mark, &space);
    pthread_join(thread, NULL);
    CHECK(c, w.n == 1 && id_equal(&w.got, &space));
    REQUIRE(c, pthread_create(&thread, NULL, wait_long, &w) == 0);
    xapi_mark_close(w.mark);
    pthread_join(thread, NULL);
    CHECK(c, w.n == 0 && xapi_mark_wait(w.mark, LONG_MS, &w.got, 1) == 0);
    xapi_mark_free(w.mark);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"each space is told once until it is taken", each_space_once},
        {"more spaces than there is room for are left to looking", more_than_fit},
        {"who waits is woken by a space, and by the end", woken},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
