/* For tests: databases on the PostgreSQL server of the test run (KAIR_TEST_POSTGRES). No part of the product. */
#ifndef KERNEL_STORE_TEST_SERVER_H
#define KERNEL_STORE_TEST_SERVER_H

#include "base/text.h"

typedef struct TestServer TestServer;

/* Makes an empty database with a name of its own, owned by the role of KAIR_TEST_POSTGRES, and with a linguistic
 * default collation, as an operator's server may have: whoever forgets that the product sorts by bytes is caught. NULL,
 * or why it cannot be had: the variable is unset, or the server is not there. */
const char *test_server_open(TestServer **ret);
void test_server_close(TestServer *s); /* drops the database and all its sessions; accepts NULL */

/* The connection URI of the database, as the role of KAIR_TEST_POSTGRES. */
Str test_server_url(const TestServer *s);

/* Ends every other session of the database behind `url`, as a restart of the server would. Their number, or −1. */
int test_server_end_sessions(Str url);

/* Runs plain SQL in a session of its own; the first column of the first row as text, "" when there is none, NULL when
 * it failed. Freed by the next call in the same thread. */
const char *test_server_ask(Str url, const char *sql);

#endif
