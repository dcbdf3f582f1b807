import PosModel

extension LearnedFacts {
  package static let members = [
    Field("answersRealTime", .boolean, "It answers DLE EOT.", optional: true),
    Field("answersAutomatic", .boolean, "It answers GS a.", optional: true),
    Field("answersInOrder", .boolean, "It answers GS r.", optional: true),
    Field("answersProcessID", .boolean, "It answers GS ( H 48.", optional: true),
    Field("clearsBuffer", .boolean, "It answers DLE DC4 8.", optional: true),
    Field("paintsHanzi", .boolean, "Chinese came out right.", optional: true),
    Field("hanziEncoding", .string, "In which encoding.", optional: true),
    Field("takesFourByte", .boolean, "Four-byte codes of GB18030 came out right.", optional: true),
    Field(
      "columns", .integer(minimum: 8, maximum: 200), "The characters of font A that came out on one line.",
      optional: true),
    Field("hasCutter", .boolean, "The paper was cut.", optional: true),
    Field(
      "codePages", .map(.integer(minimum: 0, maximum: 255)),
      "The code pages that came out right, by name: their n of ESC t. Those of before stay.", optional: true),
    Field(
      "model", .string, "Its answer to GS I 67; chooses the profile where the configuration names none.",
      optional: true),
    Field("fontLanguage", .string, "Its answer to GS I 69: CHINA GB18030.", optional: true),
  ]
}
