import EscPos
import PosModel

/// 38 lines of 48 columns and two codes: Chinese and ASCII, a large title and total, underline, QR code, EAN-13, drawer, cut.
enum TypicalReceipt {
  static var document: ReceiptDocument {
    var big = TextLook()
    (big.width, big.height, big.isBold) = (2, 2, true)
    var underlined = TextLook()
    underlined.underline = .thin
    var elements: [ReceiptElement] = [
      .text(TextElement([TextSpan("旺角茶餐厅")], align: .center, look: big)),
      .line("WANGJIAO TEA RESTAURANT", align: .center),
      .line("地址:上海市黄浦区南京东路100号", align: .center), .line("电话:021-12345678", align: .center), rule,
      pair("单号:20261123-0153", "桌号:A12"), pair("时间:2026-11-23 12:31:05", "收银:王芳"), rule,
      item("品名", "数量", "单价", "金额", underlined),
    ]
    let names = [
      "宫保鸡丁", "麻婆豆腐(微辣)", "扬州炒饭", "西湖牛肉羹", "可口可乐 330ml", "雪碧 330ml", "蒜蓉西兰花", "红烧狮子头", "小笼包(8只)",
      "珍珠奶茶 L", "冻柠茶 少冰", "菠萝油", "干炒牛河", "云吞面", "白灼菜心", "餐具 消毒", "茶位费", "打包盒",
    ]
    for (index, name) in names.enumerated() {
      elements.append(
        item(name, "\(index % 3 + 1)", "\(12 + index).00", "\((12 + index) * (index % 3 + 1)).00", TextLook()))
    }
    elements += [rule, pair("小计", "826.00"), pair("会员折扣 9.5折", "-41.30"), pair("服务费", "0.00")]
    elements.append(.text(TextElement([TextSpan("合计: ¥784.70")], align: .right, look: big)))
    elements += [pair("微信支付", "784.70"), pair("找零", "0.00"), rule, .line("扫码开具电子发票", align: .center)]
    let link = "https://inv.example.cn/e/20261123/0153?k=8f3a9c2e7b1d4f60a5c8e2b9d7f1a3c4e6b8&s=1"
    elements.append(
      .symbol(SymbolElement(Symbol(.qr(.medium), Array(link.utf8.prefix(77)), moduleSize: 6), align: .center)))
    elements.append(.barcode(BarcodeElement(Barcode(.ean13, "6901234567892"), align: .center)))
    elements += [
      .line("谢谢惠顾,欢迎再次光临!", align: .center), .line("THANK YOU", align: .center), .drawer(DrawerElement()),
      .cut(CutElement()),
    ]
    return ReceiptDocument(elements)
  }

  private static var rule: ReceiptElement { .rule(RuleElement(.style(.dashed))) }

  private static func pair(_ left: String, _ right: String) -> ReceiptElement {
    .row(RowElement([([TextSpan(left)], ColumnSpec()), ([TextSpan(right)], ColumnSpec(.content, align: .right))]))
  }

  private static func item(_ a: String, _ b: String, _ c: String, _ d: String, _ look: TextLook) -> ReceiptElement {
    .row(
      RowElement(
        [
          ([TextSpan(a)], ColumnSpec(.characters(24))), ([TextSpan(b)], ColumnSpec(.characters(5), align: .right)),
          ([TextSpan(c)], ColumnSpec(.characters(8), align: .right)),
          ([TextSpan(d)], ColumnSpec(.characters(8), align: .right)),
        ], look: look))
  }
}
