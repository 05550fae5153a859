/* The words of one cue: tags off, entities read, blanks in order; and back. Private to this domain. */
#ifndef DOMAINS_MEDIA_VTT_TEXT_H
#define DOMAINS_MEDIA_VTT_TEXT_H

#include "domains/media/vtt.h"

/* Adds one line of cue text to `out`; the first <v Name> names the speaker when nobody has yet (in the arena). */
Rc vtt_text_read(Ctx *cx, Str line, Str *speaker, Buf *out) MUST;

/* With '&', '<' and '>' as entities. */
void vtt_text_write(Str text, Buf *out);

#endif
