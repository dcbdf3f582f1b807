/// Pictures that a printer keeps: in NV memory and, until it is switched off, in RAM.
struct ImageMemory: Hashable, Sendable {
  /// In bytes of dots.
  static let capacity = 384 << 10
  static let downloadCapacity = 96 << 10
  static let longest = 128
  /// So many colours wait in the print buffer.
  static let mostPending = 4

  /// What function 50 of GS ( L prints, with its multipliers (112 and 113).
  struct Pending: Hashable, Sendable {
    var picture: StoredPicture
    var x: Int
    var y: Int
  }

  /// By their two characters (GS ( L 67 and 83), rising.
  private(set) var stored: [UInt16: StoredPicture] = [:]
  private(set) var downloads: [UInt16: StoredPicture] = [:]
  /// FS q, from 1.
  private(set) var numbered: [Bitmap] = []
  /// GS *.
  var downloaded: Bitmap?
  var pending: [Pending] = []

  var free: Int { max(0, Self.capacity - size(stored) - numbered.reduce(0) { $0 + $1.bytes.count }) }
  var freeDownloads: Int { max(0, Self.downloadCapacity - size(downloads)) }

  private func size(_ images: [UInt16: StoredPicture]) -> Int { images.values.reduce(0) { $0 + $1.size } }

  /// False when there is no room.
  mutating func store(_ image: StoredPicture, _ key: UInt16, isDownload: Bool) -> Bool {
    let old = isDownload ? downloads[key] : stored[key]
    let room = (isDownload ? freeDownloads : free) + (old?.size ?? 0)
    guard image.size <= room, old != nil || stored.count + downloads.count < Self.longest else { return false }
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

  /// FS q replaces all at once. False when there is no room for all: the first ones are kept, so that none gets another's
  /// number.
  mutating func replaceNumbered(_ images: [Bitmap]) -> Bool {
    numbered = []
    for image in images.prefix(255) {
      guard image.bytes.count <= free else { return false }
      numbered.append(image)
    }
    return true
  }

  mutating func forgetDownloads() {
    downloads = [:]
    downloaded = nil
    pending = []
  }
}
