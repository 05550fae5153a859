/* Boxes of the ISO base media file format (ISO/IEC 14496-12 §4.2), big-endian, written into a Buf and read from memory.
 * Private to this folder. */
#ifndef KERNEL_CMAF_BOX_H
#define KERNEL_CMAF_BOX_H

#include "base/text.h"

/* Opens a box and answers its place, for box_end, which fills in the size. */
size_t box_begin(Buf *b, const char *type);
size_t box_begin_full(Buf *b, const char *type, unsigned version, uint32_t flags); /* FullBox, §4.2.2 */
void box_end(Buf *b, size_t at);

void put_u8(Buf *b, unsigned v);
void put_u16(Buf *b, unsigned v);
void put_u24(Buf *b, uint32_t v);
void put_u32(Buf *b, uint32_t v);
void put_u64(Buf *b, uint64_t v);
void put_zeros(Buf *b, size_t n);
void patch_u32(Buf *b, size_t at, uint32_t v); /* over four bytes written before */

/* Bytes still to be read. Past the end everything reads as zero and `cut` sticks: looked at once, at the end. */
typedef struct {
    const unsigned char *at;
    size_t n;
    bool cut;
} Bytes;

Bytes bytes_of(Str s);
uint32_t get_u8(Bytes *b);
uint32_t get_u16(Bytes *b);
uint32_t get_u32(Bytes *b);
uint64_t get_u64(Bytes *b);
Bytes get_bytes(Bytes *b, size_t n); /* the next `n`, as a reader of their own */

/* Type of a box as a number, to compare with. */
#define BOX(a, b, c, d) ((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

/* The next box inside `b`: its type and what it holds. False at the end, and when what is left is no box (then `cut`).
 * Sizes of 64 bits and "to the end" are not used inside of moov and moof, and count as faults. */
bool get_box(Bytes *b, uint32_t *ret_type, Bytes *ret_inside);
/* The only box of this type among the children of `parent`; false when there is none or more than one. */
bool find_box(Bytes parent, uint32_t type, Bytes *ret_inside);

#endif
