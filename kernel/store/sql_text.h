/* The few things that differ between the two engines in the text of SQL. Reads tokens only: strings, quoted names and
 * comments are left alone. Knows no grammar. */
#ifndef KERNEL_STORE_SQL_TEXT_H
#define KERNEL_STORE_SQL_TEXT_H

#include "base/text.h"

/* How many '?' parameters a statement has. */
size_t sql_parameter_count(Str sql);

/* A statement for PostgreSQL: the nth '?' becomes $n, and what stands in a comment whose first word is "postgresql" is
 * said aloud: the one way for a statement to have words that SQLite lacks (FOR UPDATE SKIP LOCKED). */
void sql_put_numbered(Buf *b, Str sql);

/* A migration for PostgreSQL: BLOB becomes BYTEA, and the type TEXT becomes TEXT COLLATE "C", so that both engines sort
 * and compare text by bytes whatever the locale of the PostgreSQL database is. In CAST(… AS TEXT) it stays. */
void sql_put_migration(Buf *b, Str sql);

#endif
