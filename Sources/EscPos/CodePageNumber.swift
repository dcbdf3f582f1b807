/// The n of ESC t for a code page; makers differ, so this is data of a profile.
package enum CodePageNumber {
  /// Epson's numbers (ESC/POS reference, ESC t), which most others follow.
  package static let epson: [String: UInt8] = [
    "cp437": 0, "cp850": 2, "cp860": 3, "cp863": 4, "cp865": 5, "cp857": 13, "cp737": 14, "iso8859-7": 15,
    "windows-1252": 16, "cp866": 17, "cp852": 18, "cp858": 19, "cp720": 32, "cp775": 33, "cp855": 34, "cp861": 35,
    "cp862": 36, "cp864": 37, "cp869": 38, "iso8859-2": 39, "iso8859-15": 40, "cp1125": 44, "windows-1250": 45,
    "windows-1251": 46, "windows-1253": 47, "windows-1254": 48, "windows-1255": 49, "windows-1256": 50,
    "windows-1257": 51, "windows-1258": 52, "rk1048": 53,
  ]
}
