#pragma once
#include <stddef.h>
#include <stdint.h>

// PNG and JPEG files to greys and back, with libpng and libjpeg. Every function may be given any bytes; none keeps a
// pointer, and no jump of the libraries' error handling leaves this target.

/// What a file says of itself, and how large it becomes.
struct posd_picture {
  /// As in the header.
  uint32_t width, height;
  /// As it is decoded: smaller than the header's only for a JPEG of which less is needed.
  uint32_t decoded_width, decoded_height;
  /// Eighths of its size in which a JPEG is decoded, 1 to 8.
  uint32_t eighths;
  /// 1 when a PNG is interlaced.
  int interlaced;
  /// 1 PNG, 2 JPEG.
  int format;
};

enum posd_picture_result {
  POSD_PICTURE_OK = 0,
  /// Neither PNG nor JPEG.
  POSD_PICTURE_UNKNOWN = 1,
  /// A side above `max_side` or more than `max_pixels` in all.
  POSD_PICTURE_TOO_LARGE = 2,
  /// Cut off, damaged, or other than its header says; `why` has the library's words.
  POSD_PICTURE_DAMAGED = 3,
  POSD_PICTURE_NO_MEMORY = 4,
};

/// Reads the header alone. `least_width` and `least_height` are what is needed of the picture at least.
/// A result above; `why` always ends with NUL.
int posd_picture_measure(const uint8_t *file, size_t length, uint32_t max_side, uint64_t max_pixels,
                         uint32_t least_width, uint32_t least_height, struct posd_picture *picture, char why[200]);

/// Decodes what `posd_picture_measure` has measured into `decoded_width` × `decoded_height` greys, alpha over white.
/// `capacity` is that product at least. A result above; after an error `greys` holds rows that were read before it.
int posd_picture_decode(const uint8_t *file, size_t length, const struct posd_picture *picture, uint8_t *greys,
                        size_t capacity, char why[200]);

/// Writes a PNG with a palette of 4 colours, each red, green and blue: one dot a byte in `dots`, each 0 to 3, which
/// becomes `scale` × `scale` pixels. The file is for `posd_png_free`. A result above.
int posd_png_write(const uint8_t *dots, uint32_t width, uint32_t height, uint32_t scale, const uint8_t palette[12],
                   uint8_t **file, size_t *length);

void posd_png_free(uint8_t *file);
