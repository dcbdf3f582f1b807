#pragma once
#include <stdint.h>

/// What a process that reads hostile files may use.
struct posd_confinement {
  /// Bytes of address space, and of those that are its own (RLIMIT_AS, RLIMIT_DATA).
  uint64_t address_space, data;
  uint64_t descriptors;
  /// Seconds of the processor in its whole life.
  uint64_t cpu;
};

/// Confines this process for good: it cannot write to files, start programs, open sockets, trace or signal others, dump
/// core or gain privileges; it dies with its parent; root becomes nobody; it has no precedence over others. A kernel without seccomp leaves the limits.
/// 0, or an errno.
int posd_confine(const struct posd_confinement *confinement);
