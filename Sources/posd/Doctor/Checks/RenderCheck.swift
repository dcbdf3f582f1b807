import PosModel

/// Whether there is a program that draws.
enum RenderCheck: DoctorCheck {
  static let name = "posd-render"

  static func findings(in till: TillFacts) -> [Finding] {
    switch till.render {
    case .success(let path): [ok(path)]
    case .failure(let error): [problem(error.message, error.remedy)]
    }
  }
}
