/* Documents with poppler-glib, drawn by cairo. */
#include "kernel/picture/document.h"

#include "base/log.h"
#include "base/mem.h"

#include <cairo.h>
#include <fcntl.h>
#include <math.h>
#include <poppler.h>
#include <unistd.h>

struct Document {
    PopplerDocument *poppler;
};

static void drop_page(PopplerPage **page)
{
    g_clear_object(page);
}
#define AUTO_PAGE __attribute__((cleanup(drop_page))) PopplerPage *

Rc document_open(Ctx *cx, int fd, Document **ret, DocumentVerdict *ret_verdict)
{
    GError *error = NULL;
    int own = fcntl(fd, F_DUPFD, 0); /* poppler closes the one it is given */
    if (own < 0)
        return ERR_IO;
    *ret_verdict = DOCUMENT_READ;
    PopplerDocument *poppler = lseek(own, 0, SEEK_SET) == 0 ? poppler_document_new_from_fd(own, NULL, &error) : NULL;
    if (!poppler) {
        bool encrypted = error && g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
        char why[256];
        log_debug(cx, "picture", "no document", "why=%s",
                  log_quote(error ? str_of(error->message) : STR("not seekable"), why, sizeof why));
        g_clear_error(&error);
        *ret_verdict = encrypted ? DOCUMENT_ENCRYPTED : DOCUMENT_UNKNOWN;
        return ERR_INVALID;
    }
    Document *d = mem_get(sizeof *d);
    if (!d) {
        g_object_unref(poppler);
        return ERR_NOMEM;
    }
    d->poppler = poppler;
    *ret = d;
    return OK;
}

void document_free(Document *d)
{
    if (!d)
        return;
    g_object_unref(d->poppler);
    mem_free(d);
}

int64_t document_page_count(const Document *d)
{
    return poppler_document_get_n_pages(d->poppler);
}

/* Points to pixels: both sides fit, neither vanishes. Sizes that are no sizes count as one point. */
typedef struct {
    int width, height;
    double scale_x, scale_y;
} Paper;

static double sound_points(double points)
{
    return isfinite(points) && points > 1 ? points : 1;
}

static int pixels(double length, int64_t limit)
{
    double rounded = floor(length + 0.5);
    return rounded < 1 ? 1 : rounded > (double)limit ? (int)limit : (int)rounded;
}

static Paper paper_of(PopplerPage *page, int64_t width, int64_t height)
{
    double w, h;
    poppler_page_get_size(page, &w, &h);
    w = sound_points(w);
    h = sound_points(h);
    double scale = fmin((double)width / w, (double)height / h);
    Paper p = {.width = pixels(w * scale, width), .height = pixels(h * scale, height)};
    p.scale_x = p.width / w;
    p.scale_y = p.height / h;
    return p;
}

/* cairo's pixels are native 32-bit words 00RRGGBB. */
static Rc take_pixels(Ctx *cx, cairo_surface_t *surface, const Paper *paper, Picture **ret)
{
    const unsigned char *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    ArenaMark mark = arena_mark(cx->arena);
    unsigned char *rgb = arena_array(cx->arena, (size_t)paper->width * (size_t)paper->height, 3), *to = rgb;
    if (!rgb)
        return ERR_NOMEM;
    for (int y = 0; y < paper->height; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)(data + (ptrdiff_t)y * stride);
        for (int x = 0; x < paper->width; x++) {
            *to++ = (unsigned char)(row[x] >> 16);
            *to++ = (unsigned char)(row[x] >> 8);
            *to++ = (unsigned char)row[x];
        }
    }
    Rc rc = picture_of_rgb(rgb, paper->width, paper->height, ret);
    arena_rewind(cx->arena, mark);
    return rc;
}

Rc document_draw(Ctx *cx, Document *d, int64_t page, int64_t width, int64_t height, Picture **ret)
{
    AUTO_PAGE from = poppler_document_get_page(d->poppler, (int)page);
    if (!from)
        return ERR_INVALID;
    Paper paper = paper_of(from, width, height);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, paper.width, paper.height);
    cairo_t *pen = cairo_create(surface);
    cairo_set_source_rgb(pen, 1, 1, 1);
    cairo_paint(pen);
    cairo_scale(pen, paper.scale_x, paper.scale_y);
    poppler_page_render(from, pen);
    bool drawn = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS; /* what could not be drawn of it is left out */
    cairo_destroy(pen);
    cairo_surface_flush(surface);
    Rc rc = drawn ? take_pixels(cx, surface, &paper, ret) : ERR_NOMEM;
    cairo_surface_destroy(surface);
    return rc;
}

Rc document_text(Ctx *cx, Document *d, int64_t page, size_t characters, size_t bytes, Str *ret)
{
    AUTO_PAGE from = poppler_document_get_page(d->poppler, (int)page);
    if (!from)
        return ERR_INVALID;
    char *text = poppler_page_get_text(from);
    Str all = str_of(text), kept = {0};
    if (!utf8_valid(all))
        all.n = 0;
    size_t n = 0, count = 0;
    while (n < all.n && count < characters) {
        size_t next = (size_t)(g_utf8_next_char(text + n) - text);
        if (next > bytes)
            break;
        if ((unsigned char)text[n] < ' ' && text[n] != '\n')
            text[n] = ' ';
        n = next;
        count++;
    }
    all.n = n;
    Rc rc = str_copy(cx->arena, str_trim(all), &kept);
    g_free(text);
    if (rc == OK)
        *ret = kept;
    return rc;
}
