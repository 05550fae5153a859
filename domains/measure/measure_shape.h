/* Rows of shape tables that several shapes of measure share. Internal to domains/measure. */
#ifndef DOMAINS_MEASURE_MEASURE_SHAPE_H
#define DOMAINS_MEASURE_MEASURE_SHAPE_H

#include "kernel/json/shape.h"

/* A figure that may be hidden, or to which nobody gave rise: then null. */
#define FIGURE(S, m, high, sentence) NULLABLE(S, m, MEMBER_KIND_INT, .min = 0, .max = high, .doc = sentence)
#define FIGURE_TIME(S, m, sentence) FIGURE(S, m, 253402300799999, sentence)

#define HIDDEN_DOC "A figure is null because it is of fewer than five people, whose names may not be seen here"
#define HIDDEN(S) MEMBER_BOOL(S, hidden, HIDDEN_DOC)

#endif
