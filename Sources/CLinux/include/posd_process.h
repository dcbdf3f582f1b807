#pragma once
#include <sys/types.h>

/// How a child ended.
struct posd_exit {
  /// The exit code, or the number of the signal.
  int code;
  /// 1 when a signal ended it.
  int signalled;
};

/// Starts `path` (searched in PATH when it has no slash) in a process group of its own, with no signal blocked or
/// ignored, the three descriptors as its 0, 1 and 2, and nothing else open; without `environment` it gets this process'
/// own. 0 and `*pid`, or an errno.
int posd_spawn(const char *path, char *const arguments[], char *const environment[], int input, int output, int errors,
               pid_t *pid);

/// A close-on-exec descriptor that becomes readable when the child ends (pidfd_open(2)), or -1 with errno.
int posd_pidfd_open(pid_t pid);

/// Takes the status of an ended child, which frees its pid. 1 when it was there, 0 when the child lives, -1 with errno.
int posd_reap(pid_t pid, struct posd_exit *end);

/// A pipe, both ends close-on-exec: [0] reads, [1] writes. 0, or -1 with errno.
int posd_pipe(int ends[2]);
