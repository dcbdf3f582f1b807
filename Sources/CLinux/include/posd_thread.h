#pragma once
#include <pthread.h>

/// Names the calling thread, as ps -L and /proc show it. 0, or an errno: ERANGE above 15 bytes.
static inline int posd_set_thread_name(const char *name) { return pthread_setname_np(pthread_self(), name); }
