/* The table as a commented file: what an operator starts from. */
#include "kernel/conf/conf_table.h"

#include <inttypes.h>

static void write_range(const ConfRow *row, Buf *out)
{
    if (row->kind == CONF_KIND_INT)
        buf_format(out, " (%" PRId64 " to %" PRId64 ")", row->min, row->max);
    if (row->kind == CONF_KIND_BOOL)
        buf_put(out, STR(" (yes or no)"));
}

void conf_write_defaults(Buf *out)
{
    buf_put(out,
            STR("# Every key with its default. A line is \"key = value\"; a line that begins with # is a comment.\n"
                "# The environment wins: KAIR_PORT=8443 is the same as port = 8443. Changes need a restart.\n"));
    for (int key = 0; key < CONF_KEY_COUNT; key++) {
        const ConfRow *row = &conf_rows[key];
        buf_format(out, "\n# %s", row->doc);
        write_range(row, out);
        buf_format(out, "\n#%s =%s%s\n", row->name, *row->standard ? " " : "", row->standard);
    }
}
