/* Word lists of password_judge. Private to this folder. */
#ifndef KERNEL_CRYPT_PASSWORD_WORDS_H
#define KERNEL_CRYPT_PASSWORD_WORDS_H

extern const char *const french_words[]; /* ends with NULL */

#endif
