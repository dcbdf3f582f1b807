#define _GNU_SOURCE 1
#include "posd_confine.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

static int limit(int resource, uint64_t value) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) != 0) return errno;
  if (limit.rlim_max != RLIM_INFINITY && limit.rlim_max < value) value = limit.rlim_max;
  limit.rlim_cur = limit.rlim_max = value;
  return setrlimit(resource, &limit) == 0 ? 0 : errno;
}

#ifdef ARCHITECTURE
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define ANSWER(value) BPF_STMT(BPF_RET | BPF_K, value)
#define DENY(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1), ANSWER(SECCOMP_RET_ERRNO | EPERM)
#define ABSENT(name) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 1), ANSWER(SECCOMP_RET_ERRNO | ENOSYS)
/// Opening is for reading alone; `argument` holds the flags.
#define READ_ONLY(name, argument)                                                                                \
  BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_##name, 0, 4), LOAD(args[argument]),                                  \
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, O_WRONLY | O_RDWR | O_CREAT | O_TRUNC, 0, 1),                         \
      ANSWER(SECCOMP_RET_ERRNO | EACCES), ANSWER(SECCOMP_RET_ALLOW)

static int filter(void) {
  static const struct sock_filter program[] = {
      LOAD(arch),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
      ANSWER(SECCOMP_RET_KILL_PROCESS),
      LOAD(nr),
      READ_ONLY(openat, 2),
#ifdef __NR_open
      READ_ONLY(open, 1),
      DENY(creat), DENY(fork), DENY(vfork), DENY(unlink), DENY(rmdir), DENY(rename), DENY(mkdir), DENY(link),
      DENY(symlink), DENY(chmod), DENY(chown), DENY(lchown), DENY(mknod),
      // The numbers of the 32-bit ABI on 64-bit registers would be other calls.
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), ANSWER(SECCOMP_RET_KILL_PROCESS),
#endif
      // Threads yes (Pango starts one for its fonts), processes no; clone3's flags cannot be seen, so it is not there.
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 0, 4), LOAD(args[0]),
      BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0), ANSWER(SECCOMP_RET_ERRNO | EPERM),
      ANSWER(SECCOMP_RET_ALLOW),
      ABSENT(clone3), ABSENT(openat2), ABSENT(io_uring_setup),
      DENY(execve), DENY(execveat), DENY(socket), DENY(socketpair), DENY(connect), DENY(bind), DENY(ptrace),
      DENY(process_vm_readv), DENY(process_vm_writev), DENY(kill), DENY(tkill), DENY(pidfd_send_signal),
      DENY(unlinkat), DENY(renameat2), DENY(mkdirat), DENY(linkat), DENY(symlinkat), DENY(fchmod), DENY(fchmodat),
      DENY(fchown), DENY(fchownat), DENY(mknodat), DENY(truncate), DENY(ftruncate), DENY(setxattr), DENY(mount),
      DENY(umount2), DENY(chroot), DENY(pivot_root), DENY(unshare), DENY(setns), DENY(bpf), DENY(perf_event_open),
      DENY(userfaultfd), DENY(keyctl), DENY(add_key), DENY(request_key), DENY(init_module), DENY(finit_module),
      DENY(open_by_handle_at), DENY(memfd_create), DENY(setrlimit), DENY(ioctl),
      ANSWER(SECCOMP_RET_ALLOW),
  };
  const struct sock_fprog code = {sizeof program / sizeof *program, (struct sock_filter *)program};
  if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &code) == 0) return 0;
  // A kernel that was built without it.
  return errno == EINVAL ? 0 : errno;
}
#else
static int filter(void) { return 0; }
#endif

/// The daemon has the precedence of a device's master, and outlives others when memory is short; this has not. Where a
/// service's filter refuses it, it stays as it is.
static void step_back(void) {
  setpriority(PRIO_PROCESS, 0, 5);
  int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  ssize_t written = write(file, "500", 3);
  (void)written;
  close(file);
}

int posd_confine(const struct posd_confinement *confinement) {
  step_back();
  int result = limit(RLIMIT_AS, confinement->address_space);
  if (result == 0) result = limit(RLIMIT_DATA, confinement->data);
  if (result == 0) result = limit(RLIMIT_NOFILE, confinement->descriptors);
  if (result == 0) result = limit(RLIMIT_CPU, confinement->cpu);
  if (result == 0) result = limit(RLIMIT_FSIZE, 0);
  if (result == 0) result = limit(RLIMIT_CORE, 0);
  if (result != 0) return result;
  if (geteuid() == 0) {
    const gid_t nobody = 65534;
    if (setgroups(0, NULL) != 0 || setresgid(nobody, nobody, nobody) != 0 ||
        setresuid(nobody, nobody, nobody) != 0)
      return errno;
  }
  // After the change of user, which resets them.
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || prctl(PR_SET_DUMPABLE, 0) != 0 ||
      prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return errno;
  return filter();
}
