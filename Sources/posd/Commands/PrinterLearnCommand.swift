import ArgumentParser
import Daemon
import PosClient
import PosModel
import PosProtocol
import Reactor

/// `posd printer learn NAME`.
struct PrinterLearnCommand: ClientCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn", abstract: "Finds out what a printer can do: asks it, prints a few lines, asks you.",
    discussion: """
      What is found out is kept for this very printer and stands over its profile. A printer that does not know a question \
      may print it as text. With --code-page it prints a line for each number that printers give that page, and asks which \
      one reads right. For scripts: --yes --answers hanzi=yes,four-byte=no,ruler=yes,cut=yes (or columns=42), and the number \
      of each page: windows-1252=16.
      """)

  @OptionGroup var options: ClientOptions
  @Argument(help: "The printer's name or id.") var printer: String
  @Flag(name: .long, help: "Begins without asking.") var yes = false
  @Option(name: .long, help: "A code page to look for, such as windows-1252 or cp866; may be given several times.")
  var codePage: [String] = []
  @Option(
    name: .long, help: "Answers beforehand: hanzi, four-byte, ruler, cut are yes or no; columns and pages are numbers.")
  var answers: String?
  @Flag(name: .long, help: "Forgets what was learned, and prints nothing.") var forget = false

  private static let words: Set = ["hanzi", "four-byte", "ruler", "columns", "cut"]

  func validate() throws {
    _ = try given()
    for page in codePage where CodePageSample.text(ofPage: page) == nil {
      throw ValidationError("there is no code page \"\(page)\"; give one such as windows-1252 or cp866")
    }
  }

  func run(_ client: PosClient) async throws {
    if forget { return tell(try await client.call(PrinterLearned(printer: printer, forget: true))) }
    if !yes {
      Console.error.line("posd asks \(printer) what it can answer and prints a few lines; no job may be under way.")
      guard Prompt.confirm("Go on?") else {
        throw PosError(.illegal, "nothing was printed and nothing was learned", remedy: "answer y, or give --yes")
      }
    }
    let abilities = try await client.call(PrinterProbe(printer: printer))
    if !options.json { show(abilities) }
    let pages = try pages()
    try await printSample(client, pages)
    var facts = try observed(pages)
    facts.answersRealTime = abilities.realTime
    facts.answersAutomatic = abilities.automatic
    facts.answersInOrder = abilities.inOrder
    facts.answersProcessID = abilities.processID
    facts.clearsBuffer = abilities.clearsBuffer
    facts.model = abilities.model
    facts.fontLanguage = abilities.fontLanguage
    tell(try await client.call(PrinterLearned(printer: printer, set: facts)))
  }

  private func show(_ abilities: ProbedAbilities) {
    let answers = [
      ("status at once", abilities.realTime), ("status in order", abilities.inOrder),
      ("status by itself", abilities.automatic), ("says that it has printed", abilities.processID),
      ("clears its memory", abilities.clearsBuffer),
    ]
    for (what, answer) in answers { Console.out.line("\(what): \(answer.map { $0 ? "yes" : "no" } ?? "not asked")") }
    for text in [abilities.maker, abilities.model, abilities.fontLanguage].compactMap({ $0 }) {
      Console.out.line("it calls itself: \(text)")
    }
  }

  @ReactorActor private func printSample(_ client: PosClient, _ pages: [String]) async throws {
    let progress = JobProgress(quiet: options.json)
    client.onNotification = { progress.show($0) }
    _ = try await client.call(EventsSubscribe(types: [PrinterJobEvent.type]))
    let job = try await client.call(PrinterSample(printer: printer, codePages: pages.isEmpty ? nil : pages))
    progress.follow(job)
    let end = try await progress.end(of: job, client)
    progress.finish()
    guard end.state == .printed else {
      throw PosError(.failure, "the sample was not printed: \(end.state.rawValue)", remedy: end.reason?.remedy)
    }
  }

  /// What the person sees on the paper.
  private func observed(_ pages: [String]) throws -> LearnedFacts {
    let given = try given()
    func ask(_ word: String, _ question: String) -> Bool? {
      given[word].map { Prompt.meaning(of: $0) } ?? Prompt.yesOrNo(question)
    }
    var facts = LearnedFacts()
    facts.paintsHanzi = ask("hanzi", "1: does it say 中文测试：你好，世界 ?")
    if facts.paintsHanzi == true {
      facts.hanziEncoding = "gb18030"
      facts.takesFourByte = ask("four-byte", "2: are there three rare hanzi, 㐀㑇䶮 ?")
    }
    if let columns = given["columns"] {
      facts.columns = Int(columns)
    } else if ask("ruler", "3: is the ruler on one line, as wide as the paper, with | at its end?") == false {
      facts.columns = try Prompt.ask("3: how many characters fit on one line? [empty: not known]") {
        try Self.number($0, 8...200)
      }
    }
    facts.hasCutter = ask("cut", "4: was the paper cut?")
    for page in pages {
      let text = CodePageSample.text(ofPage: page) ?? ""
      let number =
        try given[page].map { Int($0) }
        ?? Prompt.ask("\(page): before which number does it say \(text) ? [empty: none]") {
          try Self.number($0, 0...255)
        }
      guard let number else { continue }
      facts.codePages = (facts.codePages ?? [:]).merging([page: number]) { $1 }
    }
    return facts
  }

  /// The pages to look for: those that were named, and those that the person at the terminal names.
  private func pages() throws -> [String] {
    var pages = codePage + (try given().keys.filter { !Self.words.contains($0) }.sorted())
    if pages.isEmpty, !yes, answers == nil {
      let question = "Which code pages does your text need, such as windows-1252 cp866? [empty: none]"
      pages = try Prompt.ask(question, Self.pages) ?? []
    }
    var seen: Set<String> = []
    return pages.filter { seen.insert($0).inserted }
  }

  private static func pages(in line: String) throws(PosError) -> [String] {
    let pages = line.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
    for page in pages where CodePageSample.text(ofPage: page) == nil {
      throw PosError(
        .illegal, "there is no code page \"\(page)\"", remedy: "give names such as windows-1252 or cp866, or nothing")
    }
    return pages
  }

  private static func number(_ text: String, _ range: ClosedRange<Int>) throws(PosError) -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw PosError(
        .illegal, "that is no number from \(range.lowerBound) to \(range.upperBound)", remedy: "give one, or nothing")
    }
    return number
  }

  private func given() throws -> [String: String] {
    var given: [String: String] = [:]
    for part in (answers ?? "").split(separator: ",") {
      let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
      guard pair.count == 2, isAnswer(pair[0], pair[1]) else {
        throw ValidationError(
          "--answers does not take \"\(part)\"; it takes hanzi, four-byte, ruler, cut, columns and code pages")
      }
      given[pair[0]] = pair[1]
    }
    return given
  }

  private func isAnswer(_ word: String, _ text: String) -> Bool {
    if word == "columns" { return (8...200).contains(Int(text) ?? 0) }
    if Self.words.contains(word) { return Prompt.meaning(of: text) != nil }
    return CodePageSample.text(ofPage: word) != nil && (0...255).contains(Int(text) ?? -1)
  }

  private func tell(_ reply: PrinterLearned.Reply) {
    if options.json { return writeJSONLine(reply) }
    guard reply.learned != nil else { return Console.out.line("nothing is kept: the profile alone counts") }
    Console.out.line("\(Style.good("kept")); posd opens the printer anew with it (--forget takes it back)")
  }
}
