#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "CPictures.h"

struct sink {
  uint8_t *file;
  size_t length, capacity;
};

static void write_data(png_structp png, png_bytep data, size_t count) {
  struct sink *sink = png_get_io_ptr(png);
  if (sink->length + count > sink->capacity) {
    size_t capacity = (sink->length + count) * 2;
    uint8_t *larger = realloc(sink->file, capacity);
    if (!larger) png_error(png, "no memory");
    sink->file = larger;
    sink->capacity = capacity;
  }
  memcpy(sink->file + sink->length, data, count);
  sink->length += count;
}

static void flush(png_structp png) { (void)png; }
static void fail(png_structp png, png_const_charp message) {
  (void)message;
  png_longjmp(png, 1);
}
static void ignore(png_structp png, png_const_charp message) {
  (void)png;
  (void)message;
}

/// Four dots a byte, the first highest.
static void pack(const uint8_t *dots, uint32_t width, uint32_t scale, uint8_t *row) {
  memset(row, 0, ((size_t)width * scale + 3) / 4);
  uint32_t done = 0;
  if (scale == 1)
    for (; done + 4 <= width; done += 4) {
      const uint8_t *four = dots + done;
      row[done >> 2] = (four[0] & 3) << 6 | (four[1] & 3) << 4 | (four[2] & 3) << 2 | (four[3] & 3);
    }
  size_t place = done;
  for (uint32_t x = done; x < width; x++)
    for (uint32_t i = 0; i < scale; i++, place++) row[place >> 2] |= (dots[x] & 3) << (6 - 2 * (place & 3));
}

int posd_png_write(const uint8_t *dots, uint32_t width, uint32_t height, uint32_t scale, const uint8_t palette[12],
                   uint8_t **file, size_t *length) {
  // What is needed after a longjmp is not in registers.
  struct sink *sink = calloc(1, sizeof *sink);
  uint8_t *row = malloc(((size_t)width * scale + 3) / 4 + 1);
  png_structp png = sink && row ? png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, fail, ignore) : NULL;
  png_infop info = png ? png_create_info_struct(png) : NULL;
  if (!info) {
    png_destroy_write_struct(&png, NULL);
    free(row);
    free(sink);
    return POSD_PICTURE_NO_MEMORY;
  }
  if (setjmp(png_jmpbuf(png))) {
    png_destroy_write_struct(&png, &info);
    free(sink->file);
    free(row);
    free(sink);
    return POSD_PICTURE_NO_MEMORY;
  }
  png_color table[4];
  for (int i = 0; i < 4; i++) table[i] = (png_color){palette[3 * i], palette[3 * i + 1], palette[3 * i + 2]};
  png_set_write_fn(png, sink, write_data, flush);
  png_set_user_limits(png, 0x7FFFFFFF, 0x7FFFFFFF);
  png_set_IHDR(png, info, width * scale, height * scale, 2, PNG_COLOR_TYPE_PALETTE, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_PLTE(png, info, table, 4);
  png_set_filter(png, 0, PNG_FILTER_NONE);
  png_set_compression_level(png, 3);
  png_write_info(png, info);
  for (uint32_t y = 0; y < height; y++) {
    pack(dots + (size_t)y * width, width, scale, row);
    for (uint32_t i = 0; i < scale; i++) png_write_row(png, row);
  }
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  *file = sink->file;
  *length = sink->length;
  free(row);
  free(sink);
  return POSD_PICTURE_OK;
}

void posd_png_free(uint8_t *file) { free(file); }
