import Barcodes

/// The fragments of one scan so far.
struct HIDPOSScan: Sendable {
  private(set) var data: [UInt8]
  let aim: AIMIdentifier?
  private(set) var symbology: Symbology?
  /// The last fragment held as much as a report can.
  private(set) var endsFull: Bool

  init(_ fragment: HIDPOSFragment) {
    data = Array(fragment.data)
    aim = fragment.aim
    symbology = fragment.symbology
    endsFull = fragment.isFull
  }

  mutating func append(_ fragment: HIDPOSFragment) {
    data += fragment.data
    symbology = symbology ?? fragment.symbology
    endsFull = fragment.isFull
  }
}
