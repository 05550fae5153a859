/* What `image` and `pages` have in common is here: one picture in several widths, each as WebP and as JPEG. */
#include "apps/step/pictures.h"

#include "kernel/json/codec.h"
#include "kernel/picture/document.h"

#include <inttypes.h>
#include <stddef.h>

enum { ENCODED_MAX = 32 << 20, NAME_ROOM = 40, RENDITIONS_MAX = 6 };

static const int64_t image_widths[] = {320, 800, 1600}, page_widths[] = {800, 1600};

typedef struct {
    Str name, type;
    int64_t width, height;
} Rendition;

static const Member rendition_members[] = {
    MEMBER_TEXT(Rendition, name, TEXT_TOKEN, 1, BUNDLE_NAME_MAX, "File"),
    MEMBER_TEXT(Rendition, type, TEXT_LINE, 1, 40, "Media type"),
    MEMBER_INT(Rendition, width, 1, INT32_MAX, "Pixels"),
    MEMBER_INT(Rendition, height, 1, INT32_MAX, "Pixels"),
};
static SHAPE(rendition_shape, NULL, Rendition, rendition_members, "One picture file");

typedef ListOf(Rendition) Renditions;

Rc pictures_prepare(Ctx *cx)
{
    (void)cx;
    return picture_start();
}

/* `width` is the rendition's nominal one, and part of its name; a smaller picture is smaller. */
static Rc put_rendition(Ctx *cx, Step *s, const Picture *p, const char *prefix, int64_t width, PictureType type,
                        Renditions *to)
{
    Rendition r = {.type = str_of(picture_types[type].media), .width = picture_width(p), .height = picture_height(p)};
    Str bytes;
    TRY(str_format(cx->arena, &r.name, "%s-%" PRId64 ".%s", prefix, width, picture_types[type].suffix));
    ArenaMark mark = arena_mark(cx->arena);
    TRY(picture_encode(cx, p, type, ENCODED_MAX, &bytes));
    TRY(bundle_begin(s->bundle, r.name));
    TRY(bundle_append(s->bundle, bytes));
    arena_rewind(cx->arena, mark);
    TRY(bundle_end(cx, s->bundle, NULL));
    to->at[to->n++] = r;
    return OK;
}

static Rc put_width(Ctx *cx, Step *s, const Picture *p, const char *prefix, int64_t width, int64_t height,
                    Renditions *to)
{
    Picture *small;
    TRY(picture_fit(p, width, height, &small));
    Rc rc = put_rendition(cx, s, small, prefix, width, PICTURE_WEBP, to);
    if (rc == OK)
        rc = put_rendition(cx, s, small, prefix, width, PICTURE_JPEG, to);
    picture_free(small);
    return rc;
}

/* Up to the first width that shows all the picture has. */
static Rc put_widths(Ctx *cx, Step *s, const Picture *p, const char *prefix, const int64_t *widths, size_t count,
                     int64_t height, Renditions *to)
{
    to->n = 0;
    to->at = arena_array(cx->arena, RENDITIONS_MAX, sizeof *to->at);
    if (!to->at)
        return ERR_NOMEM;
    for (size_t i = 0; i < count; i++) {
        TRY(put_width(cx, s, p, prefix, widths[i], height, to));
        if (picture_width(p) <= widths[i])
            break;
    }
    return OK;
}

/* image */

typedef struct {
    ListOf(StepFile) files;
    int64_t width, height;
    Renditions pictures;
} ImageResult;

static const Member image_members[] = {
    STEP_FILES(ImageResult),
    MEMBER_INT(ImageResult, width, 1, INT32_MAX, "Of the source as shown"),
    MEMBER_INT(ImageResult, height, 1, INT32_MAX, "Of the source as shown"),
    MEMBER_LIST(ImageResult, pictures, rendition_shape, RENDITIONS_MAX, "By width, smallest first"),
};
static SHAPE(image_shape, NULL, ImageResult, image_members, "Renditions of an image");

static Rc refuse_image(Step *s, const PictureSource *source)
{
    switch (source->verdict) {
    case PICTURE_TOO_LARGE:
        return step_refuse(s, "media.too_many_pixels", "%" PRId64 " x %" PRId64 " pixels, more than %d", source->width,
                           source->height, IMAGE_PIXELS_MAX);
    case PICTURE_BROKEN:
        return step_refuse(s, "media.truncated", "the picture is damaged or ends early");
    default:
        return step_refuse(s, "media.not_an_image", "neither PNG, JPEG, WebP nor GIF");
    }
}

Rc image_run(Ctx *cx, Step *s)
{
    enum { WIDTHS = sizeof image_widths / sizeof *image_widths };
    const PictureBounds bounds = {
        .pixels = IMAGE_PIXELS_MAX, .width = image_widths[WIDTHS - 1], .height = IMAGE_HEIGHT_MAX};
    ImageResult result = {0};
    PictureSource source;
    Picture *picture;
    Rc rc = picture_read(cx, s->input_fd, &bounds, &picture, &source);
    if (rc == ERR_INVALID)
        return refuse_image(s, &source);
    TRY(rc);
    step_progress(s, 0.5);
    result.width = source.width;
    result.height = source.height;
    rc = put_widths(cx, s, picture, "i", image_widths, WIDTHS, IMAGE_HEIGHT_MAX, &result.pictures);
    picture_free(picture);
    TRY(rc);
    return step_answer(cx, s, &image_shape, &result);
}

/* pages */

typedef struct {
    Renditions pictures;
    Str text;
} Page;

static const Member page_members[] = {
    MEMBER_LIST(Page, pictures, rendition_shape, RENDITIONS_MAX, "By width, smallest first"),
    MEMBER_TEXT(Page, text, TEXT_BLOCK, 0, PAGE_TEXT_CHARACTERS, "What it says; may be empty"),
};
static SHAPE(page_shape, NULL, Page, page_members, "One page");

typedef struct {
    ListOf(StepFile) files;
    ListOf(Page) pages;
} PagesResult;

static const Member pages_members[] = {
    STEP_FILES(PagesResult),
    MEMBER_LIST(PagesResult, pages, page_shape, PAGES_MAX, "In order"),
};
static SHAPE(pages_shape, NULL, PagesResult, pages_members, "Pages of a document");

static Rc put_page(Ctx *cx, Step *s, Document *d, int64_t number, size_t *text_left, Page *ret)
{
    char prefix[NAME_ROOM];
    Picture *picture;
    Rc rc = document_draw(cx, d, number, page_widths[1], PAGE_SIDE_MAX, &picture);
    if (rc == ERR_INVALID)
        return step_refuse(s, "media.truncated", "page %" PRId64 " cannot be read", number + 1);
    TRY(rc);
    snprintf(prefix, sizeof prefix, "p-%03" PRId64, number + 1);
    rc = put_widths(cx, s, picture, prefix, page_widths, sizeof page_widths / sizeof *page_widths, PAGE_SIDE_MAX,
                    &ret->pictures);
    picture_free(picture);
    TRY(rc);
    TRY(document_text(cx, d, number, PAGE_TEXT_CHARACTERS, *text_left, &ret->text));
    *text_left -= ret->text.n;
    return OK;
}

static Rc put_pages(Ctx *cx, Step *s, Document *d, PagesResult *result)
{
    int64_t count = document_page_count(d);
    size_t text_left = PAGES_TEXT_BYTES;
    if (count > PAGES_MAX)
        return step_refuse(s, "media.too_many_pages", "%" PRId64 " pages, more than %d", count, PAGES_MAX);
    if (count < 1)
        return step_refuse(s, "media.not_a_pdf", "a document without pages");
    result->pages.at = arena_array(cx->arena, (size_t)count, sizeof *result->pages.at);
    if (!result->pages.at)
        return ERR_NOMEM;
    for (int64_t i = 0; i < count; i++) {
        TRY(put_page(cx, s, d, i, &text_left, result->pages.at + i));
        result->pages.n++;
        step_progress(s, (double)(i + 1) / (double)count);
    }
    return step_answer(cx, s, &pages_shape, result);
}

Rc pages_run(Ctx *cx, Step *s)
{
    PagesResult result = {0};
    DocumentVerdict verdict;
    Document *d;
    Rc rc = document_open(cx, s->input_fd, &d, &verdict);
    if (rc == ERR_INVALID && verdict == DOCUMENT_ENCRYPTED)
        return step_refuse(s, "media.encrypted_pdf", "the document asks for a password");
    if (rc == ERR_INVALID)
        return step_refuse(s, "media.not_a_pdf", "no PDF document, or one damaged beyond repair");
    TRY(rc);
    rc = put_pages(cx, s, d, &result);
    document_free(d);
    return rc;
}
