#pragma once

/// Names the calling thread, as ps -L and /proc show it. 0, or an errno: ERANGE above 15 bytes.
int posd_set_thread_name(const char *name);
