/* The header Upload-Metadata of tus 1.0 ("Creation"): pairs of a key and a value in base64, separated by commas. */
#ifndef DOMAINS_MEDIA_UPLOAD_METADATA_H
#define DOMAINS_MEDIA_UPLOAD_METADATA_H

#include "base/ctx.h"

enum { UPLOAD_METADATA_MAX = 8192 /* bytes of the header */ };

/* Values are UTF-8, tidied as lines of text; {NULL,0} = not given. Other keys are read over. */
typedef struct {
    Str file_name; /* without folders */
    Str type, title;
} UploadMetadata;

/* ERR_INVALID with the field "Upload-Metadata" when it is malformed, or with the key whose value cannot be taken. */
Rc upload_metadata(Ctx *cx, Str header, UploadMetadata *ret) MUST;

#endif
