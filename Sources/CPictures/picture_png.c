#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "formats.h"

struct source {
  const uint8_t *next;
  size_t left;
  char *why;
};

static void fail(png_structp png, png_const_charp message) {
  struct source *source = png_get_error_ptr(png);
  strncpy(source->why, message, 199);
  source->why[199] = 0;
  png_longjmp(png, 1);
}

static void ignore(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

static void read_data(png_structp png, png_bytep data, size_t count) {
  struct source *source = png_get_io_ptr(png);
  if (count > source->left) png_error(png, "the file ends too early");
  memcpy(data, source->next, count);
  source->next += count;
  source->left -= count;
}

/// A reader that has no interest in chunks that do not change what is seen.
static png_structp reader(struct source *source) {
  png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, source, fail, ignore);
  if (!png) return NULL;
  png_set_read_fn(png, source, read_data);
  // The limits are the caller's to judge, so that a picture above them is told from a damaged one.
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_chunk_malloc_max(png, 1 << 20);
  png_set_chunk_cache_max(png, 16);
  // A negative number stands for all known chunks but those that the pixels need.
  png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
  return png;
}

int posd_png_measure(const uint8_t *file, size_t length, struct posd_picture *picture, char why[200]) {
  struct source source = {file, length, why};
  png_structp png = reader(&source);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    png_destroy_read_struct(&png, NULL, NULL);
    return POSD_PICTURE_NO_MEMORY;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_read_struct(&png, &info, NULL);
    return POSD_PICTURE_DAMAGED;
  }
  png_read_info(png, info);
  picture->format = 1;
  picture->width = picture->decoded_width = png_get_image_width(png, info);
  picture->height = picture->decoded_height = png_get_image_height(png, info);
  picture->interlaced = png_get_interlace_type(png, info) != PNG_INTERLACE_NONE;
  picture->eighths = 8;
  png_destroy_read_struct(&png, &info, NULL);
  return POSD_PICTURE_OK;
}

static uint8_t luma(const uint8_t *rgb) { return (uint8_t)((rgb[0] * 77 + rgb[1] * 150 + rgb[2] * 29 + 128) >> 8); }

static uint8_t over_white(uint8_t grey, uint8_t alpha) {
  unsigned sum = grey * alpha + 255u * (255u - alpha);
  return (uint8_t)((sum + 127) / 255);
}

static void row_to_grey(const uint8_t *row, uint8_t *greys, uint32_t width, int channels) {
  switch (channels) {
    case 1: memcpy(greys, row, width); break;
    case 2:
      for (uint32_t x = 0; x < width; x++) greys[x] = over_white(row[2 * x], row[2 * x + 1]);
      break;
    case 3:
      for (uint32_t x = 0; x < width; x++) greys[x] = luma(row + 3 * x);
      break;
    default:
      for (uint32_t x = 0; x < width; x++) greys[x] = over_white(luma(row + 4 * x), row[4 * x + 3]);
  }
}

int posd_png_decode(const uint8_t *file, size_t length, const struct posd_picture *picture, uint8_t *greys,
                    char why[200]) {
  struct source source = {file, length, why};
  png_structp png = reader(&source);
  png_infop info = png ? png_create_info_struct(png) : NULL;
  // Read after a longjmp, so volatile.
  uint8_t *volatile rows = NULL;
  if (!info) {
    png_destroy_read_struct(&png, NULL, NULL);
    return POSD_PICTURE_NO_MEMORY;
  }
  if (setjmp(png_jmpbuf(png))) {
    free(rows);
    png_destroy_read_struct(&png, &info, NULL);
    return POSD_PICTURE_DAMAGED;
  }
  png_read_info(png, info);
  if (png_get_image_width(png, info) != picture->width || png_get_image_height(png, info) != picture->height)
    png_error(png, "the header changed");
  png_set_expand(png);
  png_set_scale_16(png);
  const int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  const int channels = png_get_channels(png, info);
  const size_t stride = png_get_rowbytes(png, info);
  if (channels < 1 || channels > 4 || stride != (size_t)picture->width * channels)
    png_error(png, "a row of unexpected size");
  // An interlaced picture comes seven times, so it is kept whole until the last.
  rows = calloc(passes > 1 ? picture->height : 1, stride);
  if (!rows) {
    png_destroy_read_struct(&png, &info, NULL);
    return POSD_PICTURE_NO_MEMORY;
  }
  for (int pass = 0; pass < passes; pass++) {
    for (uint32_t y = 0; y < picture->height; y++) {
      uint8_t *row = rows + (passes > 1 ? y * stride : 0);
      png_read_row(png, row, NULL);
      if (pass == passes - 1) row_to_grey(row, greys + (size_t)y * picture->width, picture->width, channels);
    }
  }
  free(rows);
  png_destroy_read_struct(&png, &info, NULL);
  return POSD_PICTURE_OK;
}
