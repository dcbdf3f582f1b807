#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "formats.h"

// Each scan of a progressive file goes over the whole picture; no camera writes more than a dozen.
enum { MOST_SCANS = 100 };

struct handler {
  struct jpeg_error_mgr base;
  struct jpeg_progress_mgr progress;
  jmp_buf jump;
  char *why;
  int code;
};

static void fail(j_common_ptr jpeg) {
  struct handler *handler = (struct handler *)jpeg->err;
  char text[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, text);
  strncpy(handler->why, text, 199);
  handler->why[199] = 0;
  handler->code = jpeg->err->msg_code == JERR_OUT_OF_MEMORY ? POSD_PICTURE_NO_MEMORY : POSD_PICTURE_DAMAGED;
  longjmp(handler->jump, 1);
}

/// What the library would paint over with grey is an error here: a receipt shall not show half a picture.
static void warn(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  switch (jpeg->err->msg_code) {
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_BOGUS_PROGRESSION: fail(jpeg);
  }
}

static void say_nothing(j_common_ptr jpeg) { (void)jpeg; }

static void watch_scans(j_common_ptr jpeg) {
  struct handler *handler = (struct handler *)jpeg->err;
  if (!jpeg->is_decompressor || ((j_decompress_ptr)jpeg)->input_scan_number <= MOST_SCANS) return;
  strcpy(handler->why, "too many scans");
  handler->code = POSD_PICTURE_DAMAGED;
  longjmp(handler->jump, 1);
}

static void prepare(struct jpeg_decompress_struct *jpeg, struct handler *handler, char *why) {
  memset(jpeg, 0, sizeof *jpeg);
  memset(handler, 0, sizeof *handler);
  jpeg->err = jpeg_std_error(&handler->base);
  handler->base.error_exit = fail;
  handler->base.emit_message = warn;
  handler->base.output_message = say_nothing;
  handler->why = why;
}

static void read_header(struct jpeg_decompress_struct *jpeg, struct handler *handler, const uint8_t *file,
                        size_t length) {
  jpeg_create_decompress(jpeg);
  handler->progress.progress_monitor = watch_scans;
  jpeg->progress = &handler->progress;
  jpeg_mem_src(jpeg, file, length);
  jpeg_read_header(jpeg, TRUE);
  // The brightness alone where the file has it; the rest follows from RGB or CMYK.
  jpeg->out_color_space = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK
                              ? JCS_CMYK
                              : JCS_GRAYSCALE;
}

int posd_jpeg_measure(const uint8_t *file, size_t length, uint32_t least_width, uint32_t least_height,
                      struct posd_picture *picture, char why[200]) {
  struct jpeg_decompress_struct jpeg;
  struct handler handler;
  prepare(&jpeg, &handler, why);
  if (setjmp(handler.jump)) {
    jpeg_destroy_decompress(&jpeg);
    return handler.code;
  }
  read_header(&jpeg, &handler, file, length);
  picture->format = 2;
  picture->width = jpeg.image_width;
  picture->height = jpeg.image_height;
  for (unsigned eighths = 1; eighths <= 8; eighths++) {
    jpeg.scale_num = eighths;
    jpeg.scale_denom = 8;
    jpeg_calc_output_dimensions(&jpeg);
    if (jpeg.output_width >= least_width && jpeg.output_height >= least_height) break;
  }
  picture->eighths = jpeg.scale_num > 8 ? 8 : jpeg.scale_num;
  picture->decoded_width = jpeg.output_width;
  picture->decoded_height = jpeg.output_height;
  jpeg_destroy_decompress(&jpeg);
  return POSD_PICTURE_OK;
}

/// Adobe's programs write CMYK inverted and say so by their marker.
static void cmyk_to_grey(const uint8_t *row, uint8_t *greys, uint32_t width, int inverted) {
  for (uint32_t x = 0; x < width; x++, row += 4) {
    unsigned c = row[0], m = row[1], y = row[2], k = row[3];
    if (!inverted) c = 255 - c, m = 255 - m, y = 255 - y, k = 255 - k;
    greys[x] = (uint8_t)((c * 77 + m * 150 + y * 29) * k / (255 * 256));
  }
}

int posd_jpeg_decode(const uint8_t *file, size_t length, const struct posd_picture *picture, uint8_t *greys,
                     char why[200]) {
  struct jpeg_decompress_struct jpeg;
  struct handler handler;
  // Read after a longjmp, so volatile.
  uint8_t *volatile row = NULL;
  prepare(&jpeg, &handler, why);
  if (setjmp(handler.jump)) {
    free(row);
    jpeg_destroy_decompress(&jpeg);
    return handler.code;
  }
  read_header(&jpeg, &handler, file, length);
  jpeg.scale_num = picture->eighths;
  jpeg.scale_denom = 8;
  jpeg_start_decompress(&jpeg);
  const uint32_t width = jpeg.output_width;
  const int is_cmyk = jpeg.out_color_space == JCS_CMYK;
  if (width != picture->decoded_width || jpeg.output_height != picture->decoded_height ||
      jpeg.output_components != (is_cmyk ? 4 : 1)) {
    strcpy(why, "the header changed");
    jpeg_destroy_decompress(&jpeg);
    return POSD_PICTURE_DAMAGED;
  }
  if (is_cmyk) row = malloc((size_t)width * 4);
  if (is_cmyk && !row) {
    jpeg_destroy_decompress(&jpeg);
    return POSD_PICTURE_NO_MEMORY;
  }
  while (jpeg.output_scanline < jpeg.output_height) {
    uint8_t *target = greys + (size_t)jpeg.output_scanline * width;
    JSAMPROW into = is_cmyk ? row : target;
    jpeg_read_scanlines(&jpeg, &into, 1);
    if (is_cmyk) cmyk_to_grey(row, target, width, jpeg.saw_Adobe_marker);
  }
  jpeg_finish_decompress(&jpeg);
  free(row);
  jpeg_destroy_decompress(&jpeg);
  return POSD_PICTURE_OK;
}
