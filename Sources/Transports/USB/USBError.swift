import CLibUSB
import PosModel

/// libusb's codes in words.
enum USBError {
  /// `LIBUSB_ERROR_BUSY`.
  static func name(_ code: CInt) -> String {
    String(cString: libusb_error_name(code))
  }

  static func name(_ status: libusb_transfer_status) -> String {
    switch status {
    case LIBUSB_TRANSFER_COMPLETED: "LIBUSB_TRANSFER_COMPLETED"
    case LIBUSB_TRANSFER_ERROR: "LIBUSB_TRANSFER_ERROR"
    case LIBUSB_TRANSFER_TIMED_OUT: "LIBUSB_TRANSFER_TIMED_OUT"
    case LIBUSB_TRANSFER_CANCELLED: "LIBUSB_TRANSFER_CANCELLED"
    case LIBUSB_TRANSFER_STALL: "LIBUSB_TRANSFER_STALL"
    case LIBUSB_TRANSFER_NO_DEVICE: "LIBUSB_TRANSFER_NO_DEVICE"
    case LIBUSB_TRANSFER_OVERFLOW: "LIBUSB_TRANSFER_OVERFLOW"
    default: "libusb transfer status \(status.rawValue)"
    }
  }

  static func isGone(_ code: CInt) -> Bool {
    code == LIBUSB_ERROR_NO_DEVICE.rawValue
  }
}
