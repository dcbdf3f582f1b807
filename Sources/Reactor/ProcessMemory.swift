import CLinux

/// The memory of this process.
package enum ProcessMemory {
  /// Gives back the pages of code that only the start needed (arguments, configuration, generic metadata): half of what
  /// is resident then. What is needed again is mapped again from the page cache.
  package static func dropCleanPages() {
    _ = posd_drop_clean_pages()
  }
}
