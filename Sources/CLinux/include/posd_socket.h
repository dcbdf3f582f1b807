#pragma once
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/un.h>

/// The credentials of the process that connected (SO_PEERCRED), taken at its connect(2). 0, or -1 with errno.
int posd_peer_credentials(int fd, pid_t *pid, uid_t *uid, gid_t *gid);

/// The supplementary groups of the peer (SO_PEERGROUPS, Linux 4.13). The number of groups written, or -1 with errno;
/// ERANGE when there are more than `capacity`.
static inline int posd_peer_groups(int fd, gid_t *groups, int capacity) {
  socklen_t length = (socklen_t)((size_t)capacity * sizeof(gid_t));
  if (getsockopt(fd, SOL_SOCKET, SO_PEERGROUPS, groups, &length) != 0) return -1;
  return (int)(length / sizeof(gid_t));
}

/// Fills `address` for `path` and returns the length to pass to bind(2) and connect(2); 0 when the path is empty or
/// longer than the 107 bytes that fit.
static inline socklen_t posd_unix_address(struct sockaddr_un *address, const char *path) {
  size_t length = strlen(path);
  if (length == 0 || length >= sizeof address->sun_path) return 0;
  memset(address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  memcpy(address->sun_path, path, length + 1);
  return (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length + 1);
}

/// accept4(2) with SOCK_NONBLOCK | SOCK_CLOEXEC, without the address. A descriptor, or -1 with errno.
int posd_accept(int fd);
