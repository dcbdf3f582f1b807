#pragma once
#include <stddef.h>
#include <stdint.h>

// Text set by Pango and drawn by Cairo, one bit a dot. Not for more than one thread.

struct posd_glyphs;

/// What a text has to fill, in dots.
struct posd_cell {
  int width, height;
  int is_bold;
  /// Glyphs are this much wider than their font has them; 1 as they are.
  double stretch;
  /// 1 for fonts whose characters are all as wide.
  int is_monospace;
};

/// Loads the fonts' index, which takes a while when the system has no cache of it. NULL without memory.
struct posd_glyphs *posd_glyphs_new(void);
void posd_glyphs_free(struct posd_glyphs *glyphs);

/// Draws the `length` bytes of UTF-8 into the middle of the cell, smaller where it would be larger than the cell. `rows`
/// has `height` rows of `(width + 7) / 8` bytes, all 0; 1 prints, the leftmost dot is the highest bit. `missing` takes
/// the first `capacity` characters for which no font has a glyph, as often as they stand there; `*count` says how many.
/// 0, or -1 without memory.
int posd_glyphs_draw(struct posd_glyphs *glyphs, const char *text, size_t length, const struct posd_cell *cell,
                     uint8_t *rows, uint32_t *missing, int capacity, int *count);
