/* Pictures with libvips. Everything is lazy there: errors of the pixels come when they are copied to memory. */
#include "kernel/picture/picture.h"

#include "base/log.h"
#include "base/mem.h"

#include <vips/vips.h>
#include <vips/vector.h>
#include <webp/encode.h>

enum { WEBP_QUALITY = 80, JPEG_QUALITY = 82, TURNED_FROM = 5 /* EXIF orientations 5–8 swap the sides */ };
enum { RGB = 3, RGB_AND_ALPHA = 4 };

const PictureTypeRow picture_types[PICTURE_TYPE_COUNT] = {{"webp", "image/webp"}, {"jpg", "image/jpeg"}};

struct Picture {
    VipsImage *image;
};

/* Libraries below write of damaged files as if someone watched; a file must not be able to fill the log. */
static GLogWriterOutput say_nothing(GLogLevelFlags level, const GLogField *fields, gsize count, gpointer arg)
{
    (void)level, (void)fields, (void)count, (void)arg;
    return G_LOG_WRITER_HANDLED;
}

Rc picture_start(void)
{
    static const char *const readers[] = {"VipsForeignLoadPng", "VipsForeignLoadJpeg", "VipsForeignLoadWebp",
                                          "VipsForeignLoadNsgif"};
    g_log_set_writer_func(say_nothing, NULL, NULL);
    if (VIPS_INIT("kair-step") != 0)
        return ERR_BUG;
    vips_concurrency_set(1);
    vips_cache_set_max(0);
#if VIPS_MAJOR_VERSION == 8 && VIPS_MINOR_VERSION < 15
    vips_vector_set_enabled(FALSE); /* makes machine code, which the sandbox forbids */
#endif
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        vips_operation_block_set(readers[i], FALSE);
    vips_block_untrusted_set(TRUE); /* what vips itself does not trust stays blocked */
    return OK;
}

static void drop_image(VipsImage **image)
{
    g_clear_object(image);
}
#define AUTO_IMAGE __attribute__((cleanup(drop_image))) VipsImage *

static void drop_source(VipsSource **source)
{
    g_clear_object(source);
}
#define AUTO_SOURCE __attribute__((cleanup(drop_source))) VipsSource *

/* Takes `image`. */
static Rc wrap(VipsImage *image, Picture **ret)
{
    Picture *p = mem_get(sizeof *p);
    if (!p) {
        g_object_unref(image);
        return ERR_NOMEM;
    }
    p->image = image;
    *ret = p;
    return OK;
}

void picture_free(Picture *p)
{
    if (!p)
        return;
    g_object_unref(p->image);
    mem_free(p);
}

int64_t picture_width(const Picture *p)
{
    return vips_image_get_width(p->image);
}

int64_t picture_height(const Picture *p)
{
    return vips_image_get_height(p->image);
}

static Rc refuse(Ctx *cx, PictureSource *source, PictureVerdict verdict)
{
    char why[256];
    log_debug(cx, "picture", "refused", "why=%s", log_quote(str_of(vips_error_buffer()), why, sizeof why));
    vips_error_clear();
    source->verdict = verdict;
    return ERR_INVALID;
}

/* Header only. A source is read by one image: the pixels get another one. */
static Rc read_header(Ctx *cx, int fd, const PictureBounds *bounds, PictureSource *source)
{
    AUTO_SOURCE from = vips_source_new_from_descriptor(fd);
    if (!from)
        return ERR_IO;
    AUTO_IMAGE image = vips_image_new_from_source(from, "", "access", VIPS_ACCESS_SEQUENTIAL, NULL);
    if (!image)
        return refuse(cx, source, PICTURE_UNKNOWN);
    int width = vips_image_get_width(image), height = vips_image_get_height(image);
    bool turned = vips_image_get_orientation(image) >= TURNED_FROM;
    source->width = turned ? height : width;
    source->height = turned ? width : height;
    if (source->width > bounds->pixels / source->height)
        return refuse(cx, source, PICTURE_TOO_LARGE);
    return OK;
}

/* Colours to sRGB by the profile that the picture carries. Without one, or with one that makes no sense, its numbers
 * are taken for sRGB already. (vips_thumbnail's own conversion darkens pictures that carry none.) */
static VipsImage *to_srgb(VipsImage *in)
{
    AUTO_IMAGE managed = NULL;
    VipsImage *srgb = NULL;
    if (vips_image_get_typeof(in, VIPS_META_ICC_NAME) &&
        vips_icc_transform(in, &managed, "srgb", "embedded", TRUE, "depth", 8, NULL) != 0)
        vips_error_clear();
    return vips_colourspace(managed ? managed : in, &srgb, VIPS_INTERPRETATION_sRGB, NULL) == 0 ? srgb : NULL;
}

/* 8 bits of sRGB in memory. */
static Rc settle(Ctx *cx, VipsImage *in, PictureSource *source, Picture **ret)
{
    AUTO_IMAGE srgb = to_srgb(in);
    AUTO_IMAGE bytes = NULL;
    VipsImage *memory = srgb && vips_cast_uchar(srgb, &bytes, NULL) == 0 ? vips_image_copy_memory(bytes) : NULL;
    if (!memory)
        return refuse(cx, source, PICTURE_BROKEN);
    int bands = vips_image_get_bands(memory);
    if (bands == RGB || bands == RGB_AND_ALPHA)
        return wrap(memory, ret);
    g_object_unref(memory); /* more channels than colours and alpha: a picture for printers or measuring */
    return refuse(cx, source, PICTURE_UNKNOWN);
}

/* The whole picture is decoded, row by row: a reader that shrinks while it loads would not tell of a file that ends
 * early. */
Rc picture_read(Ctx *cx, int fd, const PictureBounds *bounds, Picture **ret, PictureSource *source)
{
    *source = (PictureSource){0};
    TRY(read_header(cx, fd, bounds, source));
    AUTO_SOURCE from = vips_source_new_from_descriptor(fd);
    if (!from)
        return ERR_IO;
    AUTO_IMAGE small = NULL;
    AUTO_IMAGE image =
        vips_image_new_from_source(from, "", "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_TRUNCATED, NULL);
    if (!image || vips_thumbnail_image(image, &small, (int)bounds->width, "height", (int)bounds->height, "size",
                                       VIPS_SIZE_DOWN, NULL) != 0)
        return refuse(cx, source, PICTURE_BROKEN);
    return settle(cx, small, source, ret);
}

Rc picture_of_rgb(const unsigned char *rgb, int64_t width, int64_t height, Picture **ret)
{
    VipsImage *image = vips_image_new_from_memory_copy(rgb, (size_t)(width * height * RGB), (int)width, (int)height,
                                                       RGB, VIPS_FORMAT_UCHAR);
    if (!image)
        return ERR_NOMEM;
    image->Type = VIPS_INTERPRETATION_sRGB;
    return wrap(image, ret);
}

Rc picture_fit(const Picture *p, int64_t width, int64_t height, Picture **ret)
{
    AUTO_IMAGE small = NULL;
    if (vips_thumbnail_image(p->image, &small, (int)width, "height", (int)height, "size", VIPS_SIZE_DOWN, NULL) != 0) {
        vips_error_clear();
        return ERR_NOMEM;
    }
    VipsImage *memory = vips_image_copy_memory(small);
    return memory ? wrap(memory, ret) : ERR_NOMEM;
}

static int save_jpeg(VipsImage *image, void **bytes, size_t *n)
{
    return vips_jpegsave_buffer(image, bytes, n, "Q", JPEG_QUALITY, "strip", TRUE, "optimize_coding", TRUE, "interlace",
                                TRUE, NULL);
}

static int flatten_and_save_jpeg(VipsImage *image, void **bytes, size_t *n)
{
    AUTO_IMAGE flat = NULL;
    VipsArrayDouble *white = vips_array_double_newv(1, 255.0);
    int failed = vips_flatten(image, &flat, "background", white, NULL);
    vips_area_unref(VIPS_AREA(white));
    return failed || save_jpeg(flat, bytes, n);
}

static Rc encode_jpeg(Ctx *cx, VipsImage *image, size_t ceiling, Str *ret)
{
    void *bytes = NULL;
    size_t n = 0;
    bool alpha = vips_image_get_bands(image) == RGB_AND_ALPHA; /* flattening would take the last colour for alpha */
    if ((alpha ? flatten_and_save_jpeg(image, &bytes, &n) : save_jpeg(image, &bytes, &n)) != 0) {
        vips_error_clear();
        return ERR_NOMEM;
    }
    Rc rc = n > ceiling ? ERR_LIMIT : str_copy(cx->arena, (Str){bytes, n}, ret);
    g_free(bytes);
    return rc;
}

/* By libwebp itself: vips 8.14 writes metadata even when told to leave it out. Sharp: thin coloured letters stay
 * legible where colours are kept at half the resolution. */
static bool save_webp(const VipsImage *image, const uint8_t *pixels, WebPMemoryWriter *to)
{
    WebPConfig config;
    WebPPicture picture;
    if (!WebPConfigPreset(&config, WEBP_PRESET_PICTURE, WEBP_QUALITY) || !WebPPictureInit(&picture))
        return false;
    config.use_sharp_yuv = 1;
    picture.use_argb = 1;
    picture.width = image->Xsize;
    picture.height = image->Ysize;
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = to;
    bool ok = image->Bands == RGB_AND_ALPHA ? WebPPictureImportRGBA(&picture, pixels, picture.width * RGB_AND_ALPHA)
                                            : WebPPictureImportRGB(&picture, pixels, picture.width * RGB);
    ok = ok && WebPEncode(&config, &picture);
    WebPPictureFree(&picture);
    return ok;
}

static Rc encode_webp(Ctx *cx, VipsImage *image, size_t ceiling, Str *ret)
{
    const uint8_t *pixels = vips_image_get_data(image);
    WebPMemoryWriter bytes;
    WebPMemoryWriterInit(&bytes);
    Rc rc = pixels && save_webp(image, pixels, &bytes) ? OK : ERR_NOMEM;
    if (rc == OK)
        rc = bytes.size > ceiling ? ERR_LIMIT : str_copy(cx->arena, (Str){(const char *)bytes.mem, bytes.size}, ret);
    WebPMemoryWriterClear(&bytes);
    return rc;
}

Rc picture_encode(Ctx *cx, const Picture *p, PictureType type, size_t ceiling, Str *ret)
{
    return type == PICTURE_JPEG ? encode_jpeg(cx, p->image, ceiling, ret) : encode_webp(cx, p->image, ceiling, ret);
}
