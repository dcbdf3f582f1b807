// swift-tools-version: 6.2
import PackageDescription

// Grouped by layer, from the pure bottom to the executable; alphabetical inside a layer.
// Imports go down only (docs/architecture.md); CI builds with --explicit-target-dependency-import-check error.

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

/// Functions that are the same to the byte are kept once.
let small: [LinkerSetting] = [
  .unsafeFlags(["-Xlinker", "--icf=safe", "-Xlinker", "--gc-sections"], .when(configuration: .release))
]

func room(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = [], settings: [SwiftSetting] = strict
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

/// For rooms where nothing waits for a microsecond: the binary has a bound.
let compact = strict + [.unsafeFlags(["-Osize"], .when(configuration: .release))]

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

// MARK: C libraries

let cLibraries: [Target] = [
  .systemLibrary(name: "CCairo", pkgConfig: "cairo", providers: [.apt(["libcairo2-dev"])]),
  // Pango's own pkg-config file has a flag (-pthread) of which the package manager warns at every build.
  .target(
    name: "CGlyphs", dependencies: ["CCairo"],
    cSettings: [.unsafeFlags(["-I/usr/include/pango-1.0", "-I/usr/include/harfbuzz"])],
    linkerSettings: ["pangocairo-1.0", "pango-1.0", "gobject-2.0", "glib-2.0"].map { .linkedLibrary($0) }),
  .target(name: "CLinux"),
  .target(name: "CPictures", linkerSettings: [.linkedLibrary("png16"), .linkedLibrary("jpeg")]),
  .systemLibrary(name: "CLibUSB", pkgConfig: "libusb-1.0", providers: [.apt(["libusb-1.0-0-dev"])]),
  .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
  .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
  .systemLibrary(name: "CUdev", pkgConfig: "libudev", providers: [.apt(["libudev-dev"])]),
  .systemLibrary(name: "CZint", providers: [.apt(["libzint-dev"])]),
]

// MARK: Pure rooms: bytes and an instant in, values out

let pureRooms: [Target] = [
  room("PosModel"),
  room("Barcodes", ["PosModel", "TextEncodings"], settings: compact),
  room("HIDReports", ["PosModel"]),
  room("TextEncodings"),
  room("EscPos", ["PosModel", "TextEncodings"], exclude: ["Profile/printers.md.in", "Profile/profiles.toml"]),
  room("Rendering", ["EscPos", "PosModel"], settings: compact),
  room(
    "Drivers", ["Barcodes", "EscPos", "HIDReports", "PosModel", "TextEncodings"],
    exclude: ["Database/devices.toml", "Database/scanners.toml"]),
]

// MARK: The operating system

let systemRooms: [Target] = [
  room("Reactor", ["CLinux", "PosModel"]),
  room("PrintSpool", ["CSQLite", "PosModel"], settings: compact),
  room("Transports", ["CLibUSB", "CLinux", "CUdev", "PosModel", "Reactor"], settings: compact),
]

// MARK: Drawing, in a process of its own: none of it is part of posd

let drawingRooms: [Target] = [
  room("Drawing", ["CGlyphs", "CPictures", "CZint", "EscPos", "PosModel", "Rendering", "TextEncodings"]),
  .executableTarget(
    name: "posd-render", dependencies: ["CLinux", "Drawing", "PosModel", "Rendering"], swiftSettings: strict,
    linkerSettings: small),
]

// MARK: The socket

let socketRooms: [Target] = [
  room("PosProtocol", ["PosModel"]),
  room("PosClient", ["PosModel", "PosProtocol", "Reactor"], settings: compact),
  room(
    "Simulator",
    ["Barcodes", "EscPos", "HIDReports", "PosModel", "Reactor", "TextEncodings", "Transports"],
    settings: compact),
  room(
    "Daemon",
    [
      "Barcodes", "CSystemd", "Drivers", "EscPos", "HIDReports", "PosModel", "PosProtocol", "PrintSpool", "Reactor",
      "Rendering", "Simulator", "TextEncodings", "Transports",
      .product(name: "Logging", package: "swift-log"),
      .product(name: "TOMLKit", package: "TOMLKit"),
    ]),
]

// MARK: Executables

let executables: [Target] = [
  .executableTarget(
    name: "posd",
    dependencies: [
      "Daemon", "Drivers", "EscPos", "PosClient", "PosModel", "PosProtocol", "PrintSpool", "Reactor", "Simulator",
      "Transports",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      .product(name: "Logging", package: "swift-log"),
    ],
    swiftSettings: compact, linkerSettings: small),
  // The test rig's USB devices: USB/IP through vhci_hcd, for the end-to-end tests only.
  .executableTarget(
    name: "usbsim", dependencies: ["CLinux", "EscPos", "HIDReports", "PosModel", "Reactor", "Simulator"],
    swiftSettings: strict),
]

// MARK: Tests

let testTargets: [Target] = [
  .target(name: "PosTesting", dependencies: ["PosModel", "Reactor"], path: "Tests/PosTesting", swiftSettings: strict),
  // Kills the built posd, cuts its links, and reads the truth from the paper: scripts/test runs it.
  .executableTarget(
    name: "paper-oracle", dependencies: ["EscPos", "PosClient", "PosModel", "PosProtocol", "Reactor", "Simulator"],
    path: "Tests/PaperOracle", swiftSettings: strict),
  tests("BarcodesTests", ["Barcodes", "PosTesting", "TextEncodings"]),
  tests(
    "DaemonTests",
    [
      "Barcodes", "Daemon", "Drivers", "EscPos", "PosClient", "PosModel", "PosProtocol", "PosTesting", "PrintSpool",
      "Reactor", "Rendering", "Simulator", "Transports", "posd-render",
      .product(name: "Logging", package: "swift-log"),
    ]),
  tests("DrawingTests", ["Drawing", "EscPos", "PosModel", "PosTesting", "Rendering"], exclude: ["Data"]),
  tests(
    "DriversTests", ["Barcodes", "Drivers", "EscPos", "HIDReports", "PosModel", "PosTesting", "Transports"],
    exclude: ["Data"]),
  tests(
    "EscPosTests", ["EscPos", "PosModel", "PosProtocol", "PosTesting", "TextEncodings"],
    exclude: ["Data", "Emulator/Data", "Parser/Data"]),
  tests("HIDReportsTests", ["HIDReports", "PosModel", "PosTesting"]),
  tests("PosProtocolTests", ["PosModel", "PosProtocol", "PosTesting"]),
  tests("PrintSpoolTests", ["CSQLite", "PosModel", "PosTesting", "PrintSpool"]),
  tests("ReactorTests", ["CLinux", "PosModel", "PosTesting", "Reactor"]),
  tests("RenderingTests", ["EscPos", "PosModel", "PosTesting", "Rendering"]),
  tests(
    "SimulatorTests", ["Drivers", "EscPos", "PosModel", "PosTesting", "Reactor", "Simulator", "Transports"]),
  tests("TextEncodingsTests", ["PosTesting", "TextEncodings"]),
  tests("TransportsTests", ["CLinux", "PosModel", "PosTesting", "Reactor", "Transports"]),
  tests(
    "posdTests",
    ["Daemon", "PosClient", "PosModel", "PosProtocol", "PosTesting", "Reactor", "Transports", "posd", "posd-render"],
    exclude: ["Support/bad.toml", "Support/broken.bin"]),
]

// MARK: Fuzzers, only under FUZZ=1 (scripts/fuzz)

func fuzzer(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Tests/Fuzz/\(name)", exclude: ["seeds"],
    swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])])
}

let fuzzers: [Target] =
  Context.environment["FUZZ"] == nil
  ? []
  : [
    .target(
      name: "ScannerFuzz", dependencies: ["Drivers", "PosModel"], path: "Tests/Fuzz/ScannerFuzz", swiftSettings: strict),
    fuzzer("FuzzBarcodes", ["Barcodes"]),
    fuzzer("FuzzEmulator", ["EscPos"]),
    fuzzer("FuzzGS1", ["Barcodes"]),
    fuzzer("FuzzHIDPOSScanner", ["Drivers", "PosModel", "ScannerFuzz"]),
    fuzzer("FuzzKeyboardScanner", ["Drivers", "HIDReports", "PosModel", "ScannerFuzz"]),
    fuzzer("FuzzMarkup", ["EscPos", "PosModel"]),
    fuzzer("FuzzReceipt", ["EscPos", "PosModel", "PosProtocol"]),
    fuzzer("FuzzOEMScanner", ["Drivers", "PosModel", "ScannerFuzz"]),
    fuzzer("FuzzPicture", ["Drawing", "EscPos", "PosModel"]),
    fuzzer("FuzzRenderRequest", ["EscPos", "PosModel", "Rendering"]),
    fuzzer("FuzzReportDescriptor", ["HIDReports", "PosModel"]),
    fuzzer("FuzzRequest", ["PosProtocol"]),
    fuzzer("FuzzSerialScanner", ["Drivers", "PosModel", "ScannerFuzz"]),
    fuzzer("FuzzSNAPIScanner", ["Drivers", "PosModel", "ScannerFuzz"]),
    fuzzer("FuzzSSIScanner", ["Drivers", "PosModel", "ScannerFuzz"]),
    fuzzer("FuzzStatusStream", ["EscPos", "PosModel"]),
  ]

// MARK: Benchmarks, only under BENCH=1 (Benchmarks/receipts, Benchmarks/pictures)

let benchmarks: [Target] =
  Context.environment["BENCH"] == nil
  ? []
  : [
    .executableTarget(
      name: "posd-bench", dependencies: ["Drivers", "EscPos", "PosModel", "PosProtocol", "Simulator"],
      path: "Benchmarks/posd-bench",
      swiftSettings: strict)
  ]

let package = Package(
  name: "posd",
  products: [
    .executable(name: "posd", targets: ["posd"]),
    .executable(name: "posd-render", targets: ["posd-render"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: cLibraries + pureRooms + systemRooms + drawingRooms + socketRooms + executables + testTargets + fuzzers
    + benchmarks
)
