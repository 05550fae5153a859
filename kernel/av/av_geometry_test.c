/* Orientation from a display matrix, and the sizes of rungs. */
#include "kernel/av/av_geometry.h"
#include "tests/check.h"

#include <math.h>
#include <string.h>

enum { ONE = 65536, SIDE = 2 };

static void matrix_of(int rotation, bool mirror, int32_t ret[9])
{
    double angle = rotation * M_PI / 180;
    int32_t a = (int32_t)lround(cos(angle) * ONE), b = (int32_t)lround(sin(angle) * ONE), sign = mirror ? -1 : 1;
    const int32_t m[9] = {sign * a, sign * b, 0, -b, a, 0, 0, 0, 1 << 30};
    memcpy(ret, m, sizeof m);
}

/* Where the corner (x, y), each -1 or 1, of the picture goes: by the matrix, and by mirror then clockwise turns. */
static void each_matrix_and_its_orientation_move_corners_alike(Check *c)
{
    for (int rotation = 0; rotation < 360; rotation += 90)
        for (int mirror = 0; mirror < 2; mirror++) {
            int32_t m[9];
            matrix_of(rotation, mirror, m);
            AvOrientation is = av_orientation(m);
            CHECK_INT(c, is.rotation, rotation);
            CHECK_INT(c, is.mirror, mirror);
            for (int corner = 0; corner < SIDE * SIDE; corner++) {
                int x = corner % SIDE ? 1 : -1, y = corner / SIDE ? 1 : -1, turned_x = is.mirror ? -x : x, turned_y = y;
                for (int turn = 0; turn < is.rotation; turn += 90) {
                    int kept = turned_x;
                    turned_x = -turned_y; /* clockwise, y pointing down */
                    turned_y = kept;
                }
                CHECK_INT(c, (m[0] * x + m[3] * y) / ONE, turned_x);
                CHECK_INT(c, (m[1] * x + m[4] * y) / ONE, turned_y);
            }
        }
}

static void no_matrix_and_a_zero_matrix_are_upright(Check *c)
{
    const int32_t zero[9] = {0};
    CHECK(c, av_orientation(NULL).rotation == 0 && !av_orientation(NULL).mirror);
    CHECK(c, av_orientation(zero).rotation == 0 && !av_orientation(zero).mirror);
}

static void a_tilted_matrix_goes_to_the_nearest_quarter(Check *c)
{
    int32_t m[9];
    matrix_of(80, false, m);
    CHECK_INT(c, av_orientation(m).rotation, 90);
    matrix_of(350, false, m);
    CHECK_INT(c, av_orientation(m).rotation, 0);
}

static void rung_is(Check *c, int64_t width, int64_t height, int64_t side, int64_t expected_width,
                    int64_t expected_height)
{
    AvSize is = av_rung_size((AvSize){width, height}, side);
    CHECK_INT(c, is.width, expected_width);
    CHECK_INT(c, is.height, expected_height);
}

static void rungs_keep_the_aspect_with_even_sides(Check *c)
{
    rung_is(c, 1920, 1080, 240, 426, 240);
    rung_is(c, 1080, 1920, 480, 480, 854);
    rung_is(c, 854, 480, 720, 854, 480); /* never enlarged */
    rung_is(c, 641, 361, 720, 642, 362); /* an odd side gains a pixel */
    rung_is(c, 100, 100, 240, 100, 100);
    rung_is(c, 2, 2, 240, 16, 16);       /* one macroblock */
    rung_is(c, 8192, 64, 240, 4096, 32); /* no longer than decoders take */
    rung_is(c, 8192, 16, 240, 4096, 16);
}

static void wide_pixels_widen_the_picture(Check *c)
{
    AvSize is = av_square((AvSize){720, 576}, 16, 11);
    CHECK_INT(c, is.width, 1047);
    CHECK_INT(c, is.height, 576);
    is = av_square((AvSize){1440, 1080}, 3, 4);
    CHECK_INT(c, is.width, 1440);
    CHECK_INT(c, is.height, 1440);
    is = av_square((AvSize){640, 480}, 0, 0);
    CHECK_INT(c, is.width, 640);
    is = av_square((AvSize){640, 480}, 1, 1000); /* no camera: a mistake of the file */
    CHECK_INT(c, is.height, 480);
}

int main(int argc, char **argv)
{
    static const CheckTest tests[] = {
        {"each display matrix and its orientation move corners alike",
         each_matrix_and_its_orientation_move_corners_alike},
        {"no matrix, or one of zeros, is upright", no_matrix_and_a_zero_matrix_are_upright},
        {"a tilted matrix goes to the nearest quarter turn", a_tilted_matrix_goes_to_the_nearest_quarter},
        {"rungs keep the aspect with even sides", rungs_keep_the_aspect_with_even_sides},
        {"pixels that are not square change the size that is shown", wide_pixels_widen_the_picture},
    };
    return check_main(argc, argv, tests, sizeof tests / sizeof *tests);
}
