/* The turn to write: first come, first served; waiting ends. */
#include "kernel/store/writer.h"

#include "tests/check.h"

#include <sched.h>

enum { WAITERS = 5, LONG_MS = 60000 };

typedef struct {
    WriterTurn turn;
    int order[WAITERS];
    int served;
} Line;

typedef struct {
    Line *line;
    int number;
    pthread_t thread;
} Waiter;

static void *wait_and_note(void *arg)
{
    Waiter *w = arg;
    if (writer_enter(&w->line->turn, LONG_MS) != OK)
        return NULL;
    w->line->order[w->line->served++] = w->number;
    writer_leave(&w->line->turn);
    return NULL;
}

/* Until somebody else stands last in the line. */
static const WriterWait *see_arrival(WriterTurn *t, const WriterWait *last)
{
    for (;;) {
        pthread_mutex_lock(&t->mutex);
        const WriterWait *now = t->last;
        pthread_mutex_unlock(&t->mutex);
        if (now != last)
            return now;
        sched_yield();
    }
}

static void order_of_arrival(Check *c)
{
    Line line = {0};
    Waiter waiters[WAITERS];
    const WriterWait *last = NULL;
    writer_init(&line.turn);
    REQUIRE(c, writer_enter(&line.turn, 0) == OK);
    for (int i = 0; i < WAITERS; i++) {
        waiters[i] = (Waiter){.line = &line, .number = i};
        REQUIRE(c, pthread_create(&waiters[i].thread, NULL, wait_and_note, &waiters[i]) == 0);
        last = see_arrival(&line.turn, last);
    }
    writer_leave(&line.turn);
    for (int i = 0; i < WAITERS; i++)
        pthread_join(waiters[i].thread, NULL);
    CHECK_INT(c, line.served, WAITERS);
    for (int i = 0; i < WAITERS; i++)
        CHECK_INT(c, line.order[i], i);
    writer_release(&line.turn);
}

static void waiting_ends(Check *c)
{
    WriterTurn turn;
    writer_init(&turn);
    REQUIRE(c, writer_enter(&turn, 0) == OK);
    CHECK(c, writer_enter(&turn, 1) == ERR_BUSY);
    CHECK(c, turn.first == NULL && turn.last == NULL && turn.taken);
    writer_leave(&turn);
    CHECK(c, writer_enter(&turn, 0) == OK);
    writer_leave(&turn);
    CHECK(c, !turn.taken);
    writer_release(&turn);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"writers are served in order of arrival", order_of_arrival},
        {"who waits longer than allowed is told so and leaves the line", waiting_ends},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
