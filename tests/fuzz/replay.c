/* Runs a target once over each file of its corpus (TAP): what was found once stays found. */
#include "tests/fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>

enum { INPUT_MAX = 1 << 20, PATH_ROOM = 1024 };

static bool replay(const char *folder, const char *name)
{
    static unsigned char bytes[INPUT_MAX];
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    size_t n = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    return LLVMFuzzerTestOneInput(bytes, n) == 0;
}

int main(int argc, char **argv)
{
    DIR *folder = argc > 1 ? opendir(argv[1]) : NULL;
    int count = 0, failed = 0;
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        if (entry->d_name[0] == '.')
            continue;
        bool ok = replay(argv[1], entry->d_name);
        failed += !ok;
        printf("%s %d - the input \"%s\" is survived\n", ok ? "ok" : "not ok", ++count, entry->d_name);
    }
    if (folder)
        closedir(folder);
    if (count == 0)
        printf("not ok %d - the corpus is there\n", ++count);
    printf("1..%d\n", count);
    return failed != 0 || !folder;
}
