#pragma once

/// Gives the pages of code and constants that were only needed so far back to the kernel: those of all loaded objects
/// that cannot be written. Whatever is needed again is read from the page cache. The number of bytes looked at.
unsigned long posd_drop_clean_pages(void);

/// Has large blocks (128 KiB and more) come from the kernel and go back to it one by one, and bounds the number of heaps
/// (mallopt(3)). To be called before any thread starts.
void posd_bound_heap(void);

/// Gives free pages of the heaps back to the kernel (malloc_trim(3)).
void posd_trim_heap(void);
