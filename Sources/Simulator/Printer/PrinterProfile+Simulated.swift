import EscPos

extension PrinterProfile {
  /// The simulated till's printers: an Epson for the Chinese market that knows every command.
  package static let simulated: PrinterProfile = {
    var profile = PrinterProfile.generic
    profile.id = "simulated"
    profile.vendor = "Epson"
    profile.model = "TM-T20II"
    profile.source = "Epson ESC/POS reference"
    for (name, number) in CodePageNumber.epson { profile.codePages[number] = name }
    profile.hasPageMode = true
    profile.logos = .graphics
    profile.status.realTime = true
    profile.status.automatic = true
    profile.status.inOrder = true
    profile.status.processID = true
    profile.status.clearsBuffer = true
    return profile
  }()
}
