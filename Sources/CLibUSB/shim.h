#pragma once
#include <libusb.h>

/// libusb_set_option is variadic, which Swift cannot call. Must run before libusb_init (libusb 1.0.26: process-wide).
/// Returns 0 or a LIBUSB_ERROR code.
static inline int posd_libusb_disable_discovery(void) {
  return libusb_set_option(NULL, LIBUSB_OPTION_NO_DEVICE_DISCOVERY);
}

/// Sets the library's own log level (a libusb_log_level). Returns 0 or a LIBUSB_ERROR code.
static inline int posd_libusb_set_log_level(libusb_context *context, int level) {
  return libusb_set_option(context, LIBUSB_OPTION_LOG_LEVEL, level);
}
