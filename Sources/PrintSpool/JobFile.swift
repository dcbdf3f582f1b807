import Glibc
import PosModel

/// An open file of jobs; it is closed when this goes.
final class OpenJobFile {
  let database: SQLiteDatabase

  init(_ database: consuming SQLiteDatabase) { self.database = database }
}

/// The file of the jobs on the disk: how it is opened, and how another takes the place of a damaged one.
enum JobFile {
  /// The pages of a larger one are not looked through at the start.
  private static let checkedSize: Int64 = 8 << 20
  /// More damaged files are not kept.
  private static let keptFiles = 5

  /// Opens or makes it. What can be read of a damaged one goes into a new one, and `salvage` says what.
  static func open(_ path: String, now: Int64, _ salvage: inout JobSalvage?) throws(PosError) -> OpenJobFile {
    endReplacement(of: path)
    let wasLeftOpen = exists(path + "-wal")
    do throws(PosError) {
      return try openWhole(path, isChecked: wasLeftOpen)
    } catch {
      guard error.isDamagedFile else { throw error }
      return try replace(path, now: now, &salvage)
    }
  }

  private static func openWhole(_ path: String, isChecked: Bool) throws(PosError) -> OpenJobFile {
    let database = try SQLiteDatabase(path: path)
    try Schema.prepare(database)
    if isChecked { try check(database) }
    // Reads what a start needs, so that damage shows here and not in the middle of a sale.
    _ = try database.pending()
    _ = try database.slipDebtors()
    _ = try database.newestTime()
    return OpenJobFile(database)
  }

  /// After a power cut the structure of the whole file is looked at, where that takes no time.
  private static func check(_ database: borrowing SQLiteDatabase) throws(PosError) {
    let size = try number("page_count", database) * number("page_size", database)
    guard size <= checkedSize else { return }
    let statement = try SQLiteStatement(database, "PRAGMA quick_check(1)")
    guard try statement.next(), let word = statement.text(0), word != "ok" else { return }
    throw PosError(.failure, "the file of the print jobs is damaged", cause: "SQLITE_CORRUPT: \(word)")
  }

  private static func number(_ pragma: String, _ database: borrowing SQLiteDatabase) throws(PosError) -> Int64 {
    let statement = try SQLiteStatement(database, "PRAGMA \(pragma)")
    return try statement.next() ? statement.integer(0) : 0
  }

  // MARK: In the place of a damaged one

  /// Nobody has it open. The new one is whole before the old one is moved: a power cut, or a full disk, leaves the old one.
  static func replace(_ path: String, now: Int64, _ salvage: inout JobSalvage?) throws(PosError) -> OpenJobFile {
    let new = path + ".new"
    remove(new)
    var saved = try fill(new, from: path, now: now)
    saved.file = try setAside(path, now: now)
    guard rename(new, path) == 0 else { throw immovable(new) }
    syncFolder(of: path)
    salvage = saved
    dropOldest(of: path)
    let database = try SQLiteDatabase(path: path)
    try Schema.prepare(database)
    return OpenJobFile(database)
  }

  private static func fill(_ new: String, from old: String, now: Int64) throws(PosError) -> JobSalvage {
    let fresh = try SQLiteDatabase(path: new)
    try Schema.prepare(fresh)
    let saved = try fresh.takeOver(old, now: now)
    try fresh.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return saved
  }

  private static func setAside(_ path: String, now: Int64) throws(PosError) -> String {
    var number = now
    while exists("\(path).damaged-\(number)"), number < .max { number += 1 }
    let aside = "\(path).damaged-\(number)"
    guard rename(path, aside) == 0 else { throw immovable(path) }
    // The write-ahead log belongs to the damaged file; without it there may be none.
    for suffix in ["-wal", "-shm"] { rename(path + suffix, aside + suffix) }
    return aside
  }

  private static func immovable(_ path: String) -> PosError {
    PosError(
      .failure, "the damaged file of the print jobs cannot be moved", remedy: "move \(path) away by hand",
      cause: String(cString: strerror(errno)))
  }

  /// A replacement that was cut off between its two steps is ended, one that was cut off before is forgotten.
  private static func endReplacement(of path: String) {
    let new = path + ".new"
    guard exists(new) else { return }
    if exists(path) { return remove(new) }
    // The log of the damaged file would be played into the new one.
    for suffix in ["-wal", "-shm"] { unlink(path + suffix) }
    rename(new, path)
  }

  private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  private static func remove(_ path: String) {
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  private static func syncFolder(of path: String) {
    let descriptor = Glibc.open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// A disk that goes on damaging files does not fill up with them.
  private static func dropOldest(of path: String) {
    let folder = folder(of: path)
    let prefix = String(path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]) + ".damaged-"
    guard let entries = opendir(folder) else { return }
    defer { closedir(entries) }
    var numbers: [Int64] = []
    while let entry = readdir(entries) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(prefix), let number = Int64(name.dropFirst(prefix.count)) { numbers.append(number) }
    }
    for number in numbers.sorted().dropLast(keptFiles) { remove("\(folder)/\(prefix)\(number)") }
  }
}
