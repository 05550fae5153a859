/* The development page of mails: every space's, newest first, and nowhere but in development; on both databases. */
#include "domains/notify/notify_api.h"
#include "domains/notify/notify.h"
#include "domains/space/space.h"
#include "domains/task/test_request.h"

#include <stdlib.h>

static Space space_named(Check *c, TestDatabase *d, const char *slug)
{
    Space space = {0};
    Str name = str_of(slug);
    if (space_create(check_ctx(c), d->thread, name, name, STR("fr"), SPACE_CLIENT, &space) != OK)
        abort();
    return space;
}

typedef struct {
    Str to;
    Id id;
} Sending;

static Rc write_one(Ctx *cx, Db *db, void *arg)
{
    Sending *s = arg;
    Notice n = {.template = NOTIFY_RESET,
                .to = s->to,
                .to_name = STR("Ana"),
                .language = STR("en"),
                .space_name = STR("Acme"),
                .link = STR("https://learn.example.com/access#t0ken")};
    return notify_write(cx, db, &n, &s->id);
}

static Id sent(Check *c, TestDatabase *d, const Space *space, const char *to)
{
    Sending s = {.to = str_of(to)};
    CHECK(c, db_write(check_ctx(c), database_open(c, d, &space->id), write_one, &s) == OK);
    check_clock_add(c, 1000);
    return s.id;
}

static size_t place(const Reply *r, const char *part)
{
    Str body = buf_str(&r->body);
    const char *found = memmem(body.at, body.n, part, strlen(part));
    return found ? (size_t)(found - body.at) : body.n;
}

static void page(Check *c, TestDatabase *d)
{
    Space acme = space_named(c, d, "acme"), zeta = space_named(c, d, "zeta");
    TestRequests t;
    test_requests(c, d, &notify_surface, &(Id){0}, 0, &t); /* nobody is signed in */
    t.development = true;
    sent(c, d, &acme, "first@example.com");
    Id second = sent(c, d, &zeta, "second@example.com");
    sent(c, d, &acme, "third@example.com");
    Reply r = test_expect(&t, "GET", "/api/v1/dev/mails", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "\"total\":3") && test_holds(&r, "\"next_cursor\":null"));
    CHECK(c, place(&r, "third@") < place(&r, "second@") && place(&r, "second@") < place(&r, "first@"));
    r = test_expect(&t, "GET", "/api/v1/dev/mails?limit=2", NULL, 200, NULL);
    CHECK(c, test_holds(&r, "second@") && !test_holds(&r, "first@") && test_holds(&r, "\"total\":3"));
    test_expect(&t, "GET", "/api/v1/dev/mails?limit=100", NULL, 200, NULL);
    test_expect(&t, "GET", "/api/v1/dev/mails?limit=101", NULL, 400, "http.out_of_range");
    CHECK(c, notify_sent(check_ctx(c), database_open(c, d, &zeta.id), &second, true, STR(""), true) == OK);
    Str path = {0};
    CHECK(c, str_format(check_ctx(c)->arena, &path, "/api/v1/dev/mails/%s", second.text) == OK);
    r = test_expect(&t, "GET", path.at, NULL, 200, NULL); /* kept although it was sent */
    CHECK(c, test_holds(&r, "\"subject\":\"Choose a new password\"") && test_holds(&r, "access#t0ken"));
    CHECK(c, test_holds(&r, "<!DOCTYPE html>"));
    CHECK(c, str_format(check_ctx(c)->arena, &path, "/api/v1/dev/mails/%s", acme.id.text) == OK);
    test_expect(&t, "GET", path.at, NULL, 404, "http.missing");
    t.development = false;
    test_expect(&t, "GET", "/api/v1/dev/mails", NULL, 404, "http.missing");
    test_requests_free(&t);
}

static void the_page_shows_every_space_and_only_in_development(Check *c)
{
    database_each_engine(c, page);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"the page of mails shows every space, and only in development",
         the_page_shows_every_space_and_only_in_development},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
