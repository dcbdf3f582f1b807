#pragma once

/// The symbol of an errno ("ECONNREFUSED"); NULL when glibc knows none. Static storage.
const char *posd_errno_name(int number);

/// The text of an errno in English, whatever the locale ("Connection refused"); NULL when glibc knows none. Static storage.
const char *posd_errno_text(int number);
