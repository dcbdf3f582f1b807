import PosModel
import PosProtocol
import Testing

struct ValueTests {
  @Test(
    arguments: [
      ([], ""), ([0x66], "Zg=="), ([0x66, 0x6F], "Zm8="), ([0x66, 0x6F, 0x6F], "Zm9v"), ([0xFB, 0xFF, 0xFE], "+//+"),
    ] as [([UInt8], String)])
  func `base64 is RFC 4648's`(bytes: [UInt8], text: String) {
    #expect(Base64(bytes).text == text)
    #expect(Base64(text: text)?.bytes == bytes)
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "Z===", "====", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Zm9_", "=m9v", "Zg==Zg==",
  ])
  func `what is no base64 is refused`(text: String) {
    #expect(Base64(text: text) == nil)
  }

  @Test func `all bytes survive base64`() {
    for length in 0...300 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      #expect(Base64(text: Base64(bytes).text)?.bytes == bytes)
    }
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (951_782_400_000, "2000-02-29T00:00:00.000Z"),
    (1_795_478_400_045, "2026-11-24T00:00:00.045Z"), (4_107_542_399_999, "2100-02-28T23:59:59.999Z"),
    (-1, "1969-12-31T23:59:59.999Z"), (1_709_251_199_000, "2024-02-29T23:59:59.000Z"),
  ])
  func `times are RFC 3339 in UTC with milliseconds`(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).text == text)
  }

  @Test func `permissions survive their set`() {
    for permission in Permission.allCases {
      #expect(PermissionSet([permission]).permissions == [permission])
      #expect(PermissionSet.standard.contains(permission) == (permission != .cardData))
    }
  }

  @Test func `the socket is where the protocol says`() {
    let environment = ["POSD_SOCKET": "/x", "XDG_RUNTIME_DIR": "/run/user/7"]
    func candidates(_ named: String?, _ environment: [String: String]) -> [String] {
      SocketPath.candidates(named: named, environment: { environment[$0] }, uid: 7)
    }
    #expect(candidates("/named", environment) == ["/named"])
    #expect(candidates(nil, environment) == ["/x"])
    #expect(
      candidates(nil, ["XDG_RUNTIME_DIR": "/run/user/7", "POSD_SOCKET": ""])
        == ["/run/posd/posd.sock", "/run/user/7/posd.sock", "/tmp/posd-7/posd.sock"])
    #expect(candidates(nil, [:]) == ["/run/posd/posd.sock", "/tmp/posd-7/posd.sock"])
    #expect(candidates(nil, ["XDG_RUNTIME_DIR": "relative"]) == ["/run/posd/posd.sock", "/tmp/posd-7/posd.sock"])
  }
}
