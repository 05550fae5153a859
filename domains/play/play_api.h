/* HTTP surface of playing: the learner's list, the play pages, and what the player calls. */
#ifndef DOMAINS_PLAY_PLAY_API_H
#define DOMAINS_PLAY_PLAY_API_H

#include "kernel/http/api.h"

extern const Surface play_surface;

#endif
