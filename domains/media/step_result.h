/* What a worker says of a finished step. It is trusted, its bytes are not: every count, size and name has bounds here.
 * Members that are not listed are passed over. Knows no database. */
#ifndef DOMAINS_MEDIA_STEP_RESULT_H
#define DOMAINS_MEDIA_STEP_RESULT_H

#include "domains/media/media.h"

#define MEDIA_DURATION_MS_MAX (INT64_C(12) * 3600 * 1000)
enum {
    MEDIA_SIDE_MAX = 8192,
    STEP_TRACKS_MAX = 700,
    STEP_PART_SEGMENTS_MAX = 200,
    STEP_SEGMENT_BYTES_MAX = 64 << 20,
    STEP_PAGE_TEXT_MAX = 4000,
    STEP_PICTURE_SIDE_MAX = 16384,
    STEP_TIMESCALE_MAX = 10000000
};
#define STEP_FILE_BYTES_MAX (INT64_C(64) << 30)

/* The probe. `hdr`: index of step_hdr_names. Members of what is not there are zero. */
typedef struct {
    int64_t stream, width, height, rotation, fps_milli, frames_hint;
    bool mirror;
    int hdr;
    Str codec;
} ProbedVideo;

typedef struct {
    int64_t stream, channels, sample_rate;
    Str codec;
} ProbedAudio;

typedef struct {
    int64_t duration_ms;
    bool has_video, has_audio;
    ProbedVideo video;
    ProbedAudio audio;
    Str format;
} ProbeResult;

extern const Shape probe_result_shape;
extern const char *const step_hdr_names[];

/* Parts of tracks: one entry for each rung, or for each part of the sound. */
typedef struct {
    int64_t size, duration, start;
} StepSegment;

typedef struct {
    Str name, codecs;
    bool has_part;
    int64_t width, height, timescale, part, part_size;
    Str init_sha256, part_sha256;
    ListOf(StepSegment) segments;
} StepTrack;

typedef struct {
    ListOf(StepTrack) tracks;
} TracksResult;

extern const Shape tracks_result_shape;

/* A track as one file. */
typedef struct {
    Str name, sha256;
    int64_t size, header_size;
} JoinResult;

extern const Shape join_result_shape;

typedef struct {
    Str name;
    Str type;
    int64_t width, height;
} StepPicture;

typedef struct {
    int64_t width, height;
    ListOf(StepPicture) pictures;
} ImageResult;

typedef struct {
    ListOf(StepPicture) pictures;
    bool has_text;
    Str text;
} StepPage;

typedef struct {
    ListOf(StepPage) pages;
} PagesResult;

extern const Shape image_result_shape, pages_result_shape;

#endif
