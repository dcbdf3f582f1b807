#pragma once
#include <stdint.h>

/// The line of a tty: raw, no echo, no translation, modem lines ignored, read(2) returns from one byte on.
struct posd_serial_line {
  /// Any rate; the driver takes the nearest that it can.
  uint32_t baud;
  /// 5 to 8.
  uint8_t data_bits;
  /// 'N', 'E' or 'O'.
  uint8_t parity;
  /// 1 or 2.
  uint8_t stop_bits;
  /// 'N' none, 'H' RTS/CTS, 'S' XON/XOFF.
  uint8_t flow;
};

/// Sets the line at once (TCSETS2 with BOTHER). 0, or -1 with errno; EINVAL for values out of range.
int posd_tty_configure(int fd, const struct posd_serial_line *line);

/// The rate that the driver really set, or -1 with errno.
int64_t posd_tty_baud(int fd);

/// Refuses further open(2) by anybody but root (TIOCEXCL, 1) or allows them again (0). 0, or -1 with errno.
int posd_tty_exclusive(int fd, int on);

/// Raises (1) or drops (0) DTR and RTS; -1 leaves one as it is. 0, or -1 with errno: ttys without modem lines refuse.
int posd_tty_set_lines(int fd, int dtr, int rts);

/// The modem lines (TIOCM_CTS 0x020, TIOCM_CD 0x040, TIOCM_DSR 0x100 and others), or -1 with errno.
int posd_tty_lines(int fd);

/// Discards what was received but not read (1), written but not sent (2), or both (3). 0, or -1 with errno.
int posd_tty_flush(int fd, int directions);

/// How many written bytes the driver has not sent yet (TIOCOUTQ), or -1 with errno.
int posd_tty_unsent(int fd);

/// Opens a pty and unlocks its slave, whose path goes to `path`. The master (close-on-exec), or -1 with errno.
int posd_pty_open(char *path, int capacity);
