// The kernel's own termios2, which glibc's <termios.h> has not and cannot stand beside.
#define _GNU_SOURCE 1
#include "posd_tty.h"

#include <asm/termios.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

int ioctl(int fd, unsigned long request, ...);  // its own header brings glibc's termios numbers

static int fail(int number) {
  errno = number;
  return -1;
}

int posd_tty_configure(int fd, const struct posd_serial_line *line) {
  struct termios2 settings;
  if (ioctl(fd, TCGETS2, &settings) != 0) return -1;
  // Without HUPCL: some displays reset when DTR drops on the last close.
  settings.c_cflag = CREAD | CLOCAL | BOTHER;
  settings.c_iflag = IGNBRK;
  settings.c_oflag = 0;
  settings.c_lflag = 0;
  switch (line->data_bits) {
    case 5: settings.c_cflag |= CS5; break;
    case 6: settings.c_cflag |= CS6; break;
    case 7: settings.c_cflag |= CS7; break;
    case 8: settings.c_cflag |= CS8; break;
    default: return fail(EINVAL);
  }
  switch (line->parity) {
    case 'N': settings.c_iflag |= IGNPAR; break;
    case 'E': settings.c_cflag |= PARENB; settings.c_iflag |= INPCK; break;
    case 'O': settings.c_cflag |= PARENB | PARODD; settings.c_iflag |= INPCK; break;
    default: return fail(EINVAL);
  }
  switch (line->stop_bits) {
    case 1: break;
    case 2: settings.c_cflag |= CSTOPB; break;
    default: return fail(EINVAL);
  }
  switch (line->flow) {
    case 'N': break;
    case 'H': settings.c_cflag |= CRTSCTS; break;
    case 'S': settings.c_iflag |= IXON | IXOFF; break;
    default: return fail(EINVAL);
  }
  if (line->baud == 0) return fail(EINVAL);  // zero hangs up
  settings.c_ispeed = line->baud;
  settings.c_ospeed = line->baud;
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  return ioctl(fd, TCSETS2, &settings);
}

int64_t posd_tty_baud(int fd) {
  struct termios2 settings;
  if (ioctl(fd, TCGETS2, &settings) != 0) return -1;
  return settings.c_ospeed;
}

int posd_tty_exclusive(int fd, int on) { return ioctl(fd, on ? TIOCEXCL : TIOCNXCL); }

int posd_tty_set_lines(int fd, int dtr, int rts) {
  int up = (dtr == 1 ? TIOCM_DTR : 0) | (rts == 1 ? TIOCM_RTS : 0);
  int down = (dtr == 0 ? TIOCM_DTR : 0) | (rts == 0 ? TIOCM_RTS : 0);
  if (up && ioctl(fd, TIOCMBIS, &up) != 0) return -1;
  if (down && ioctl(fd, TIOCMBIC, &down) != 0) return -1;
  return 0;
}

int posd_tty_lines(int fd) {
  int lines = 0;
  return ioctl(fd, TIOCMGET, &lines) != 0 ? -1 : lines;
}

int posd_tty_flush(int fd, int directions) {
  unsigned long queue = directions == 1 ? TCIFLUSH : directions == 2 ? TCOFLUSH : TCIOFLUSH;
  return ioctl(fd, TCFLSH, queue);
}

int posd_tty_unsent(int fd) {
  int count = 0;
  return ioctl(fd, TIOCOUTQ, &count) != 0 ? -1 : count;
}

int posd_pty_open(char *path, int capacity) {
  int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (master < 0) return -1;
  int failed = grantpt(master) != 0 || unlockpt(master) != 0 ? errno : ptsname_r(master, path, (size_t)capacity);
  if (failed == 0) return master;
  close(master);
  return fail(failed);
}
