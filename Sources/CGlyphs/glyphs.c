#include "CGlyphs.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>

// The printers' own letters stand with their feet at about this part of the cell (font A: row 20 of 24).
static const double baseline_part = 0.84;
// A text that is too wide becomes smaller down to this, then narrower only.
static const double least_size = 0.8;

struct posd_glyphs {
  PangoContext *context;
  PangoLayout *layout;
  PangoFontDescription *proportional, *monospace;
};

struct posd_glyphs *posd_glyphs_new(void) {
  struct posd_glyphs *glyphs = calloc(1, sizeof *glyphs);
  if (!glyphs) return NULL;
  PangoFontMap *map = pango_cairo_font_map_new();
  // A point is a dot.
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
  glyphs->context = pango_font_map_create_context(map);
  g_object_unref(map);
  cairo_font_options_t *options = cairo_font_options_create();
  // No greys that a threshold would fray, and stems on whole dots.
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_NONE);
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_FULL);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_ON);
  pango_cairo_context_set_font_options(glyphs->context, options);
  cairo_font_options_destroy(options);
  glyphs->layout = pango_layout_new(glyphs->context);
  pango_layout_set_single_paragraph_mode(glyphs->layout, TRUE);
  // Sans and Mono are aliases of fontconfig; what they lack comes from any font that has it.
  glyphs->proportional = pango_font_description_from_string("DejaVu Sans,WenQuanYi Zen Hei,Sans");
  glyphs->monospace = pango_font_description_from_string("DejaVu Sans Mono,WenQuanYi Zen Hei Mono,Mono");
  return glyphs;
}

void posd_glyphs_free(struct posd_glyphs *glyphs) {
  if (!glyphs) return;
  pango_font_description_free(glyphs->proportional);
  pango_font_description_free(glyphs->monospace);
  g_object_unref(glyphs->layout);
  g_object_unref(glyphs->context);
  free(glyphs);
}

static void set_size(struct posd_glyphs *glyphs, const struct posd_cell *cell, double size) {
  PangoFontDescription *font = cell->is_monospace ? glyphs->monospace : glyphs->proportional;
  pango_font_description_set_absolute_size(font, floor(size * PANGO_SCALE));
  pango_font_description_set_weight(font, cell->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description(glyphs->layout, font);
}

/// The larger of what the text covers and what it claims, so that neither an overhanging letter nor a space is lost.
static PangoRectangle extents(PangoLayout *layout) {
  PangoRectangle ink, logical;
  pango_layout_get_pixel_extents(layout, &ink, &logical);
  const int left = MIN(ink.x, logical.x), right = MAX(ink.x + ink.width, logical.x + logical.width);
  return (PangoRectangle){left, ink.y, right - left, ink.height};
}

/// A dot prints where the glyph is dark, and at the outline of coloured ones, which would else lose their light parts.
static void collect(const uint32_t *pixels, int stride, const struct posd_cell *cell, uint8_t *rows) {
  const int bytes = (cell->width + 7) / 8;
  for (int y = 0; y < cell->height; y++) {
    const uint32_t *line = pixels + (size_t)y * stride;
    for (int x = 0; x < cell->width; x++) {
      const unsigned alpha = line[x] >> 24;
      if (alpha < 128) continue;
      const unsigned red = line[x] >> 16 & 255, green = line[x] >> 8 & 255, blue = line[x] & 255;
      int prints = (red * 77 + green * 150 + blue * 29) / alpha < 141;
      if (!prints)
        prints = x == 0 || y == 0 || x == cell->width - 1 || y == cell->height - 1 || line[x - 1] >> 24 < 128 ||
                 line[x + 1] >> 24 < 128 || (line - stride)[x] >> 24 < 128 || (line + stride)[x] >> 24 < 128;
      if (prints) rows[y * bytes + x / 8] |= 0x80 >> x % 8;
    }
  }
}

/// A glyph that no font has carries its character (Pango, PANGO_GET_UNKNOWN_GLYPH).
static int find_missing(PangoLayout *layout, uint32_t *missing, int capacity) {
  int count = 0;
  if (pango_layout_get_unknown_glyphs_count(layout) == 0) return 0;
  for (GSList *line = pango_layout_get_lines_readonly(layout); line; line = line->next) {
    for (GSList *run = ((PangoLayoutLine *)line->data)->runs; run; run = run->next) {
      const PangoGlyphString *glyphs = ((PangoGlyphItem *)run->data)->glyphs;
      for (int i = 0; i < glyphs->num_glyphs && count < capacity; i++) {
        const PangoGlyph glyph = glyphs->glyphs[i].glyph;
        if (glyph & PANGO_GLYPH_UNKNOWN_FLAG && glyph != PANGO_GLYPH_INVALID_INPUT)
          missing[count++] = glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
      }
    }
  }
  return count;
}

int posd_glyphs_draw(struct posd_glyphs *glyphs, const char *text, size_t length, const struct posd_cell *cell,
                     uint8_t *rows, uint32_t *missing, int capacity, int *count) {
  PangoLayout *layout = glyphs->layout;
  pango_layout_set_text(layout, text, (int)length);
  double size = cell->height;
  set_size(glyphs, cell, size);
  PangoRectangle box = extents(layout);
  if (box.width * cell->stretch > cell->width) {
    size *= MAX(least_size, cell->width / (box.width * cell->stretch));
    set_size(glyphs, cell, size);
    box = extents(layout);
  }
  if (box.height > cell->height) {
    size *= (double)cell->height / box.height;
    set_size(glyphs, cell, size);
    box = extents(layout);
  }
  *count = find_missing(layout, missing, capacity);
  double across = cell->stretch, along = 1;
  // Hinting rounds to whole dots, so what is left is told by what was set.
  if (box.width * across > cell->width) across = (double)cell->width / box.width;
  if (box.height > cell->height) along = (double)cell->height / box.height;

  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, cell->width, cell->height);
  cairo_t *cairo = cairo_create(surface);
  int result = -1;
  if (cairo_status(cairo) == CAIRO_STATUS_SUCCESS) {
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    const double baseline = pango_layout_get_baseline(layout) / (double)PANGO_SCALE;
    double top = round(cell->height * baseline_part) - baseline * along;
    if (top + (box.y + box.height) * along > cell->height) top = cell->height - (box.y + box.height) * along;
    if (top + box.y * along < 0) top = -box.y * along;
    cairo_translate(cairo, floor((cell->width - box.width * across) / 2), round(top));
    cairo_scale(cairo, across, along);
    cairo_translate(cairo, -box.x, 0);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    pango_cairo_show_layout(cairo, layout);
    cairo_surface_flush(surface);
    if (cairo_status(cairo) == CAIRO_STATUS_SUCCESS) {
      collect((const uint32_t *)(const void *)cairo_image_surface_get_data(surface),
              cairo_image_surface_get_stride(surface) / 4, cell, rows);
      result = 0;
    }
  }
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  return result;
}
