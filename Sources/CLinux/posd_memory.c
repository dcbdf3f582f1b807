#define _GNU_SOURCE 1
#include "posd_memory.h"

#include <link.h>
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>

static int drop(struct dl_phdr_info *info, size_t size, void *total) {
  (void)size;
  unsigned long page = (unsigned long)sysconf(_SC_PAGESIZE);
  for (int index = 0; index < info->dlpi_phnum; index++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[index];
    // Writable segments hold relocations that exist nowhere else.
    if (segment->p_type != PT_LOAD || segment->p_flags & PF_W) continue;
    unsigned long start = (info->dlpi_addr + segment->p_vaddr + page - 1) & ~(page - 1);
    unsigned long end = (info->dlpi_addr + segment->p_vaddr + segment->p_filesz) & ~(page - 1);
    if (end > start && madvise((void *)start, end - start, MADV_DONTNEED) == 0) *(unsigned long *)total += end - start;
  }
  return 0;
}

unsigned long posd_drop_clean_pages(void) {
  unsigned long total = 0;
  dl_iterate_phdr(drop, &total);
  malloc_trim(0);
  return total;
}

void posd_bound_heap(void) {
  // Setting the first switches off its growth: without that, after one block of 32 MB such blocks are never given back.
  mallopt(M_MMAP_THRESHOLD, 128 * 1024);
  mallopt(M_TRIM_THRESHOLD, 128 * 1024);
  mallopt(M_ARENA_MAX, 2);
}

void posd_trim_heap(void) { malloc_trim(0); }
