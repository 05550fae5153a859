/* A shape with every kind of member, nested, for the tests of this folder and for fuzzing. */
#ifndef KERNEL_JSON_TEST_SHAPE_H
#define KERNEL_JSON_TEST_SHAPE_H

#include "kernel/json/codec.h"

enum { PART_PAGE, PART_VIDEO, PART_COUNT };

typedef struct {
    int kind;
    union {
        struct PagePart {
            Str text;
        } page;
        struct VideoPart {
            int64_t seconds;
        } video;
    };
} Part;

typedef struct {
    Str name;
    Part part;
} Lesson;

typedef struct {
    Str title;
    int64_t level;
    bool open, has_open;
    double rating;
    bool has_rating;
    Id owner;
    bool has_owner;
    int language;
    bool has_language;
    ListOf(Str) tags;
    bool has_tags;
    Str extra;
    bool has_extra;
    Str note;
    bool has_note;
    Str email;
    bool has_email;
    Str code;
    bool has_code;
    ListOf(Lesson) lessons;
} Course;

extern const Shape course_shape;

/* A valid course made by chance from cx->random: bounds, odd characters, absent members. */
void random_course(Ctx *cx, Course *ret);

#endif
