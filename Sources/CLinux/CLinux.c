// Only this file has glibc's extensions: a module built with _GNU_SOURCE defines fd_set otherwise than Swift's Glibc
// module and the other C modules, and the compiler refuses to have both.
#define _GNU_SOURCE 1
#include "CLinux.h"

#include <pthread.h>

const char *posd_errno_name(int number) { return strerrorname_np(number); }

const char *posd_errno_text(int number) { return strerrordesc_np(number); }

int posd_set_thread_name(const char *name) { return pthread_setname_np(pthread_self(), name); }

int posd_peer_credentials(int fd, pid_t *pid, uid_t *uid, gid_t *gid) {
  struct ucred credentials;
  socklen_t length = sizeof credentials;
  if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &length) != 0) return -1;
  *pid = credentials.pid;
  *uid = credentials.uid;
  *gid = credentials.gid;
  return 0;
}

int posd_accept(int fd) { return accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC); }
