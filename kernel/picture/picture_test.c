/* Colours and sizes, looked at through another decoding. What strangers send is tested with the whole program, in
 * apps/step/pictures_test.py. */
#include "kernel/picture/document.h"
#include "tests/check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <vips/vips.h>

enum { WIDTH = 64, HEIGHT = 32, CEILING = 1 << 20 };

/* The left half in one colour, the right one black. */
static Picture *two_colours(Check *c, int red, int green, int blue)
{
    static unsigned char rgb[HEIGHT][WIDTH][3];
    Picture *p = NULL;
    memset(rgb, 0, sizeof rgb);
    for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH / 2; x++) {
            rgb[y][x][0] = (unsigned char)red;
            rgb[y][x][1] = (unsigned char)green;
            rgb[y][x][2] = (unsigned char)blue;
        }
    CHECK(c, picture_of_rgb(&rgb[0][0][0], WIDTH, HEIGHT, &p) == OK);
    return p;
}

static void check_point(Check *c, VipsImage *image, int x, const int expected[3])
{
    double *point = NULL;
    int n = 0;
    REQUIRE(c, vips_getpoint(image, &point, &n, x, HEIGHT / 2, NULL) == 0);
    CHECK_INT(c, n, 3);
    for (int i = 0; i < 3 && i < n; i++)
        if (!CHECK(c, abs((int)point[i] - expected[i]) <= 8))
            check_say(c, "band %d at %d: %d, not %d", i, x, (int)point[i], expected[i]);
    g_free(point);
}

static void both_types_keep_colours(Check *c)
{
    static const int colours[][3] = {{200, 40, 30}, {20, 180, 60}, {30, 60, 220}, {255, 255, 255}, {0, 0, 0}};
    static const int black[3] = {0, 0, 0};
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++)
        for (PictureType type = 0; type < PICTURE_TYPE_COUNT; type++) {
            Str bytes;
            Picture *p = two_colours(c, colours[i][0], colours[i][1], colours[i][2]);
            REQUIRE(c, p && picture_encode(check_ctx(c), p, type, CEILING, &bytes) == OK);
            VipsImage *image = vips_image_new_from_buffer(bytes.at, bytes.n, "", NULL);
            REQUIRE(c, image != NULL);
            check_point(c, image, WIDTH / 4, colours[i]);
            check_point(c, image, WIDTH * 3 / 4, black);
            g_object_unref(image);
            picture_free(p);
        }
}

static int file_of(Str bytes)
{
    int fd = memfd_create("picture", 0);
    if (write(fd, bytes.at, bytes.n) != (ssize_t)bytes.n)
        return -1;
    return fd;
}

static void a_picture_survives_being_read_again(Check *c)
{
    static const int colour[3] = {200, 40, 30};
    const PictureBounds bounds = {.pixels = WIDTH * HEIGHT, .width = WIDTH, .height = HEIGHT};
    Picture *p = two_colours(c, colour[0], colour[1], colour[2]), *again = NULL;
    PictureSource source;
    Str bytes, more;
    REQUIRE(c, p && picture_encode(check_ctx(c), p, PICTURE_JPEG, CEILING, &bytes) == OK);
    int fd = file_of(bytes);
    REQUIRE(c, picture_read(check_ctx(c), fd, &bounds, &again, &source) == OK);
    CHECK_INT(c, source.width, WIDTH);
    CHECK_INT(c, source.height, HEIGHT);
    CHECK_INT(c, picture_width(again), WIDTH);
    REQUIRE(c, picture_encode(check_ctx(c), again, PICTURE_WEBP, CEILING, &more) == OK);
    VipsImage *image = vips_image_new_from_buffer(more.at, more.n, "", NULL);
    REQUIRE(c, image != NULL);
    check_point(c, image, WIDTH / 4, colour);
    g_object_unref(image);
    picture_free(again);
    picture_free(p);
    close(fd);
}

static void one_pixel_above_the_bound_is_refused(Check *c)
{
    const PictureBounds bounds = {.pixels = WIDTH * HEIGHT - 1, .width = WIDTH, .height = HEIGHT};
    Picture *p = two_colours(c, 1, 2, 3), *again = NULL;
    PictureSource source;
    Str bytes;
    REQUIRE(c, p && picture_encode(check_ctx(c), p, PICTURE_JPEG, CEILING, &bytes) == OK);
    int fd = file_of(bytes);
    CHECK(c, picture_read(check_ctx(c), fd, &bounds, &again, &source) == ERR_INVALID);
    CHECK(c, source.verdict == PICTURE_TOO_LARGE && again == NULL);
    picture_free(p);
    close(fd);
}

static void a_picture_is_made_to_fit_and_never_larger(Check *c)
{
    Picture *p = two_colours(c, 9, 9, 9), *small = NULL;
    REQUIRE(c, p && picture_fit(p, 32, 32, &small) == OK);
    CHECK_INT(c, picture_width(small), 32);
    CHECK_INT(c, picture_height(small), 16);
    picture_free(small);
    REQUIRE(c, picture_fit(p, 1000, 8, &small) == OK);
    CHECK_INT(c, picture_width(small), 16);
    CHECK_INT(c, picture_height(small), 8);
    picture_free(small);
    REQUIRE(c, picture_fit(p, 1000, 1000, &small) == OK);
    CHECK_INT(c, picture_width(small), WIDTH);
    picture_free(small);
    picture_free(p);
}

static void a_ceiling_holds(Check *c)
{
    Picture *p = two_colours(c, 9, 99, 199);
    Str bytes = {0};
    REQUIRE(c, p != NULL);
    for (PictureType type = 0; type < PICTURE_TYPE_COUNT; type++) {
        REQUIRE(c, picture_encode(check_ctx(c), p, type, CEILING, &bytes) == OK);
        CHECK(c, picture_encode(check_ctx(c), p, type, bytes.n, &bytes) == OK);
        CHECK(c, picture_encode(check_ctx(c), p, type, bytes.n - 1, &bytes) == ERR_LIMIT);
    }
    picture_free(p);
}

static void what_is_no_document_is_not_opened(Check *c)
{
    Document *d = NULL;
    DocumentVerdict verdict = DOCUMENT_READ;
    int fd = file_of(STR("no document"));
    CHECK(c, document_open(check_ctx(c), fd, &d, &verdict) == ERR_INVALID);
    CHECK(c, verdict == DOCUMENT_UNKNOWN && d == NULL);
    CHECK(c, fcntl(fd, F_GETFD) >= 0); /* still the caller's */
    close(fd);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"both types keep colours", both_types_keep_colours},
        {"a picture survives being read again", a_picture_survives_being_read_again},
        {"one pixel above the bound is refused", one_pixel_above_the_bound_is_refused},
        {"a picture is made to fit and never larger", a_picture_is_made_to_fit_and_never_larger},
        {"a ceiling on the bytes holds", a_ceiling_holds},
        {"what is no document is not opened, and the descriptor stays", what_is_no_document_is_not_opened},
    };
    if (picture_start() != OK)
        return 1;
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
