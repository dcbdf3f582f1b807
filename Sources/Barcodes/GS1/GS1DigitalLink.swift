/// A web address that is also a GS1 label: `https://example.com/01/09506000134352/10/AB?17=271231`
/// (GS1 Digital Link Standard: URI Syntax).
package enum GS1DigitalLink {
  /// An address has few path segments and parameters; beyond these it is not read.
  static let partLimit = 128

  /// The elements of the address; nil if it is none, or holds no primary key that keeps its rules: any other address
  /// has numbers in its path too.
  package static func read(_ uri: [UInt8], dictionary: GS1Dictionary = .standard) -> GS1Message? {
    guard let authority = start(of: uri) else { return nil }
    let end = uri.firstIndex(of: UInt8(ascii: "#")) ?? uri.count
    let query = uri[..<end].firstIndex(of: UInt8(ascii: "?")) ?? end
    guard let path = uri[authority..<max(authority, query)].firstIndex(of: UInt8(ascii: "/")), path > authority else {
      return nil
    }
    var segments = uri[path..<query].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if segments.last?.isEmpty == true { segments.removeLast() }
    guard segments.count <= partLimit, let key = primaryKey(segments, dictionary) else { return nil }

    var message = GS1Message()
    var names: [String] = []
    for index in stride(from: key, to: segments.count, by: 2) {
      guard let row = dictionary.identifier(named: segments[index]) else { return nil }
      add(row, segments[index], segments[index + 1], isQuery: false, to: &message)
      // Another address with such a path: a label's own number keeps its rules.
      if index == key && !message.warnings.isEmpty { return nil }
      names.append(String(decoding: segments[index], as: UTF8.self))
    }
    checkOrder(names, segments, key, dictionary, &message)
    if query < end { readQuery(uri[(query + 1)..<end], dictionary, &message) }
    message.checkPartners(dictionary)
    return message
  }

  /// Where the authority begins; the scheme is all small or all capital, as QR codes spell it.
  private static func start(of uri: [UInt8]) -> Int? {
    for scheme in ["https://", "http://", "HTTPS://", "HTTP://"] where uri.starts(with: scheme.utf8) {
      return scheme.utf8.count
    }
    return nil
  }

  /// The rightmost primary key from which on identifiers and values alternate to the end of the path.
  private static func primaryKey(_ segments: [ArraySlice<UInt8>], _ dictionary: GS1Dictionary) -> Int? {
    var index = segments.count - 2
    while index >= 1 {
      guard let row = dictionary.identifier(named: segments[index]), !segments[index + 1].isEmpty else { return nil }
      if row.qualifiers != nil { return index }
      index -= 2
    }
    return nil
  }

  private static func checkOrder(
    _ names: [String], _ segments: [ArraySlice<UInt8>], _ key: Int, _ dictionary: GS1Dictionary,
    _ message: inout GS1Message
  ) {
    guard names.count > 1, let sequences = dictionary.identifier(named: segments[key])?.qualifiers else { return }
    let isOrdered = sequences.contains { sequence in
      var rest = sequence[...]
      return names.dropFirst().allSatisfy { name in
        guard let found = rest.firstIndex(of: name) else { return false }
        rest = rest[(found + 1)...]
        return true
      }
    }
    if !isOrdered {
      message.warn(
        .qualifierOrder, names[1], at: segments[key + 2].startIndex,
        "these do not follow (\(names[0])) in this order in a Digital Link")
    }
  }

  /// `17=271231&3103=000195`; parameters whose name is no number belong to the web site.
  private static func readQuery(
    _ query: ArraySlice<UInt8>, _ dictionary: GS1Dictionary, _ message: inout GS1Message
  ) {
    let parameters = query.split { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ";") }
    for parameter in parameters.prefix(partLimit) {
      guard let equals = parameter.firstIndex(of: UInt8(ascii: "=")), equals > parameter.startIndex else { continue }
      let name = parameter[..<equals]
      guard name.allSatisfy(CheckDigit.isDigit) else { continue }
      guard let row = dictionary.identifier(named: name) else {
        message.warn(
          .unknownIdentifier, nil, at: name.startIndex, "the parameter is no application identifier of GS1")
        continue
      }
      guard message.elements.count < GS1Message.elementLimit else { return }
      let ai = String(decoding: name, as: UTF8.self)
      if !row.isLinkAttribute {
        message.warn(.notAttribute, ai, at: name.startIndex, "(\(ai)) may not be a parameter of a Digital Link")
      }
      add(row, name, parameter[(equals + 1)...], isQuery: true, to: &message)
    }
  }

  private static func add(
    _ row: ApplicationIdentifier, _ name: ArraySlice<UInt8>, _ escaped: ArraySlice<UInt8>, isQuery: Bool,
    to message: inout GS1Message
  ) {
    var (value, places) = unescape(escaped, isQuery: isQuery)
    // The zeros before a shorter trade item number may be left out.
    if name.elementsEqual("01".utf8), [8, 12, 13].contains(value.count) {
      let zeros = 14 - value.count
      value.insert(contentsOf: [UInt8](repeating: 0x30, count: zeros), at: 0)
      places.insert(contentsOf: [Int](repeating: escaped.startIndex, count: zeros), at: 0)
    }
    message.add(row, name: name, value, at: escaped.startIndex, places: places)
  }

  /// `%2F` and, in a query, `+`; each byte with the place where it stood. A percent sign without two digits stays.
  private static func unescape(_ text: ArraySlice<UInt8>, isQuery: Bool) -> (value: [UInt8], places: [Int]) {
    var value: [UInt8] = []
    var places: [Int] = []
    value.reserveCapacity(text.count)
    places.reserveCapacity(text.count)
    var index = text.startIndex
    while index < text.endIndex {
      places.append(index)
      if text[index] == UInt8(ascii: "%"), index + 2 < text.endIndex, let high = hexValue(text[index + 1]),
        let low = hexValue(text[index + 2])
      {
        value.append(high << 4 | low)
        index += 3
      } else {
        value.append(isQuery && text[index] == UInt8(ascii: "+") ? 0x20 : text[index])
        index += 1
      }
    }
    return (value, places)
  }

  static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    case 0x61...0x66: byte - 0x61 + 10
    default: nil
    }
  }
}
