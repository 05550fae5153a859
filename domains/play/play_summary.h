/* An attempt summed up, for the learner's list and for those who measure. Internal to domains/play. */
#ifndef DOMAINS_PLAY_PLAY_SUMMARY_H
#define DOMAINS_PLAY_PLAY_SUMMARY_H

#include "domains/play/play_answer_store.h"
#include "domains/play/play_reader.h"
#include "domains/play/play_store.h"

/* An attempt grain by grain, in the version by which it counts. */
typedef struct {
    PlayAttempt attempt; /* module_version: that version */
    PlayStanding parts[MODULE_GRAINS_MAX];
    size_t n;
    int64_t seconds, covered_s, duration_ms;
} PlaySum;
Rc play_sum_load(Ctx *cx, Db *space, const Registration *registration, int64_t attempt, PlaySum *ret) MUST;
int play_sum_state(const PlaySum *sum); /* LearningState */
double play_sum_share(const PlaySum *sum);

/* Which grain to go on with: the one last played if it is not over, else the first not begun, else the first. */
size_t play_go_on(const PlayStanding *parts, size_t n);

/* Whether a mark is asked for, and reached: the distribution's, else the grains'. */
bool play_score_marked(const PlayScore *score, const RegistrationTerms *terms);
bool play_score_passes(const PlayScore *score, const RegistrationTerms *terms);

#endif
