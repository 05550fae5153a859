/* Captions of a film: WebVTT from outside is parsed, put in order and written anew; what learners fetch is ours. The
 * row is the truth, the file "c-<language>.vtt" below the media's folder its echo. */
#ifndef DOMAINS_MEDIA_CAPTION_H
#define DOMAINS_MEDIA_CAPTION_H

#include "domains/access/access.h"
#include "domains/media/media_play.h"

typedef struct BlobStore BlobStore;

/* Descriptions say what is seen, for those who do not see it. */
typedef enum { CAPTION_CAPTIONS, CAPTION_DESCRIPTIONS, CAPTION_KIND_COUNT } CaptionKind;
extern const char *const caption_kind_names[CAPTION_KIND_COUNT + 1];

enum { CAPTION_LANGUAGE_MAX = 35, CAPTION_LABEL_MAX = 60, CAPTION_VTT_MAX = 512 << 10 };

typedef struct {
    Str language; /* BCP 47 in its usual case: "fr", "pt-BR" */
    Str label;    /* as the player shows it */
    CaptionKind kind;
    int64_t cue_count, duration_ms /* end of the last cue */, changed_ms;
} Caption;

typedef struct {
    Str language, label;
    CaptionKind kind;
    Str vtt;
} CaptionSpec;

/* The tag in its usual case. ERR_INVALID: not language[-Script][-REGION]. */
Rc caption_language(Ctx *cx, Str tag, Str *ret) MUST;
/* Name of the file below the media's folder. */
Rc caption_file(Ctx *cx, Str language, Str *ret) MUST;

/* By language; `ret` has room for MEDIA_CAPTIONS_MAX. No media, or none of it: none. */
Rc caption_list(Ctx *cx, Db *space, const Id *media, Caption *ret, size_t *ret_n) MUST;

/* What is being asked for, in which space. */
typedef struct {
    Db *db;
    BlobStore *blobs;
    Id space;
    Actor by;
} CaptionPlace;

/* Adds those of a language, or replaces them. ERR_REFUSED with a caption.* code of vtt.h, or caption.bad_language,
 * caption.too_many; ERR_MISSING: no such media; ERR_IO with blob.full. */
Rc caption_put(Ctx *cx, const CaptionPlace *at, const Id *media, const CaptionSpec *spec, Caption *ret) MUST;
/* The normalised text. */
Rc caption_read(Ctx *cx, const CaptionPlace *at, const Id *media, Str language, Caption *ret, Str *ret_vtt) MUST;
Rc caption_delete(Ctx *cx, const CaptionPlace *at, const Id *media, Str language) MUST;

#endif
