#include "CGlyphs.h"

#include <math.h>
// pango_find_base_dir is deprecated since 1.44, without another in its place.
#define PANGO_VERSION_MIN_REQUIRED PANGO_VERSION_1_42
#include <pango/pangocairo.h>
#include <stdlib.h>

// The printers' own letters stand with their feet at about this part of the cell (font A: row 20 of 24).
static const double baseline_part = 0.84;
// A text that is too wide becomes smaller down to this, then narrower only.
static const double least_size = 0.8;

struct posd_glyphs {
  PangoContext *context;
  PangoAttrList *no_attributes;
  PangoFontDescription *proportional, *monospace;
};

/// A line of text in glyphs. Not a PangoLayout: that sets sample texts in each size of each font for metrics of which nothing
/// is used here, which took a fifth of the time of a first preview.
struct line {
  /// PangoGlyphItem, from left to right.
  GSList *runs;
  /// What it covers and what it claims, relative to its baseline, in Pango's units.
  PangoRectangle ink, logical;
  /// The larger of both in dots, so that neither an overhanging letter nor a space is lost; its y counts from the top of
  /// the font.
  PangoRectangle box;
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
  glyphs->no_attributes = pango_attr_list_new();
  // Sans and Mono are aliases of fontconfig; what they lack comes from any font that has it.
  glyphs->proportional = pango_font_description_from_string("DejaVu Sans,WenQuanYi Zen Hei,Sans");
  glyphs->monospace = pango_font_description_from_string("DejaVu Sans Mono,WenQuanYi Zen Hei Mono,Mono");
  return glyphs;
}

void posd_glyphs_free(struct posd_glyphs *glyphs) {
  if (!glyphs) return;
  pango_font_description_free(glyphs->proportional);
  pango_font_description_free(glyphs->monospace);
  pango_attr_list_unref(glyphs->no_attributes);
  g_object_unref(glyphs->context);
  free(glyphs);
}

static PangoRectangle join(PangoRectangle a, PangoRectangle b) {
  if (b.width == 0 || b.height == 0) return a;
  const int x = MIN(a.x, b.x), y = MIN(a.y, b.y);
  return (PangoRectangle){x, y, MAX(a.x + a.width, b.x + b.width) - x, MAX(a.y + a.height, b.y + b.height) - y};
}

static void free_line(struct line *line) {
  g_slist_free_full(line->runs, (GDestroyNotify)pango_glyph_item_free);
  line->runs = NULL;
}

static void measure(struct line *line) {
  int width = 0;
  line->ink = line->logical = (PangoRectangle){0};
  for (GSList *run = line->runs; run; run = run->next) {
    const PangoGlyphItem *item = run->data;
    PangoRectangle ink, logical;
    pango_glyph_string_extents(item->glyphs, item->item->analysis.font, &ink, &logical);
    ink.x += width;
    logical.x += width;
    width += logical.width;
    line->ink = line->ink.width == 0 || line->ink.height == 0 ? ink : join(line->ink, ink);
    line->logical = run == line->runs ? logical : join(line->logical, logical);
  }
  PangoRectangle ink = line->ink, logical = line->logical;
  ink.y -= logical.y;
  pango_extents_to_pixels(&ink, NULL);
  pango_extents_to_pixels(&logical, NULL);
  const int left = MIN(ink.x, logical.x), right = MAX(ink.x + ink.width, logical.x + logical.width);
  line->box = (PangoRectangle){left, ink.y, right - left, ink.height};
}

/// Sets a text in a size; what the line held before is gone.
static void set_line(struct posd_glyphs *glyphs, struct line *line, const char *text, int length,
                const struct posd_cell *cell, double size) {
  free_line(line);
  PangoFontDescription *font = cell->is_monospace ? glyphs->monospace : glyphs->proportional;
  pango_font_description_set_absolute_size(font, floor(size * PANGO_SCALE));
  pango_font_description_set_weight(font, cell->is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_context_set_font_description(glyphs->context, font);
  PangoDirection direction = pango_find_base_dir(text, length);
  if (direction == PANGO_DIRECTION_NEUTRAL) direction = PANGO_DIRECTION_LTR;
  GList *items =
      pango_itemize_with_base_dir(glyphs->context, direction, text, 0, length, glyphs->no_attributes, NULL);
  GList *ordered = pango_reorder_items(items);
  g_list_free(items);
  for (GList *next = g_list_last(ordered); next; next = next->prev) {
    PangoGlyphItem *run = g_slice_new0(PangoGlyphItem);
    run->item = next->data;
    run->glyphs = pango_glyph_string_new();
    pango_shape_item(run->item, text, length, NULL, run->glyphs, PANGO_SHAPE_ROUND_POSITIONS);
    line->runs = g_slist_prepend(line->runs, run);
  }
  g_list_free(ordered);
  measure(line);
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
static int find_missing(const struct line *line, uint32_t *missing, int capacity) {
  int count = 0;
  for (GSList *run = line->runs; run; run = run->next) {
    const PangoGlyphString *glyphs = ((PangoGlyphItem *)run->data)->glyphs;
    for (int i = 0; i < glyphs->num_glyphs && count < capacity; i++) {
      const PangoGlyph glyph = glyphs->glyphs[i].glyph;
      if (glyph & PANGO_GLYPH_UNKNOWN_FLAG && glyph != PANGO_GLYPH_INVALID_INPUT)
        missing[count++] = glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
    }
  }
  return count;
}

static void show(cairo_t *cairo, const struct line *line, const char *text) {
  int x = 0;
  for (GSList *next = line->runs; next; next = next->next) {
    PangoGlyphItem *run = next->data;
    cairo_move_to(cairo, x / (double)PANGO_SCALE, -line->logical.y / (double)PANGO_SCALE);
    pango_cairo_show_glyph_item(cairo, text, run);
    x += pango_glyph_string_get_width(run->glyphs);
  }
}

int posd_glyphs_draw(struct posd_glyphs *glyphs, const char *text, size_t length, const struct posd_cell *cell,
                     uint8_t *rows, uint32_t *missing, int capacity, int *count) {
  struct line line = {0};
  double size = cell->height;
  set_line(glyphs, &line, text, (int)length, cell, size);
  if (line.box.width * cell->stretch > cell->width) {
    size *= MAX(least_size, cell->width / (line.box.width * cell->stretch));
    set_line(glyphs, &line, text, (int)length, cell, size);
  }
  if (line.box.height > cell->height) {
    size *= (double)cell->height / line.box.height;
    set_line(glyphs, &line, text, (int)length, cell, size);
  }
  const PangoRectangle box = line.box;
  *count = find_missing(&line, missing, capacity);
  double across = cell->stretch, along = 1;
  // Hinting rounds to whole dots, so what is left is told by what was set.
  if (box.width * across > cell->width) across = (double)cell->width / box.width;
  if (box.height > cell->height) along = (double)cell->height / box.height;

  cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, cell->width, cell->height);
  cairo_t *cairo = cairo_create(surface);
  int result = -1;
  if (cairo_status(cairo) == CAIRO_STATUS_SUCCESS) {
    cairo_set_antialias(cairo, CAIRO_ANTIALIAS_NONE);
    const double baseline = -line.logical.y / (double)PANGO_SCALE;
    double top = round(cell->height * baseline_part) - baseline * along;
    if (top + (box.y + box.height) * along > cell->height) top = cell->height - (box.y + box.height) * along;
    if (top + box.y * along < 0) top = -box.y * along;
    cairo_translate(cairo, floor((cell->width - box.width * across) / 2), round(top));
    cairo_scale(cairo, across, along);
    cairo_translate(cairo, -box.x, 0);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    show(cairo, &line, text);
    cairo_surface_flush(surface);
    if (cairo_status(cairo) == CAIRO_STATUS_SUCCESS) {
      collect((const uint32_t *)(const void *)cairo_image_surface_get_data(surface),
              cairo_image_surface_get_stride(surface) / 4, cell, rows);
      result = 0;
    }
  }
  cairo_destroy(cairo);
  cairo_surface_destroy(surface);
  free_line(&line);
  return result;
}
