import EscPos
import Rendering

/// How long the render process may take before it is killed.
package struct RenderDeadlines: Hashable, Sendable {
  package var picture = Duration.seconds(10)
  package var text = Duration.seconds(2)
  package var preview = Duration.seconds(10)
  /// On top of it until the process is ready and has its fonts: a system without a cache of them reads every file.
  package var start = Duration.seconds(20)
  /// Without work the process ends after this.
  package var idle = Duration.seconds(30)

  package init() {}

  func limit(of request: RenderRequest) -> Duration {
    switch request {
    case .draw(.picture): picture
    case .draw: text
    case .preview: preview
    }
  }
}
