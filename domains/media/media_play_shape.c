/* The JSON of a MediaPlay. */
#include "domains/media/media.h"
#include "domains/media/step_result.h"

#include "kernel/json/member.h"

#include <stddef.h>

enum { URL_MAX = 400, LABEL_MAX = 120, INIT_MAX = 24 << 10 };

static const char *const track_kind_names[] = {"video", "audio", NULL};
static const char *const caption_kinds[] = {"captions", "descriptions", NULL};

static const Member size_item = {
    .kind = MEMBER_KIND_INT, .has_at = MEMBER_NO_HAS, .min = 1, .max = STEP_SEGMENT_BYTES_MAX};
static const Member duration_item = {.kind = MEMBER_KIND_INT, .has_at = MEMBER_NO_HAS, .min = 1, .max = UINT32_MAX};

static const Member run_members[] = {
    MEMBER_TEXT(MediaRun, url, TEXT_LINE, 1, URL_MAX, "Of the file; good for an hour or two"),
    MEMBER_INT(MediaRun, start, 0, INT64_MAX, "Ticks of the track's timescale: the first segment"),
    MEMBER_INT(MediaRun, offset, 0, INT64_MAX, "Bytes of the file before the first segment"),
    MEMBER_LIST_OF(MediaRun, sizes, size_item, 0, MEDIA_SEGMENTS_MAX, "Bytes of each segment"),
    MEMBER_LIST_OF(MediaRun, durations, duration_item, 0, MEDIA_SEGMENTS_MAX, "Ticks of each segment"),
};
static SHAPE(run_shape, "MediaRun", MediaRun, run_members, "Segments that follow one another in one file");

static const Member track_members[] = {
    MEMBER_TEXT(MediaTrack, name, TEXT_TOKEN, 1, 20, "v240, a48"),
    MEMBER_ENUM(MediaTrack, kind, track_kind_names, "Picture or sound"),
    MEMBER_TEXT(MediaTrack, codecs, TEXT_TOKEN, 1, 60, "RFC 6381"),
    MEMBER_INT(MediaTrack, width, 0, MEDIA_SIDE_MAX, "Pixels; 0 of sound"),
    MEMBER_INT(MediaTrack, height, 0, MEDIA_SIDE_MAX, "Pixels; 0 of sound"),
    MEMBER_INT(MediaTrack, bandwidth, 0, INT64_MAX, "Bits per second at worst, without other tracks"),
    MEMBER_INT(MediaTrack, timescale, 1, STEP_TIMESCALE_MAX, "Ticks a second"),
    MEMBER_TEXT(MediaTrack, init, TEXT_LINE, 0, INIT_MAX, "ftyp and moov, in base64"),
    MEMBER_BOOL(MediaTrack, complete, "All segments are there"),
    MEMBER_LIST(MediaTrack, runs, run_shape, MEDIA_RUNS_MAX, "In order of time; the first gap ends what can be played"),
};
static SHAPE(track_shape, "MediaTrack", MediaTrack, track_members, "One rung of the picture, or the sound");

static const Member picture_members[] = {
    MEMBER_TEXT(MediaPicture, url, TEXT_LINE, 1, URL_MAX, "Good for an hour or two"),
    MEMBER_TEXT(MediaPicture, type, TEXT_LINE, 1, 60, "image/webp or image/jpeg"),
    MEMBER_INT(MediaPicture, width, 1, STEP_PICTURE_SIDE_MAX, "Pixels"),
    MEMBER_INT(MediaPicture, height, 1, STEP_PICTURE_SIDE_MAX, "Pixels"),
};
static SHAPE(picture_shape, "MediaPicture", MediaPicture, picture_members, "A picture in one size and type");

static const Member page_members[] = {
    MEMBER_LIST(MediaPage, pictures, picture_shape, 2 * MEDIA_WIDTHS_MAX, "By width, smallest first"),
    MEMBER_TEXT(MediaPage, text, TEXT_BLOCK, 0, STEP_PAGE_TEXT_MAX, "Words on the page; may be empty"),
};
static SHAPE(page_shape, "MediaPage", MediaPage, page_members, "An image, or a page of a document");

static const Member caption_members[] = {
    MEMBER_TEXT(MediaCaption, language, TEXT_TOKEN, 1, 35, "BCP 47"),
    MEMBER_TEXT(MediaCaption, label, TEXT_LINE, 1, LABEL_MAX, "As shown in the menu"),
    MEMBER_TEXT(MediaCaption, url, TEXT_LINE, 1, URL_MAX, "WebVTT; good for an hour or two"),
    MEMBER_ENUM(MediaCaption, kind, caption_kinds, "What is said, or what is seen"),
};
static SHAPE(caption_shape, "MediaCaption", MediaCaption, caption_members, "Captions in one language");

static const Member play_members[] = {
    MEMBER_ID(MediaPlay, id, "The media"),
    MEMBER_ENUM(MediaPlay, kind, media_kind_names, "What it is"),
    MEMBER_INT(MediaPlay, duration_ms, 0, MEDIA_DURATION_MS_MAX, "Of a film"),
    MEMBER_INT(MediaPlay, width, 0, INT32_MAX, "As shown; 0 = unknown"),
    MEMBER_INT(MediaPlay, height, 0, INT32_MAX, "As shown; 0 = unknown"),
    MEMBER_BOOL(MediaPlay, complete, "Nothing more will come: no need to ask again"),
    OPTIONAL(MediaPlay, poster_url, MEMBER_KIND_TEXT, .text = TEXT_LINE, .min = 1, .max = URL_MAX,
             .doc = "A picture that stands for it"),
    MEMBER_LIST(MediaPlay, tracks, track_shape, MEDIA_TRACKS_MAX, "Of a film: pictures from small to large, sound"),
    MEMBER_LIST(MediaPlay, pages, page_shape, MEDIA_PAGES_MAX, "One for an image"),
    MEMBER_LIST(MediaPlay, captions, caption_shape, MEDIA_CAPTIONS_MAX, "By language"),
};
SHAPE(media_play_shape, "MediaPlay", MediaPlay, play_members, "All that a player needs of a media");
