extension KeyboardLayout {
  /// Alphabetical.
  package static let all: [KeyboardLayout] = [be, de, es, fr, gb, it, jp, tr, us]

  package static let us = KeyboardLayout(
    "us",
    #"`1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./"#,
    #"~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:"||ZXCVBNM<>?"#)

  package static let gb = KeyboardLayout(
    "gb",
    #"`1234567890-=qwertyuiop[]asdfghjkl;'#\zxcvbnm,./"#,
    #"¬!"£$%^&*()_+QWERTYUIOP{}ASDFGHJKL:@~|ZXCVBNM<>?"#,
    altGr: "¦   €          é   úíó   á",
    shiftAltGr: "               É   ÚÍÓ   Á")

  package static let de = KeyboardLayout(
    "de", caps: .all(except: [0x35, 0x2E, 0x64, 0x38]),
    "\u{302}1234567890ß\u{301}qwertzuiopü+asdfghjklöä#<yxcvbnm,.-",
    "°!\"§$%&/()=?\u{300}QWERTZUIOPÜ*ASDFGHJKLÖÄ'>YXCVBNM;:_",
    altGr: "  ²³   {[]}\\ @ €        ~            |      µ")

  package static let fr = KeyboardLayout(
    "fr", caps: .all(except: [0x35, 0x64]),
    "²&é\"'(-è_çà)=azertyuiop\u{302}$qsdfghjklmù*<wxcvbn,;:!",
    " 1234567890°+AZERTYUIOP\u{308}£QSDFGHJKLM%µ>WXCVBN?./§",
    altGr: "  \u{303}#{[|\u{300}\\^@]}  €        ¤")

  /// Belgium, as it is sold to both its halves.
  package static let be = KeyboardLayout(
    "be", caps: .all(except: [0x35, 0x64]),
    "²&é\"'(§è!çà)-azertyuiop\u{302}$qsdfghjklmùµ<wxcvbn,;:=",
    "³1234567890°_AZERTYUIOP\u{308}*QSDFGHJKLM%£>WXCVBN?./+",
    altGr: " |@#{[^  {}    €       []          \u{301}\u{300}\\         \u{303}",
    shiftAltGr: "                                   \u{301}\u{300}          \u{303}")

  package static let it = KeyboardLayout(
    "it",
    "\\1234567890'ìqwertyuiopè+asdfghjklòàù<zxcvbnm,.-",
    "|!\"£$%&/()=?^QWERTYUIOPé*ASDFGHJKLç°§>ZXCVBNM;:_",
    altGr: "     €         €       []         @#",
    shiftAltGr: "                       {}")

  package static let es = KeyboardLayout(
    "es",
    "º1234567890'¡qwertyuiop\u{300}+asdfghjklñ\u{301}ç<zxcvbnm,.-",
    "ª!\"·$%&/()=?¿QWERTYUIOP\u{302}*ASDFGHJKLÑ\u{308}Ç>ZXCVBNM;:_",
    altGr: "\\|@#\u{303}€¬        €       []          {}")

  /// Turkish Q.
  package static let tr = KeyboardLayout(
    "tr",
    "\"1234567890*-qwertyuıopğüasdfghjklşi,<zxcvbnmöç.",
    "é!'\u{302}+%&/()=?_QWERTYUIOPĞÜASDFGHJKLŞİ;>ZXCVBNMÖÇ:",
    altGr: "<>£#$½ {[]}\\|@ €    i  \u{308}\u{303}æß       \u{301} \u{300}|",
    shiftAltGr: "                    İ    Æ")

  /// The 106 and 109 keys of Japan, without their syllables; the Yen key types a backslash.
  package static let jp = KeyboardLayout(
    "jp",
    #" 1234567890-^qwertyuiop@[asdfghjkl;:] zxcvbnm,./\\"#,
    ##" !"#$%&'() =~QWERTYUIOP`{ASDFGHJKL+*} ZXCVBNM<>?|_"##)
}
