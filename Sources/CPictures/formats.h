#pragma once
#include "CPictures.h"

int posd_png_measure(const uint8_t *file, size_t length, struct posd_picture *picture, char why[200]);
int posd_png_decode(const uint8_t *file, size_t length, const struct posd_picture *picture, uint8_t *greys,
                    char why[200]);
int posd_jpeg_measure(const uint8_t *file, size_t length, uint32_t least_width, uint32_t least_height,
                      struct posd_picture *picture, char why[200]);
int posd_jpeg_decode(const uint8_t *file, size_t length, const struct posd_picture *picture, uint8_t *greys,
                     char why[200]);
