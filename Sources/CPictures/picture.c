#include <string.h>

#include "formats.h"

enum { PNG = 1, JPEG = 2 };

static int format_of(const uint8_t *file, size_t length) {
  static const uint8_t png[8] = {0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A};
  if (length >= 8 && memcmp(file, png, 8) == 0) return PNG;
  if (length >= 3 && file[0] == 0xFF && file[1] == 0xD8 && file[2] == 0xFF) return JPEG;
  return 0;
}

int posd_picture_measure(const uint8_t *file, size_t length, uint32_t max_side, uint64_t max_pixels,
                         uint32_t least_width, uint32_t least_height, struct posd_picture *picture, char why[200]) {
  memset(picture, 0, sizeof *picture);
  why[0] = 0;
  int result = POSD_PICTURE_UNKNOWN;
  switch (format_of(file, length)) {
    case PNG: result = posd_png_measure(file, length, picture, why); break;
    case JPEG: result = posd_jpeg_measure(file, length, least_width, least_height, picture, why); break;
  }
  if (result != POSD_PICTURE_OK) return result;
  if (picture->width == 0 || picture->height == 0) return POSD_PICTURE_DAMAGED;
  if (picture->width > max_side || picture->height > max_side ||
      (uint64_t)picture->width * picture->height > max_pixels)
    return POSD_PICTURE_TOO_LARGE;
  return POSD_PICTURE_OK;
}

int posd_picture_decode(const uint8_t *file, size_t length, const struct posd_picture *picture, uint8_t *greys,
                        size_t capacity, char why[200]) {
  why[0] = 0;
  if ((uint64_t)picture->decoded_width * picture->decoded_height > capacity) return POSD_PICTURE_TOO_LARGE;
  if (picture->format == PNG) return posd_png_decode(file, length, picture, greys, why);
  if (picture->format == JPEG) return posd_jpeg_decode(file, length, picture, greys, why);
  return POSD_PICTURE_UNKNOWN;
}
