/* Still pictures: reads one that a stranger made, makes smaller ones for browsers. The only door to libvips. Its files
 * are descriptors; nothing is opened by name. Linked into kair-step only. */
#ifndef KERNEL_PICTURE_PICTURE_H
#define KERNEL_PICTURE_PICTURE_H

#include "base/ctx.h"

typedef enum { PICTURE_WEBP, PICTURE_JPEG, PICTURE_TYPE_COUNT } PictureType;

typedef struct {
    const char *suffix; /* "webp" */
    const char *media;  /* "image/webp" (RFC 2046) */
} PictureTypeRow;
extern const PictureTypeRow picture_types[PICTURE_TYPE_COUNT];

/* Pixels in memory: 8 bits, sRGB, perhaps with alpha, upright, without metadata. */
typedef struct Picture Picture;
void picture_free(Picture *p); /* accepts NULL */
int64_t picture_width(const Picture *p);
int64_t picture_height(const Picture *p);

/* Once, before the sandbox closes: starts the library and blocks every reader but PNG, JPEG, WebP and GIF. ERR_BUG. */
Rc picture_start(void) MUST;

typedef enum {
    PICTURE_READ,
    PICTURE_UNKNOWN,   /* none of the four forms */
    PICTURE_TOO_LARGE, /* by its header; no pixel was touched */
    PICTURE_BROKEN,    /* damaged, or ends early */
} PictureVerdict;

typedef struct {
    int64_t pixels;        /* of the source, at most */
    int64_t width, height; /* what is kept: made smaller to fit, never larger */
} PictureBounds;

/* Reads the seekable descriptor, which stays the caller's: the first picture of several, turned upright, colours
 * brought to sRGB. *ret_source_width and height: of the source, upright. ERR_INVALID: see *ret_verdict. ERR_NOMEM. */
typedef struct {
    PictureVerdict verdict;
    int64_t width, height; /* of the source as shown; 0 when unknown */
} PictureSource;
Rc picture_read(Ctx *cx, int fd, const PictureBounds *bounds, Picture **ret, PictureSource *source) MUST;

/* From `height` rows of `width` pixels of 3 bytes (R, G, B), which are copied. ERR_NOMEM. */
Rc picture_of_rgb(const unsigned char *rgb, int64_t width, int64_t height, Picture **ret) MUST;

/* Made to fit `width` × `height`, never larger than it is. */
Rc picture_fit(const Picture *p, int64_t width, int64_t height, Picture **ret) MUST;

/* Compressed for browsers, in the arena. JPEG: what is transparent lies on white. ERR_LIMIT past `ceiling`. */
Rc picture_encode(Ctx *cx, const Picture *p, PictureType type, size_t ceiling, Str *ret) MUST;

#endif
