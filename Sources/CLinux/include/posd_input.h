#pragma once
#include <linux/hidraw.h>
#include <linux/input.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>

/// Takes an event node for this descriptor alone (1) or gives it back (0). 0, or -1 with errno; EBUSY: somebody else
/// has it.
static inline int posd_evdev_grab(int fd, int on) { return ioctl(fd, EVIOCGRAB, on); }

/// Which keys are down, one bit a key. The number of bytes written, or -1 with errno.
static inline int posd_evdev_keys_down(int fd, uint8_t *bits, size_t size) {
  return ioctl(fd, EVIOCGKEY(size), bits);
}

/// The clock of the event times (CLOCK_BOOTTIME and others). 0, or -1 with errno.
static inline int posd_evdev_set_clock(int fd, int clock) { return ioctl(fd, EVIOCSCLOCKID, &clock); }

/// The HID report descriptor. The number of bytes written to `bytes`, which holds HID_MAX_DESCRIPTOR_SIZE (4096), or -1
/// with errno.
static inline int posd_hidraw_descriptor(int fd, uint8_t *bytes) {
  struct hidraw_report_descriptor descriptor;
  int size = 0;
  if (ioctl(fd, HIDIOCGRDESCSIZE, &size) < 0) return -1;
  if (size < 0 || size > HID_MAX_DESCRIPTOR_SIZE) size = HID_MAX_DESCRIPTOR_SIZE;
  descriptor.size = (uint32_t)size;
  if (ioctl(fd, HIDIOCGRDESC, &descriptor) < 0) return -1;
  memcpy(bytes, descriptor.value, (size_t)size);
  return size;
}

/// Sends a feature report (SET_REPORT); the first byte is its id, 0 where the device uses none. Waits for the device, up to
/// 5 s. The number of bytes sent, or -1 with errno.
static inline int posd_hidraw_send_feature(int fd, const uint8_t *bytes, size_t size) {
  return ioctl(fd, HIDIOCSFEATURE(size), bytes);
}
