#pragma once
#include <string.h>
#include <zint.h>

/// Whether the module at `x` of row `y` is dark; both inside `symbol->width` and `symbol->rows`.
static inline int posd_zint_module(const struct zint_symbol *symbol, int x, int y) {
  return symbol->encoded_data[y][x >> 3] >> (x & 7) & 1;
}

/// The height of a row in modules; 0 when zint leaves it to the caller.
static inline float posd_zint_row_height(const struct zint_symbol *symbol, int y) { return symbol->row_height[y]; }

/// zint's words on what is wrong, without its number.
static inline const char *posd_zint_error(const struct zint_symbol *symbol) {
  const char *text = symbol->errtxt;
  const char *colon = strstr(text, ": ");
  return colon ? colon + 2 : text;
}
