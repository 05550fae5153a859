/* Threads behind a barrier. */
#include "kernel/store/test_crew.h"

#include <pthread.h>

enum { CREW_ARENA = 16 << 20 };

typedef struct {
    Crewman me;
    Ctx cx;
    void (*body)(Crewman *me);
    pthread_barrier_t *start;
    pthread_t thread;
} Post;

static void *work(void *arg)
{
    Post *p = arg;
    pthread_barrier_wait(p->start);
    p->body(&p->me);
    return NULL;
}

void crew_run(Check *c, TestDatabase *d, size_t n, void (*body)(Crewman *me), void *shared, Crewman *ret)
{
    Post posts[CREW_MAX];
    pthread_barrier_t start;
    REQUIRE(c, n > 0 && n <= CREW_MAX);
    pthread_barrier_init(&start, NULL, (unsigned)n);
    for (size_t i = 0; i < n; i++) {
        Post *p = &posts[i];
        *p = (Post){.body = body, .start = &start};
        p->cx =
            (Ctx){.arena = arena_new(CREW_ARENA), .clock = &clock_system, .random = &random_system, .id = STR("crew")};
        p->me = (Crewman){.number = i, .cx = &p->cx, .sessions = database_thread(c, d), .shared = shared};
        if (!p->cx.arena || pthread_create(&p->thread, NULL, work, p) != 0)
            abort();
    }
    for (size_t i = 0; i < n; i++) {
        pthread_join(posts[i].thread, NULL);
        arena_free(posts[i].cx.arena);
        posts[i].me.cx = NULL;
        ret[i] = posts[i].me;
    }
    pthread_barrier_destroy(&start);
}
