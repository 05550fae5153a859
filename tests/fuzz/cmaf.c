/* Parts of a track: four bytes say how long the init segment is, the rest are init segment and one part. What is found
 * sound adds up, and can be joined. */
#include "kernel/cmaf/read.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

enum { PREFIX = 4 };

static Rc read_memory(void *arg, int64_t offset, void *to, size_t n)
{
    const Str *bytes = arg;
    fuzz_hold(offset >= 0 && (size_t)offset <= bytes->n && n <= bytes->n - (size_t)offset);
    memcpy(to, bytes->at + offset, n);
    return OK;
}

static Rc count(Ctx *cx, void *arg, Str bytes)
{
    (void)cx;
    *(int64_t *)arg += (int64_t)bytes.n;
    return OK;
}

static void follow(const CmafIndex *index, int64_t size)
{
    int64_t bytes = index->init_size, time = 0;
    for (size_t i = 0; i < index->segment_count; i++) {
        const CmafSegment *s = index->segments + i;
        fuzz_hold(s->start == time && s->duration > 0 && s->size > 0);
        time += s->duration;
        bytes += s->size;
    }
    fuzz_hold(bytes == size && index->segment_count > 0 && index->timescale > 0);
}

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    Ctx *cx = fuzz_ctx();
    CmafIndex index;
    CmafFinding finding;
    int64_t header = 0, joined = 0;
    if (n < PREFIX)
        return 0;
    int64_t init = (int64_t)at[2] << 8 | at[3];
    Str bytes = {(const char *)at + PREFIX, n - PREFIX};
    CmafSource source = {.read = read_memory, .arg = &bytes, .size = (int64_t)bytes.n};
    const int64_t sizes[2] = {init, source.size - init};
    Rc rc = cmaf_read(cx, &source, sizes, 2, &index, &finding);
    fuzz_hold((rc == ERR_INVALID) == (finding.verdict != CMAF_SOUND));
    if (rc != OK)
        return 0;
    follow(&index, source.size);
    fuzz_hold(cmaf_join(cx, &source, &index, count, &joined, &header) == OK);
    fuzz_hold(joined == source.size + header - index.init_size);
    return 0;
}
