/* What a CMAF track must know of H.264 (ISO/IEC 14496-10 Annex B, 14496-15 §5): where one NAL unit ends and the next
 * begins, which ones are parameter sets, and the three bytes that name the profile. Also the name of AAC. */
#include "kernel/cmaf/box.h"
#include "kernel/cmaf/cmaf.h"

#include <string.h>

enum { NAL_SPS = 7, NAL_PPS = 8, NAL_DELIMITER = 9, NAL_TYPE_MASK = 31, SETS_MAX = 8, START_CODE = 3 };

/* Profiles whose record ends with chroma format and bit depths (14496-15 §5.3.3.1.2). */
enum { PROFILE_BASELINE = 66, PROFILE_MAIN = 77, PROFILE_EXTENDED = 88 };

/* Place of the next 00 00 01 from `from`; s.n when there is none. */
static size_t start_code(Str s, size_t from)
{
    for (size_t i = from; i + START_CODE <= s.n; i++)
        if (s.at[i] == 0 && s.at[i + 1] == 0 && s.at[i + 2] == 1)
            return i;
    return s.n;
}

/* The next NAL unit without its start code and trailing zeros; moves *at behind it. */
static bool next_nal(Str s, size_t *at, Str *ret)
{
    size_t code = start_code(s, *at);
    if (code == s.n)
        return false;
    size_t begin = code + START_CODE, end = start_code(s, begin);
    *at = end;
    while (end > begin && s.at[end - 1] == 0)
        end--;
    *ret = (Str){s.at + begin, end - begin};
    return true;
}

static unsigned nal_type(Str nal)
{
    return nal.n ? (unsigned char)nal.at[0] & NAL_TYPE_MASK : 0;
}

Rc cmaf_nal_lengths(Str annex_b, Buf *out)
{
    Str nal;
    size_t at = 0, count = 0;
    while (next_nal(annex_b, &at, &nal)) {
        unsigned type = nal_type(nal);
        count++;
        if (type == NAL_SPS || type == NAL_PPS || type == NAL_DELIMITER || nal.n == 0)
            continue;
        if (nal.n > CMAF_SEGMENT_MAX)
            return ERR_INVALID;
        put_u32(out, (uint32_t)nal.n);
        buf_put(out, nal);
    }
    return count == 0 ? ERR_INVALID : out->rc;
}

typedef struct {
    Str sps[SETS_MAX], pps[SETS_MAX];
    size_t sps_count, pps_count;
} ParameterSets;

static Rc collect_sets(Str annex_b, ParameterSets *sets)
{
    Str nal;
    size_t at = 0;
    while (next_nal(annex_b, &at, &nal)) {
        unsigned type = nal_type(nal);
        if ((type == NAL_SPS && sets->sps_count == SETS_MAX) || (type == NAL_PPS && sets->pps_count == SETS_MAX) ||
            nal.n > CMAF_CONFIG_MAX)
            return ERR_INVALID;
        if (type == NAL_SPS)
            sets->sps[sets->sps_count++] = nal;
        else if (type == NAL_PPS)
            sets->pps[sets->pps_count++] = nal;
    }
    return sets->sps_count && sets->pps_count && sets->sps[0].n >= 4 ? OK : ERR_INVALID;
}

static void put_sets(Buf *b, const Str *sets, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_u16(b, (unsigned)sets[i].n);
        buf_put(b, sets[i]);
    }
}

Rc cmaf_avcc(Ctx *cx, Str annex_b, Str *ret)
{
    ParameterSets sets = {0};
    Buf b;
    TRY(collect_sets(annex_b, &sets));
    buf_init(&b, cx->arena, CMAF_CONFIG_MAX);
    unsigned profile = (unsigned char)sets.sps[0].at[1];
    put_u8(&b, 1); /* configurationVersion */
    buf_put(&b, (Str){sets.sps[0].at + 1, 3});
    put_u8(&b, 0xFF); /* lengths of NAL units have 4 bytes */
    put_u8(&b, 0xE0 | (unsigned)sets.sps_count);
    put_sets(&b, sets.sps, sets.sps_count);
    put_u8(&b, (unsigned)sets.pps_count);
    put_sets(&b, sets.pps, sets.pps_count);
    if (profile != PROFILE_BASELINE && profile != PROFILE_MAIN && profile != PROFILE_EXTENDED) {
        put_u8(&b, 0xFC | 1); /* 4:2:0 */
        put_u8(&b, 0xF8);     /* 8 bits of luma */
        put_u8(&b, 0xF8);     /* and of chroma */
        put_u8(&b, 0);        /* no SPS extension */
    }
    if (b.rc != OK)
        return b.rc == ERR_LIMIT ? ERR_INVALID : b.rc;
    *ret = buf_str(&b);
    return OK;
}

Rc cmaf_codecs(Ctx *cx, const CmafTrack *t, Str *ret)
{
    const unsigned char *c = (const unsigned char *)t->config.at;
    if (t->config.n < (t->kind == CMAF_VIDEO ? 4U : 2U))
        return ERR_INVALID;
    if (t->kind == CMAF_VIDEO)
        return str_format(cx->arena, ret, "avc1.%02x%02x%02x", c[1], c[2], c[3]);
    return str_format(cx->arena, ret, "mp4a.40.%d", c[0] >> 3); /* audioObjectType; 31 escapes are not AAC-LC */
}
