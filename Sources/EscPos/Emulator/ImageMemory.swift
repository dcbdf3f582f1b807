/// Pictures that a printer keeps: in NV memory and, until it is switched off, in RAM.
struct ImageMemory: Hashable, Sendable {
  /// In bytes of dots.
  static let capacity = 384 << 10
  static let downloadCapacity = 96 << 10
  static let longest = 128

  /// By their two characters (GS ( L 67 and 83), rising.
  private(set) var stored: [UInt16: Bitmap] = [:]
  private(set) var downloads: [UInt16: Bitmap] = [:]
  /// FS q, from 1.
  private(set) var numbered: [Bitmap] = []
  /// GS *.
  var downloaded: Bitmap?
  /// GS ( L 112 and 113: what function 50 prints, with its multipliers.
  var pending: [(bitmap: Bitmap, x: Int, y: Int)] {
    get { buffer.map { ($0.bitmap, $0.x, $0.y) } }
    set { buffer = newValue.map { Pending(bitmap: $0.bitmap, x: $0.x, y: $0.y) } }
  }

  private struct Pending: Hashable, Sendable {
    var bitmap: Bitmap
    var x: Int
    var y: Int
  }

  private var buffer: [Pending] = []

  var free: Int { max(0, Self.capacity - size(stored) - numbered.reduce(0) { $0 + $1.bytes.count }) }
  var freeDownloads: Int { max(0, Self.downloadCapacity - size(downloads)) }

  private func size(_ images: [UInt16: Bitmap]) -> Int { images.values.reduce(0) { $0 + $1.bytes.count } }

  /// False when there is no room.
  mutating func store(_ image: Bitmap, _ key: UInt16, isDownload: Bool) -> Bool {
    let old = isDownload ? downloads[key] : stored[key]
    let room = (isDownload ? freeDownloads : free) + (old?.bytes.count ?? 0)
    guard image.bytes.count <= room, old != nil || stored.count + downloads.count < Self.longest else { return false }
    if isDownload { downloads[key] = image } else { stored[key] = image }
    return true
  }

  mutating func delete(_ key: UInt16?, isDownload: Bool) {
    guard let key else {
      if isDownload { downloads = [:] } else { stored = [:] }
      return
    }
    if isDownload { downloads[key] = nil } else { stored[key] = nil }
  }

  /// FS q replaces all at once.
  mutating func replaceNumbered(_ images: [Bitmap]) {
    numbered = []
    for image in images.prefix(255) where image.bytes.count <= free { numbered.append(image) }
  }

  mutating func forgetDownloads() {
    downloads = [:]
    downloaded = nil
    buffer = []
  }
}
