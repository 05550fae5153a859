/* What the player needs of one media, as the API and the play page show it: tracks with their segments, images, pages,
 * captions. The same document is inlined in pages and polled while rungs are still coming (ARCHITECTURE §5, PLAYER §3).
 * The browser's side of it: player/core/document.ts. */
#ifndef DOMAINS_MEDIA_MEDIA_PLAY_H
#define DOMAINS_MEDIA_MEDIA_PLAY_H

#include "kernel/json/shape.h"

/* Twelve hours of film: 2700 parts of 16 s, 10800 segments of 4 s. */
enum {
    MEDIA_TRACKS_MAX = 12,
    MEDIA_RUNS_MAX = 2800,
    MEDIA_SEGMENTS_MAX = 11000,
    MEDIA_PAGES_MAX = 200,
    MEDIA_WIDTHS_MAX = 6,
    MEDIA_CAPTIONS_MAX = 20
};

/* Segments that follow one another in one file. While a film is being prepared a track has one run for each finished
 * part; afterwards a single one. Runs follow each other in time; the first gap ends what can be played. */
typedef struct {
    Str url;
    int64_t start;             /* ticks of the track's timescale, of the run's first segment */
    int64_t offset;            /* of the first segment in the file, in bytes */
    ListOf(int64_t) sizes;     /* bytes of each segment: moof and mdat */
    ListOf(int64_t) durations; /* ticks */
} MediaRun;

typedef struct {
    Str name;              /* "v240", "a48" */
    int kind;              /* 0 video, 1 audio */
    Str codecs;            /* RFC 6381: "avc1.64000c" */
    int64_t width, height; /* video */
    int64_t bandwidth;     /* bits per second: worst segment, without other tracks */
    int64_t timescale;
    Str init;      /* base64 of ftyp and moov */
    bool complete; /* all segments are there */
    ListOf(MediaRun) runs;
} MediaTrack;

typedef struct {
    Str url, type; /* "image/webp" or "image/jpeg" */
    int64_t width, height;
} MediaPicture;

/* An image is one of these; a document has one for each page. */
typedef struct {
    ListOf(MediaPicture) pictures; /* by width, smallest first; the same picture in both types */
    Str text;                      /* of a page: for search and screen readers; may be empty */
} MediaPage;

typedef struct {
    Str language; /* BCP 47: "fr" */
    Str label, url;
    int kind; /* 0 captions, 1 descriptions */
} MediaCaption;

typedef struct {
    Id id;
    int kind; /* MediaKind */
    int64_t duration_ms, width, height;
    bool complete; /* nothing more will come: no need to ask again */
    bool sounds;   /* not in the JSON: the film has sound, though perhaps no track of it yet */
    bool has_poster_url;
    Str poster_url;
    ListOf(MediaTrack) tracks;
    ListOf(MediaPage) pages;
    ListOf(MediaCaption) captions;
} MediaPlay;

extern const Shape media_play_shape;

typedef struct MediaKey MediaKey;

#endif
