/* The tus header Upload-Metadata: what is taken is valid text within its limits, without a folder. */
#include "domains/media/upload.h"
#include "domains/media/upload_metadata.h"
#include "tests/fuzz/fuzz.h"

static void hold_text(Str s, size_t max)
{
    fuzz_hold(utf8_valid(s) && utf8_length(s) <= max);
}

int LLVMFuzzerTestOneInput(const unsigned char *at, size_t n)
{
    Ctx *cx = fuzz_ctx();
    UploadMetadata m;
    Rc rc = upload_metadata(cx, (Str){(const char *)at, n}, &m);
    if (rc != OK) {
        fuzz_hold((rc == ERR_INVALID && cx->problem.code) || rc == ERR_NOMEM);
        return 0;
    }
    hold_text(m.file_name, UPLOAD_NAME_MAX);
    hold_text(m.title, MEDIA_TITLE_MAX);
    hold_text(m.type, 100);
    fuzz_hold(!m.file_name.n ||
              (!memchr(m.file_name.at, '/', m.file_name.n) && !memchr(m.file_name.at, '\\', m.file_name.n)));
    return 0;
}
