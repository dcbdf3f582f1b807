import PosModel
import PosTesting
import Reactor
import Testing

@testable import Transports

/// The order of reads and of the pauses between them, on an interface without endpoints: nothing of it is asked of libusb.
@ReactorActor
@Suite struct USBSessionTests {
  private let events = Recorder<LinkEvent>()

  private func session() throws -> USBSession {
    let silent = USBAltSetting(
      number: 0, classCode: 0xFF, protocol: 0,
      endpoints: [USBAltSetting.Endpoint(address: 0x81, kind: .bulk, maximumPacket: 64)])
    let claim = USBClaim(
      handle: try #require(OpaquePointer(bitPattern: 1)), descriptor: -1, interface: 0,
      path: try #require(USBPath([silent], quirks: ["unidir"])), reportDescriptor: [], detachedDriver: false)
    let events = events
    return USBSession(claim, LinkDelivery { event, _ in events.record(event) }) { _ in }
  }

  private func pause(_ session: USBSession, _ delay: Duration) {
    session.restartInput(USBSession.InputRestart(clearsHalts: false, isAsked: false, delay: delay))
  }

  @Test func `reading goes on after failed reads with the news that some was lost`() async throws {
    let session = try session()
    pause(session, .milliseconds(5))
    #expect(events.values.isEmpty)
    try await events.wait(for: "the loss") { $0 == [.inputLost(.failedRead)] }
  }

  @Test func `a pause that a recovery has cut short cuts no code of the reads after it`() async throws {
    let session = try session()
    pause(session, .milliseconds(50))
    session.clearHalts()
    try await events.wait(for: "the recovery") { $0 == [.recovered] }
    // Timers go off in their order: that of the pause was due before this one.
    try await Reactor.shared.sleep(for: .milliseconds(100))
    #expect(events.values == [.recovered])
    withExtendedLifetime(session) {}
  }
}
