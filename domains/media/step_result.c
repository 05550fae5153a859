/* Shapes of the results of steps. */
#include "domains/media/step_result.h"

#include "kernel/json/member.h"

#include <stddef.h>

enum { DIGEST = 64, NAME_MAX_BYTES = 60, CODEC_MAX = 60, PICTURES_MAX = 2 * MEDIA_WIDTHS_MAX, PARTS_MAX = 4096 };

const char *const step_hdr_names[] = {"none", "pq", "hlg", NULL};

static const Member video_members[] = {
    MEMBER_INT(ProbedVideo, stream, 0, 1000, "Index of the stream"),
    MEMBER_INT(ProbedVideo, width, 0, MEDIA_SIDE_MAX, "As shown"),
    MEMBER_INT(ProbedVideo, height, 0, MEDIA_SIDE_MAX, "As shown"),
    MEMBER_INT(ProbedVideo, rotation, 0, 270, "Degrees"),
    MEMBER_BOOL(ProbedVideo, mirror, "Left and right are exchanged"),
    MEMBER_INT(ProbedVideo, fps_milli, 0, 1000000000, "Pictures in a thousand seconds"),
    MEMBER_INT(ProbedVideo, frames_hint, 0, INT64_MAX, "Pictures, as the container says"),
    MEMBER_ENUM(ProbedVideo, hdr, step_hdr_names, "Transfer of high dynamic range"),
    MEMBER_TEXT(ProbedVideo, codec, TEXT_LINE, 0, CODEC_MAX, "Name of the decoder"),
};
static SHAPE(video_shape, NULL, ProbedVideo, video_members, "The picture");

static const Member audio_members[] = {
    MEMBER_INT(ProbedAudio, stream, 0, 1000, "Index of the stream"),
    MEMBER_INT(ProbedAudio, channels, 0, 1000, "Channels"),
    MEMBER_INT(ProbedAudio, sample_rate, 0, 10000000, "Samples a second"),
    MEMBER_TEXT(ProbedAudio, codec, TEXT_LINE, 0, CODEC_MAX, "Name of the decoder"),
};
static SHAPE(audio_shape, NULL, ProbedAudio, audio_members, "The sound");

static const Member probe_members[] = {
    MEMBER_INT(ProbeResult, duration_ms, 1, MEDIA_DURATION_MS_MAX, "Length"),
    MEMBER_BOOL(ProbeResult, has_video, "There is a picture"),
    MEMBER_BOOL(ProbeResult, has_audio, "There is sound"),
    MEMBER_OBJECT(ProbeResult, video, video_shape, "The picture"),
    MEMBER_OBJECT(ProbeResult, audio, audio_shape, "The sound"),
    MEMBER_TEXT(ProbeResult, format, TEXT_LINE, 0, 120, "Name of the container"),
};
SHAPE(probe_result_shape, NULL, ProbeResult, probe_members, "What a film is");

static const Member segment_members[] = {
    MEMBER_INT(StepSegment, size, 1, STEP_SEGMENT_BYTES_MAX, "Bytes"),
    MEMBER_INT(StepSegment, duration, 1, UINT32_MAX, "Ticks"),
    MEMBER_INT(StepSegment, start, 0, INT64_MAX / 2, "Ticks from the beginning of the film"),
};
static SHAPE(segment_shape, NULL, StepSegment, segment_members, "A segment");

static const Member track_members[] = {
    MEMBER_TEXT(StepTrack, name, TEXT_TOKEN, 1, 20, "Name of the track"),
    MEMBER_TEXT(StepTrack, codecs, TEXT_TOKEN, 1, CODEC_MAX, "RFC 6381"),
    MEMBER_INT(StepTrack, width, 0, MEDIA_SIDE_MAX, "Picture"),
    MEMBER_INT(StepTrack, height, 0, MEDIA_SIDE_MAX, "Picture"),
    MEMBER_INT(StepTrack, timescale, 1, STEP_TIMESCALE_MAX, "Ticks a second"),
    OPTIONAL(StepTrack, part, MEMBER_KIND_INT, .min = 0, .max = PARTS_MAX, .doc = "Which part, of sound"),
    MEMBER_TEXT(StepTrack, init_sha256, TEXT_TOKEN, DIGEST, DIGEST, "Of ftyp and moov"),
    MEMBER_TEXT(StepTrack, part_sha256, TEXT_TOKEN, DIGEST, DIGEST, "Of the part"),
    MEMBER_INT(StepTrack, part_size, 0, STEP_FILE_BYTES_MAX, "Bytes of the part; 0 = it holds no picture"),
    MEMBER_LIST(StepTrack, segments, segment_shape, STEP_PART_SEGMENTS_MAX, "In order"),
};
static SHAPE(track_shape, NULL, StepTrack, track_members, "A part of a track");

static const Member tracks_members[] = {
    MEMBER_LIST(TracksResult, tracks, track_shape, STEP_TRACKS_MAX, "One for each rung or part"),
};
SHAPE(tracks_result_shape, NULL, TracksResult, tracks_members, "Finished parts");

static const Member join_members[] = {
    MEMBER_TEXT(JoinResult, name, TEXT_TOKEN, 1, NAME_MAX_BYTES, "Name of the file"),
    MEMBER_TEXT(JoinResult, sha256, TEXT_TOKEN, DIGEST, DIGEST, "Of the file"),
    MEMBER_INT(JoinResult, size, 1, STEP_FILE_BYTES_MAX, "Bytes"),
    MEMBER_INT(JoinResult, header_size, 1, 16 << 20, "Bytes before the first segment"),
};
SHAPE(join_result_shape, NULL, JoinResult, join_members, "A track in one file");

static const Member picture_members[] = {
    MEMBER_TEXT(StepPicture, name, TEXT_TOKEN, 1, NAME_MAX_BYTES, "Name of the file"),
    MEMBER_TEXT(StepPicture, type, TEXT_LINE, 1, NAME_MAX_BYTES, "Media type"),
    MEMBER_INT(StepPicture, width, 1, STEP_PICTURE_SIDE_MAX, "Pixels"),
    MEMBER_INT(StepPicture, height, 1, STEP_PICTURE_SIDE_MAX, "Pixels"),
};
static SHAPE(picture_shape, NULL, StepPicture, picture_members, "A picture");

static const Member image_members[] = {
    MEMBER_INT(ImageResult, width, 1, INT32_MAX, "Of the source"),
    MEMBER_INT(ImageResult, height, 1, INT32_MAX, "Of the source"),
    {MEMBER_BASE(ImageResult, pictures, MEMBER_KIND_LIST), .of = &picture_shape, .min = 1, .max = PICTURES_MAX,
     .item_size = sizeof(StepPicture), .doc = "By width and type"},
};
SHAPE(image_result_shape, NULL, ImageResult, image_members, "An image");

static const Member page_members[] = {
    {MEMBER_BASE(StepPage, pictures, MEMBER_KIND_LIST), .of = &picture_shape, .min = 1, .max = PICTURES_MAX,
     .item_size = sizeof(StepPicture), .doc = "By width and type"},
    OPTIONAL(StepPage, text, MEMBER_KIND_TEXT, .text = TEXT_BLOCK, .min = 0, .max = STEP_PAGE_TEXT_MAX,
             .doc = "Its words"),
};
static SHAPE(page_shape, NULL, StepPage, page_members, "A page");

static const Member pages_members[] = {
    {MEMBER_BASE(PagesResult, pages, MEMBER_KIND_LIST), .of = &page_shape, .min = 1, .max = MEDIA_PAGES_MAX,
     .item_size = sizeof(StepPage), .doc = "In order"},
};
SHAPE(pages_result_shape, NULL, PagesResult, pages_members, "A document");
