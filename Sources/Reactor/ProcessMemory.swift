import CLinux

/// The memory of this process.
package enum ProcessMemory {
  /// Gives back the pages of code that only the start needed (arguments, configuration, generic metadata): half of what
  /// is resident then. What is needed again is mapped again from the page cache.
  package static func dropCleanPages() {
    _ = posd_drop_clean_pages()
  }

  /// Keeps what one large picture needed from staying with the process for ever. Before any thread starts.
  package static func boundHeap() { posd_bound_heap() }

  /// Gives free pages of the heaps back, after much work.
  package static func trimHeap() { posd_trim_heap() }
}
