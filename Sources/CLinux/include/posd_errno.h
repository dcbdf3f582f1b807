#pragma once
#include <string.h>

/// The symbol of an errno ("ECONNREFUSED"); NULL when glibc knows none. Static storage.
static inline const char *posd_errno_name(int number) { return strerrorname_np(number); }

/// The text of an errno in English, whatever the locale ("Connection refused"); NULL when glibc knows none. Static storage.
static inline const char *posd_errno_text(int number) { return strerrordesc_np(number); }
