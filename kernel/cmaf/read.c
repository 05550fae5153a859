/* Walks the boxes of an init segment and its fragments. Each value is compared with what the writer would have put. */
#include "kernel/cmaf/read.h"

#include "kernel/cmaf/box.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { BOX_HEADER = 8, MOOF_MAX = 64 << 10, SEGMENTS_FIRST = 64 };

const char *const cmaf_verdict_names[CMAF_VERDICT_COUNT + 1] = {
    "sound", "bad_box", "cut_short", "bad_size", "bad_sequence", "gap", "overlap", "no_sync", "too_many", NULL};

static Rc read_fd(void *arg, int64_t offset, void *to, size_t n)
{
    const int *fd = arg;
    for (char *at = to; n > 0;) {
        ssize_t got = pread(*fd, at, n, offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return ERR_IO;
        at += got;
        offset += got;
        n -= (size_t)got;
    }
    return OK;
}

CmafSource cmaf_source_fd(const int *fd, int64_t size)
{
    return (CmafSource){.read = read_fd, .arg = (void *)(uintptr_t)fd, .size = size};
}

typedef struct {
    Ctx *cx;
    const CmafSource *source;
    CmafIndex *index;
    CmafFinding *finding;
    size_t room;           /* of index->segments */
    uint32_t track;        /* its id */
    int64_t at, end;       /* where we are, and where this part ends */
    int64_t next;          /* when the next segment must begin */
    unsigned char *memory; /* MOOF_MAX bytes */
} Reader;

static Rc refuse(Reader *r, CmafVerdict verdict)
{
    *r->finding = (CmafFinding){.verdict = verdict, .offset = r->at, .segment = r->index->segment_count};
    return ERR_INVALID;
}

/* The box at r->at, which must have this type and end within the part. Its size, header included. */
static Rc expect_box(Reader *r, uint32_t type, int64_t *ret_size)
{
    unsigned char head[BOX_HEADER];
    if (r->end - r->at < BOX_HEADER)
        return refuse(r, CMAF_CUT_SHORT);
    TRY(r->source->read(r->source->arg, r->at, head, sizeof head));
    Bytes b = {.at = head, .n = sizeof head};
    int64_t size = get_u32(&b);
    if (get_u32(&b) != type || size < BOX_HEADER)
        return refuse(r, CMAF_BAD_BOX);
    if (size > r->end - r->at)
        return refuse(r, CMAF_CUT_SHORT);
    *ret_size = size;
    return OK;
}

/* The same, with its content in memory. */
static Rc load_box(Reader *r, uint32_t type, size_t limit, Bytes *ret)
{
    int64_t size;
    TRY(expect_box(r, type, &size));
    if ((size_t)size > limit)
        return refuse(r, CMAF_BAD_BOX);
    TRY(r->source->read(r->source->arg, r->at + BOX_HEADER, r->memory, (size_t)size - BOX_HEADER));
    *ret = (Bytes){.at = r->memory, .n = (size_t)size - BOX_HEADER};
    r->at += size;
    return OK;
}

/* Goes down a path of boxes, each the only one of its type. */
static bool descend(Bytes b, const uint32_t *path, size_t depth, Bytes *ret)
{
    for (size_t i = 0; i < depth; i++)
        if (!find_box(b, path[i], &b))
            return false;
    *ret = b;
    return true;
}

/* §8.4.2, §8.4.3, §8.8.3: of which track are these fragments, and in what time? */
static bool read_moov(Bytes moov, CmafIndex *index, uint32_t *ret_track)
{
    static const uint32_t mdhd_path[] = {BOX('t', 'r', 'a', 'k'), BOX('m', 'd', 'i', 'a'), BOX('m', 'd', 'h', 'd')};
    static const uint32_t hdlr_path[] = {BOX('t', 'r', 'a', 'k'), BOX('m', 'd', 'i', 'a'), BOX('h', 'd', 'l', 'r')};
    static const uint32_t trex_path[] = {BOX('m', 'v', 'e', 'x'), BOX('t', 'r', 'e', 'x')};
    Bytes mdhd, hdlr, trex;
    if (!descend(moov, mdhd_path, 3, &mdhd) || !descend(moov, hdlr_path, 3, &hdlr) ||
        !descend(moov, trex_path, 2, &trex))
        return false;
    uint32_t version = get_u32(&mdhd);
    get_bytes(&mdhd, 8);
    index->timescale = get_u32(&mdhd);
    get_bytes(&hdlr, 8);
    uint32_t handler = get_u32(&hdlr);
    index->kind = handler == BOX('v', 'i', 'd', 'e') ? CMAF_VIDEO : CMAF_AUDIO;
    get_bytes(&trex, 4);
    *ret_track = get_u32(&trex);
    return !mdhd.cut && !hdlr.cut && !trex.cut && version == 0 && index->timescale > 0 && *ret_track > 0 &&
           (index->kind == CMAF_VIDEO || handler == BOX('s', 'o', 'u', 'n'));
}

static Rc read_init(Reader *r)
{
    Bytes ftyp, moov;
    if (r->end > CMAF_INIT_MAX)
        return refuse(r, CMAF_BAD_BOX);
    TRY(load_box(r, BOX('f', 't', 'y', 'p'), CMAF_INIT_MAX, &ftyp));
    TRY(load_box(r, BOX('m', 'o', 'o', 'v'), CMAF_INIT_MAX, &moov));
    if (!read_moov(moov, r->index, &r->track) || r->at != r->end)
        return refuse(r, CMAF_BAD_BOX);
    r->index->init_size = r->at;
    return OK;
}

/* What a moof says. */
typedef struct {
    uint32_t sequence, default_flags, first_flags;
    int64_t default_duration, start, duration, bytes;
} Fragment;

enum { DEFAULT_DURATION = 0x8, DEFAULT_FLAGS = 0x20, BASE_IS_MOOF = 0x20000 };
enum { RUN_FIRST_FLAGS = 0x4, RUN_DURATION = 0x100, RUN_SIZE = 0x200, RUN_FLAGS = 0x400, RUN_OFFSET = 0x800 };
static const uint32_t run_needs = 0x201, run_may = 0xF05, not_sync = 0x10000;

/* §8.8.7 */
static bool read_tfhd(Bytes b, uint32_t track, Fragment *f)
{
    uint32_t flags = get_u32(&b);
    if ((flags | DEFAULT_DURATION) != (BASE_IS_MOOF | DEFAULT_FLAGS | DEFAULT_DURATION) || get_u32(&b) != track)
        return false;
    f->default_duration = flags & DEFAULT_DURATION ? get_u32(&b) : 0;
    f->default_flags = get_u32(&b);
    return !b.cut && b.n == 0;
}

/* §8.8.12 */
static bool read_tfdt(Bytes b, Fragment *f)
{
    uint32_t version = get_u32(&b);
    uint64_t start = get_u64(&b);
    f->start = (int64_t)start;
    return !b.cut && b.n == 0 && version == 1U << 24 && start <= INT64_MAX / 2;
}

/* The fields of one sample; those that are not said for each have a default. */
static bool read_sample(Bytes *b, uint32_t flags, bool first, Fragment *f)
{
    int64_t duration = flags & RUN_DURATION ? get_u32(b) : f->default_duration;
    f->bytes += get_u32(b);
    uint32_t own = flags & RUN_FLAGS ? get_u32(b) : f->default_flags;
    if (first && (flags & RUN_FLAGS))
        f->first_flags = own;
    get_bytes(b, flags & RUN_OFFSET ? 4 : 0);
    f->duration += duration;
    return duration > 0;
}

/* §8.8.8; data_offset: to the first byte of the mdat's content. */
static bool read_trun(Bytes b, int64_t data_offset, Fragment *f)
{
    uint32_t head = get_u32(&b), count = get_u32(&b), offset = get_u32(&b), flags = head & 0xFFFFFF;
    if (head >> 24 != 1 || (flags & run_needs) != run_needs || (flags & ~run_may) || offset != data_offset)
        return false;
    if (count == 0 || count > CMAF_SAMPLES_MAX)
        return false;
    f->first_flags = flags & RUN_FIRST_FLAGS ? get_u32(&b) : f->default_flags;
    for (uint32_t i = 0; i < count; i++)
        if (!read_sample(&b, flags, i == 0, f))
            return false;
    return !b.cut && b.n == 0 && f->duration <= UINT32_MAX; /* as long as sidx can say */
}

/* mfhd and traf, traf with tfhd, tfdt and trun: in this order and nothing else (23000-19 §7.3.2.3). */
static bool read_moof(Bytes moof, uint32_t track, Fragment *f)
{
    static const uint32_t order[] = {BOX('t', 'f', 'h', 'd'), BOX('t', 'f', 'd', 't'), BOX('t', 'r', 'u', 'n')};
    int64_t data_offset = (int64_t)moof.n + 2 * BOX_HEADER;
    uint32_t type;
    Bytes mfhd, traf, inside[3];
    if (!get_box(&moof, &type, &mfhd) || type != BOX('m', 'f', 'h', 'd') || !get_box(&moof, &type, &traf) ||
        type != BOX('t', 'r', 'a', 'f') || moof.n || mfhd.n != 8)
        return false;
    get_u32(&mfhd);
    f->sequence = get_u32(&mfhd);
    for (int i = 0; i < 3; i++)
        if (!get_box(&traf, &type, &inside[i]) || type != order[i])
            return false;
    return traf.n == 0 && read_tfhd(inside[0], track, f) && read_tfdt(inside[1], f) &&
           read_trun(inside[2], data_offset, f);
}

static Rc keep(Reader *r, const CmafSegment *segment)
{
    CmafIndex *index = r->index;
    if (index->segment_count == CMAF_SEGMENTS_MAX)
        return refuse(r, CMAF_TOO_MANY);
    if (index->segment_count == r->room) {
        size_t room = r->room ? r->room * 2 : SEGMENTS_FIRST;
        CmafSegment *all = arena_array(r->cx->arena, room, sizeof *all);
        if (!all)
            return ERR_NOMEM;
        if (r->room)
            memcpy(all, index->segments, r->room * sizeof *all);
        index->segments = all;
        r->room = room;
    }
    index->segments[index->segment_count++] = *segment;
    r->next = segment->start + segment->duration;
    return OK;
}

static Rc read_segment(Reader *r, uint32_t sequence)
{
    int64_t begin = r->at, mdat;
    Fragment f = {0};
    Bytes moof;
    TRY(load_box(r, BOX('m', 'o', 'o', 'f'), MOOF_MAX, &moof));
    bool ours = read_moof(moof, r->track, &f);
    if (ours)
        TRY(expect_box(r, BOX('m', 'd', 'a', 't'), &mdat));
    int64_t after = ours ? r->at + mdat : 0;
    r->at = begin; /* faults are told by the segment's place */
    if (!ours)
        return refuse(r, CMAF_BAD_BOX);
    if (f.sequence != sequence)
        return refuse(r, CMAF_BAD_SEQUENCE);
    if (f.bytes != mdat - BOX_HEADER || f.bytes > CMAF_SEGMENT_MAX)
        return refuse(r, CMAF_BAD_SIZE);
    if (f.start != r->next)
        return refuse(r, f.start > r->next ? CMAF_GAP : CMAF_OVERLAP);
    if (f.first_flags & not_sync)
        return refuse(r, CMAF_NO_SYNC);
    TRY(keep(r, &(CmafSegment){.start = f.start, .duration = f.duration, .size = after - begin}));
    r->at = after;
    return OK;
}

/* One part: at least one segment, numbered from the part's first number. */
static Rc read_part(Reader *r, size_t part, int64_t size)
{
    if (part >= CMAF_PARTS_MAX)
        return refuse(r, CMAF_TOO_MANY);
    r->end = r->at + size;
    for (uint32_t i = 0; r->at < r->end || i == 0; i++) {
        if (i == CMAF_PART_SEQUENCES)
            return refuse(r, CMAF_TOO_MANY);
        TRY(read_segment(r, CMAF_SEQUENCE(part, i)));
    }
    return OK;
}

Rc cmaf_read(Ctx *cx, const CmafSource *source, const int64_t *sizes, size_t count, CmafIndex *ret,
             CmafFinding *finding)
{
    CmafIndex index = {0};
    Reader r = {
        .cx = cx, .source = source, .index = &index, .finding = finding, .memory = arena_get(cx->arena, MOOF_MAX)};
    if (!r.memory)
        return ERR_NOMEM;
    *finding = (CmafFinding){0};
    int64_t left = source->size;
    for (size_t i = 0; i < count; i++) {
        if (sizes[i] < 0 || sizes[i] > left)
            return refuse(&r, CMAF_CUT_SHORT);
        left -= sizes[i];
    }
    if (left != 0 || count < 2)
        return refuse(&r, CMAF_CUT_SHORT);
    r.end = sizes[0];
    TRY(read_init(&r));
    for (size_t i = 1; i < count; i++)
        TRY(read_part(&r, i - 1, sizes[i]));
    *ret = index;
    return OK;
}
