/* What a fuzz target is: one function fed with bytes. Built twice: with libFuzzer (./dev fuzz TARGET), and with
 * replay.c, which runs the stored corpus in ./test. A target answers nothing: it fails by crashing or by a sanitizer.
 */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/ctx.h"

/* The name libFuzzer calls. Answers 0. */
int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n);

/* A context whose arena is empty again: for the beginning of each input. */
Ctx *fuzz_ctx(void);

/* Ends the process unless `held`: what must be true of every input. */
void fuzz_hold(bool held);

#endif
