/* Box writer and reader. */
#include "kernel/cmaf/box.h"

#include <string.h>

void put_u8(Buf *b, unsigned v)
{
    buf_byte(b, (char)(unsigned char)v);
}

void put_u16(Buf *b, unsigned v)
{
    put_u8(b, v >> 8);
    put_u8(b, v);
}

void put_u24(Buf *b, uint32_t v)
{
    put_u8(b, v >> 16);
    put_u16(b, v);
}

void put_u32(Buf *b, uint32_t v)
{
    put_u16(b, v >> 16);
    put_u16(b, v);
}

void put_u64(Buf *b, uint64_t v)
{
    put_u32(b, (uint32_t)(v >> 32));
    put_u32(b, (uint32_t)v);
}

void put_zeros(Buf *b, size_t n)
{
    for (; n; n--)
        put_u8(b, 0);
}

size_t box_begin(Buf *b, const char *type)
{
    size_t at = b->n;
    put_u32(b, 0);
    buf_put(b, (Str){type, 4});
    return at;
}

size_t box_begin_full(Buf *b, const char *type, unsigned version, uint32_t flags)
{
    size_t at = box_begin(b, type);
    put_u8(b, version);
    put_u24(b, flags);
    return at;
}

void box_end(Buf *b, size_t at)
{
    patch_u32(b, at, (uint32_t)(b->n - at));
}

void patch_u32(Buf *b, size_t at, uint32_t v)
{
    if (b->rc != OK)
        return;
    for (size_t i = 0; i < 4; i++)
        b->at[at + i] = (char)(unsigned char)(v >> (24 - 8 * i));
}

Bytes bytes_of(Str s)
{
    return (Bytes){.at = (const unsigned char *)s.at, .n = s.n};
}

uint32_t get_u8(Bytes *b)
{
    if (b->n == 0) {
        b->cut = true;
        return 0;
    }
    b->n--;
    return *b->at++;
}

uint32_t get_u16(Bytes *b)
{
    uint32_t high = get_u8(b);
    return high << 8 | get_u8(b);
}

uint32_t get_u32(Bytes *b)
{
    uint32_t high = get_u16(b);
    return high << 16 | get_u16(b);
}

uint64_t get_u64(Bytes *b)
{
    uint64_t high = get_u32(b);
    return high << 32 | get_u32(b);
}

Bytes get_bytes(Bytes *b, size_t n)
{
    Bytes part = {.at = b->at, .n = n < b->n ? n : b->n, .cut = n > b->n};
    b->at += part.n;
    b->n -= part.n;
    b->cut |= part.cut;
    return part;
}

bool get_box(Bytes *b, uint32_t *ret_type, Bytes *ret_inside)
{
    enum { HEADER = 8 };
    if (b->n == 0)
        return false;
    uint32_t size = get_u32(b), type = get_u32(b);
    if (b->cut || size < HEADER || size - HEADER > b->n) {
        b->cut = true;
        return false;
    }
    *ret_type = type;
    *ret_inside = get_bytes(b, size - HEADER);
    return true;
}

bool find_box(Bytes parent, uint32_t type, Bytes *ret_inside)
{
    uint32_t found_type;
    Bytes inside, found = {0};
    int count = 0;
    while (get_box(&parent, &found_type, &inside))
        if (found_type == type) {
            found = inside;
            count++;
        }
    if (parent.cut || count != 1)
        return false;
    *ret_inside = found;
    return true;
}
