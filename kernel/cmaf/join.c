/* One track file of an init segment and its fragments: the same bytes with an index between them (ISO/IEC 14496-12
 * §8.16.3), so that a player finds any segment with one range request. */
#include "kernel/cmaf/box.h"
#include "kernel/cmaf/read.h"

enum { COPY_BYTES = 256 << 10, SIDX_HEAD = 40, SIDX_ROW = 12, SIDX_MAX = SIDX_HEAD + SIDX_ROW * CMAF_SEGMENTS_MAX };

/* Every segment is a subsegment that begins with a closed sync sample: SAP of type 1 (Annex I). */
static Rc put_sidx(Buf *b, const CmafIndex *index)
{
    static const uint32_t starts_with_sap = 1U << 31 | 1U << 28;
    size_t sidx = box_begin_full(b, "sidx", 1, 0);
    put_u32(b, 1);
    put_u32(b, (uint32_t)index->timescale);
    put_u64(b, index->segment_count ? (uint64_t)index->segments[0].start : 0);
    put_u64(b, 0); /* from the end of this box to the first moof */
    put_u16(b, 0);
    put_u16(b, (unsigned)index->segment_count);
    for (size_t i = 0; i < index->segment_count; i++) {
        const CmafSegment *s = index->segments + i;
        if (s->size > INT32_MAX || s->duration > UINT32_MAX)
            return ERR_INVALID;
        put_u32(b, (uint32_t)s->size); /* top bit 0: media, not a further index */
        put_u32(b, (uint32_t)s->duration);
        put_u32(b, starts_with_sap);
    }
    box_end(b, sidx);
    return b->rc;
}

static Rc copy(Ctx *cx, const CmafSource *source, int64_t from, int64_t to, char *memory, CmafSink sink, void *arg)
{
    while (from < to) {
        size_t n = to - from < COPY_BYTES ? (size_t)(to - from) : COPY_BYTES;
        TRY(source->read(source->arg, from, memory, n));
        TRY(sink(cx, arg, (Str){memory, n}));
        from += (int64_t)n;
    }
    return OK;
}

Rc cmaf_join(Ctx *cx, const CmafSource *source, const CmafIndex *index, CmafSink sink, void *arg,
             int64_t *ret_header_size)
{
    Buf sidx;
    char *memory = arena_get(cx->arena, COPY_BYTES);
    if (!memory)
        return ERR_NOMEM;
    buf_init(&sidx, cx->arena, SIDX_MAX);
    TRY(put_sidx(&sidx, index));
    TRY(copy(cx, source, 0, index->init_size, memory, sink, arg));
    TRY(sink(cx, arg, buf_str(&sidx)));
    TRY(copy(cx, source, index->init_size, source->size, memory, sink, arg));
    *ret_header_size = index->init_size + (int64_t)sidx.n;
    return OK;
}
