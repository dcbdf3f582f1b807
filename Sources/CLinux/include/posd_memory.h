#pragma once

/// Gives the pages of code and constants that were only needed so far back to the kernel: those of all loaded objects
/// that cannot be written. Whatever is needed again is read from the page cache. The number of bytes looked at.
unsigned long posd_drop_clean_pages(void);
