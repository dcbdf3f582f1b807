/// `daemon.reload`: reads the configuration again, as SIGHUP does; a bad one changes nothing.
package struct DaemonReload: Request, Hashable {
  package typealias Reply = Done

  package static let method = "daemon.reload"
  package static let params: [Field] = []
  package static let reply: Schema = Done.schema

  package init() {}
}
