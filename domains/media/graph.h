/* The graph of steps of a media, as data: which kinds there are, what each needs, how many steps of a kind a given
 * media has and what each is worth (MEDIA §3). Pure: no database, no clock. */
#ifndef DOMAINS_MEDIA_GRAPH_H
#define DOMAINS_MEDIA_GRAPH_H

#include "domains/media/step_result.h"

/* In an order in which every kind comes behind those it needs. */
typedef enum {
    MEDIA_STEP_PROBE,
    MEDIA_STEP_AUDIO,  /* all of the sound: nothing is playable without it, so it is begun first */
    MEDIA_STEP_PASS_A, /* lowest rung, in parts */
    MEDIA_STEP_JOIN_A, /* the lowest rung as one file */
    MEDIA_STEP_JOIN_AUDIO,
    MEDIA_STEP_PASS_B, /* the other rungs, in parts */
    MEDIA_STEP_JOIN_B, /* each of them as one file; `part` = which */
    MEDIA_STEP_IMAGE,
    MEDIA_STEP_PAGES,
    MEDIA_STEP_KIND_COUNT
} MediaStepKind;
#define STEP_BIT(kind) (1u << (kind))

typedef struct {
    const char *name; /* of its rows; of a kind with parts the first half */
    const char *step; /* as the worker knows it */
    int64_t version;  /* raised when the same parameters give other bytes: done work is then done again */
    int64_t priority; /* of its jobs */
    unsigned needs;   /* bits of kinds: all their steps are done before */
    bool numbered;    /* several: the part is in the name */
} StepRule;
extern const StepRule step_rules[MEDIA_STEP_KIND_COUNT];

typedef struct {
    const char *name; /* of the track */
    int64_t height;   /* short side */
    int64_t cap_kbps;
    const char *preset;
    int64_t cost; /* processor time of a second of film, in hundredths */
} Rung;
enum { RUNG_COUNT = 3, RUNGS_HIGH_MAX = RUNG_COUNT - 1 };
extern const Rung media_rungs[RUNG_COUNT]; /* lowest first: that one is pass A */
#define AUDIO_TRACK "a48"
#define POSTER_FILE "poster.jpg"
enum { AUDIO_KBPS = 48, PASS_A_PART_MS = 64000, PASS_B_PART_MS = 16000, PART_TAIL_MS = 2000 };

/* What is known of one media. */
typedef struct {
    MediaKind kind;
    Str source_sha256;
    int64_t source_bytes;
    bool probed; /* the rest of a film is known */
    ProbeResult probe;
    size_t high_rungs; /* in pass B */
    int64_t count[MEDIA_STEP_KIND_COUNT];
} MediaPlan;

/* `probe` NULL: not known yet, or no film. */
MediaPlan plan_make(MediaKind kind, Str source_sha256, int64_t source_bytes, const ProbeResult *probe);

/* Every step of it is known and counted. */
bool plan_whole(const MediaPlan *p);

/* Part `part` of a pass in film time: [start, end). */
typedef struct {
    int64_t start_ms, end_ms;
} PartWindow;
PartWindow plan_window(const MediaPlan *p, MediaStepKind pass, int64_t part);

int64_t plan_weight(const MediaPlan *p, MediaStepKind kind, int64_t part);
int64_t plan_total_weight(const MediaPlan *p);

/* "encode.a.0003"; in the arena. */
Rc plan_step_name(Ctx *cx, MediaStepKind kind, int64_t part, Str *ret) MUST;

/* Names of the tracks whose parts a kind makes; NULL behind the last. */
const char *plan_track(const MediaPlan *p, MediaStepKind kind, size_t i);

bool plan_joins(MediaStepKind kind); /* makes one file of the parts of a track: */
const char *plan_joined_track(MediaStepKind kind, int64_t part);

#endif
