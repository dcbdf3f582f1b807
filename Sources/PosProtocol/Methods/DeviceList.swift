import PosModel

/// `device.list`: all devices, those that are absent too.
package struct DeviceList: Request, Hashable {
  package typealias Reply = [DeviceDescription]

  package static let method = "device.list"
  package static let params = [
    Field("class", .words(DeviceClass.self), "Only devices of this class.", optional: true)
  ]
  package static let reply: Schema = .array(.shared("Device"))

  package var `class`: DeviceClass?

  package init(class: DeviceClass? = nil) {
    self.class = `class`
  }
}
