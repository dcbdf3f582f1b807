extension Symbology {
  /// The AIM identifier that a code of this symbology has (ISO/IEC 15424), for scanners that send only their maker's id.
  ///
  /// nil where the modifier depends on what the maker's id does not tell: check digits, FNC1, character sets.
  package var impliedAIM: String? {
    switch self {
    case .ean13, .upcA, .upcE: "]E0"
    case .eanAddOn, .upcAAddOn, .upcEAddOn: "]E3"
    case .ean8: "]E4"
    case .code128: "]C0"
    case .gs1_128: "]C1"
    case .code93: "]G0"
    case .gs1DataBar, .gs1DataBarLimited, .gs1DataBarExpanded: "]e0"
    case .gs1DataMatrix: "]d2"
    case .gs1QR: "]Q3"
    default: nil
    }
  }
}
