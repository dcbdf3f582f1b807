#pragma once
#include <sqlite3.h>

/// SQLITE_TRANSIENT is a cast macro, which Swift does not import: SQLite copies the bound bytes before it returns.
static inline sqlite3_destructor_type posd_sqlite_transient(void) { return SQLITE_TRANSIENT; }
