import PosModel

/// The daemon advises in the words of the socket; who types commands gets those of the command line.
extension String {
  private static let commandWords: [(socket: String, shell: String)] = [
    ("call printer.test, or run ", "run "),
    ("jobs.list with attention", "posd jobs --attention"),
    ("say jobs.resolve with printed or reprint", "posd jobs resolve with printed or reprint"),
    ("give day for ", "give --day for "),
    ("device.list", "posd devices"), ("device.get", "posd device"), ("daemon.status", "posd status"),
    ("daemon.reload", "systemctl reload posd"),
    ("jobs.list", "posd jobs"), ("jobs.get", "posd jobs show"), ("jobs.resolve", "posd jobs resolve"),
    ("jobs.cancel", "posd jobs cancel"),
    ("kitchen.status", "posd kitchen"), ("kitchen.order", "posd kitchen order"),
    ("kitchen.reprint", "posd kitchen reprint"),
    ("drawer.open", "posd drawer open"), ("drawer.status", "posd drawer status"),
    ("drawer.learned", "posd drawer learn"), ("drawer.waitClosed", "posd drawer watch"),
    ("printer.print", "posd print"), ("printer.preview", "posd preview"), ("printer.status", "posd printer status"),
    ("printer.test", "posd printer test"), ("printer.profile", "posd printer profile"),
    ("printer.learned", "posd printer learn"), ("printer.probe", "posd printer learn"),
    ("printer.logo.", "posd printer logo "),
    ("scanner.enable", "posd scanner enable"), ("scanner.beep", "posd scanner beep"),
    ("scanner.trigger", "posd scanner trigger"), ("scanner.identify", "posd scanner identify"),
  ]

  var inCommandWords: String {
    Self.commandWords.reduce(self) { text, words in text.replacing(words.socket, with: words.shell) }
  }
}

extension PosError {
  var inCommandWords: PosError {
    var error = self
    error.message = message.inCommandWords
    error.remedy = remedy?.inCommandWords
    return error
  }
}
