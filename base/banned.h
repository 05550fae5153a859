/* Forced into every file of ours by the build: using one of these names stops it and says what to use instead.
 * Macros rather than poison, so that the message can name the replacement. */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

/* System headers first: they may mention the names below. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#undef strcpy
#define strcpy(...) strcpy_is_banned__use_str_copy
#undef strcat
#define strcat(...) strcat_is_banned__use_buf_put
#undef sprintf
#define sprintf(...) sprintf_is_banned__use_str_format_or_buf_format
#undef vsprintf
#define vsprintf(...) vsprintf_is_banned__use_buf_vformat
#undef strtok
#define strtok(...) strtok_is_banned__use_str_cut
#undef atoi
#define atoi(...) atoi_is_banned__use_str_i64
#undef atol
#define atol(...) atol_is_banned__use_str_i64
#undef strtol
#define strtol(...) strtol_is_banned__use_str_i64
#undef gmtime
#define gmtime(...) gmtime_is_banned__use_clock_text
#undef localtime
#define localtime(...) localtime_is_banned__use_clock_text
#undef system
#define system(...) system_is_banned__use_posix_spawn
#undef popen
#define popen(...) popen_is_banned__use_posix_spawn

#endif
