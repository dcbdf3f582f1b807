import ArgumentParser
import PosClient
import PosModel
import PosProtocol

/// `posd printer test NAME`.
struct PrinterTestCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Prints a page that shows everything that the printer's profile says.",
    discussion: """
      The width, hanzi, every code page beside what should stand there, styles, barcodes and codes by the printer itself, \
      greys, and the cutter. Exit codes as posd print.
      """)

  @OptionGroup var options: ClientOptions
  @Argument(help: "The printer's name or id; may be left out where there is only one.") var printer: String?

  func run(_ client: PosClient) async throws {
    let printer = try await client.only(.posPrinter, named: printer)
    try await client.printAndTell(PrinterTest(printer: printer), json: options.json)
  }
}
