/* For tests: a small schema of its own and its statements, so that the store is tested without any domain. */
#ifndef KERNEL_STORE_TEST_SCHEMA_H
#define KERNEL_STORE_TEST_SCHEMA_H

#include "tests/database.h"

enum {
    SQL_parent_put,
    SQL_parent_names,
    SQL_parent_count,
    SQL_child_put,
    SQL_child_put_limited,
    SQL_child_count,
    SQL_child_count_all,
    SQL_thing_put,
    SQL_thing_get,
    SQL_thing_count,
    SQL_thing_labels,
    SQL_thing_like,
    SQL_thing_take,
    SQL_thing_relabel,
    SQL_counter_put,
    SQL_counter_get,
    SQL_counter_set,
    SQL_counter_sum,
    SQL_counter_add,
    SQL_registry_put,
    SQL_registry_count,
    SQL_migration_count,
    TEST_SQL_COUNT
};

extern const StoreConf test_conf; /* statements and migrations; no url, no folder */

/* Each runs one statement. */
Rc test_put_parent(Ctx *cx, Db *db, const char *name, Id *ret);
Rc test_put_child(Ctx *cx, Db *db, const Id *parent);
Rc test_count_children(Ctx *cx, Db *db, const Id *parent, int64_t *ret);
Rc test_put_label(Ctx *cx, Db *db, const char *label);
Rc test_count(Ctx *cx, Db *db, int sql, int64_t *ret); /* a statement without parameters and one number */

#endif
