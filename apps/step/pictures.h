/* The steps `image` and `pages`: a picture, or a PDF document, becomes pictures for browsers. */
#ifndef APPS_STEP_PICTURES_H
#define APPS_STEP_PICTURES_H

#include "apps/step/step.h"

enum {
    IMAGE_PIXELS_MAX = 80 * 1000 * 1000,
    IMAGE_HEIGHT_MAX = 16000, /* of what is made: WebP ends at 16383 */
    PAGES_MAX = 200,
    PAGE_SIDE_MAX = 2000,          /* pixels, the longer side of a page */
    PAGE_TEXT_CHARACTERS = 4000,   /* of one page */
    PAGES_TEXT_BYTES = 400 * 1000, /* of all: the result must stay small enough to be sent */
};

Rc pictures_prepare(Ctx *cx) MUST;
Rc image_run(Ctx *cx, Step *s) MUST;
Rc pages_run(Ctx *cx, Step *s) MUST;

#endif
