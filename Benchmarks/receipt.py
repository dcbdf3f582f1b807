"""The receipt of all measurements: 40 printed lines at 48 columns, as posd's document and as calls of python-escpos.

Chinese and ASCII, title and total in double size, an underlined line, a QR code of 77 bytes (EC M, the printer's own), an
EAN-13, the drawer, a cut. Both put the same characters in the same columns.
"""
QR = "https://example.cn/invoice?shop=0153&till=007&slip=202611230153&sum=418.60&v1"
EAN = "690123456789"
NAMES = ["宫保鸡丁", "鱼香肉丝", "麻婆豆腐", "扬州炒饭", "酸辣土豆丝", "可口可乐 330ml", "青岛啤酒 500ml", "米饭", "红烧牛肉面",
         "蒜蓉西兰花"]
ITEMS = [(f"{NAMES[index % 10]}{' 大份' if index % 3 == 0 else ''}", f"{index % 3 + 1}", f"{index * 3 + 6}.50",
          f"{(index % 3 + 1) * (index * 3 + 6) + (index % 3 + 1) // 2}.{'50' if index % 3 != 1 else '00'}")
         for index in range(20)]
HEAD = ["人民路 18 号  电话 010-65551234", "营业时间 09:00-22:00"]
FACTS = [("单号 20261123-0153", "桌号 A12"), ("2026-11-23 18:42:07", "收银员 007")]
SUMS = [("小计", "426.60"), ("会员优惠", "-8.00")]
PAID = [("微信支付", "418.60"), ("找零", "0.00")]
assert len(QR) == 77


def document():
    right = {"align": "right"}

    def pair(left, amount, **style):
        return {"row": [left, {"text": amount, "width": "auto", **right}], **style}

    return [
        {"text": "旺角茶餐厅", "align": "center", "size": 2},
        *({"text": line, "align": "center"} for line in HEAD),
        {"rule": "dashed"},
        *(pair(*fact) for fact in FACTS),
        {"rule": "dashed"},
        {"table": [["品名", "数量", "单价", "金额"], *map(list, ITEMS)],
         "columns": [{"share": 1}, {"width": 4, **right}, {"width": 8, **right}, {"width": 9, **right}]},
        {"rule": "dashed"},
        *(pair(*line) for line in SUMS),
        pair("合计", "￥418.60", size=2),
        *(pair(*line) for line in PAID),
        {"rule": "dashed"},
        {"text": "会员卡号 ****1234  本次积分 418", "underline": True},
        {"text": "扫码开发票", "align": "center"},
        {"code2D": QR, "type": "qr", "size": 4, "errorCorrection": "medium", "align": "center"},
        {"barcode": EAN, "type": "ean13", "height": 64, "width": 3, "hri": "below", "align": "center"},
        {"text": "谢谢惠顾，欢迎再次光临", "align": "center"},
        {"drawer": 2},
        {"cut": "partial"},
    ]


def columns(text):
    return len(text.encode("gb18030"))


def print_with(printer):
    """The same by hand, as a program on python-escpos does it: GB18030 by `_raw`, spaces between the columns."""
    raw = printer._raw

    def line(text):
        raw(text.encode("gb18030") + b"\n")

    def pair(left, right, width=48):
        line(left + " " * (width - columns(left) - columns(right)) + right)

    raw(b"\x1b@\x1c&")
    printer.set(align="center", custom_size=True, width=2, height=2)
    line("旺角茶餐厅")
    printer.set(align="center", normal_textsize=True)
    for text in HEAD:
        line(text)
    printer.set(align="left")
    line("-" * 48)
    for fact in FACTS:
        pair(*fact)
    line("-" * 48)
    for name, count, price, amount in [("品名", "数量", "单价", "金额"), *ITEMS]:
        room = 24
        line(name + " " * (room - columns(name)) + " " * (5 - columns(count)) + count
             + " " * (9 - columns(price)) + price + " " * (10 - columns(amount)) + amount)
    line("-" * 48)
    for text in SUMS:
        pair(*text)
    printer.set(custom_size=True, width=2, height=2)
    pair("合计", "￥418.60", 24)
    printer.set(normal_textsize=True)
    for text in PAID:
        pair(*text)
    line("-" * 48)
    printer.set(underline=1)
    raw(b"\x1c-\x01")
    line("会员卡号 ****1234  本次积分 418")
    printer.set(underline=0)
    raw(b"\x1c-\x00")
    printer.set(align="center")
    line("扫码开发票")
    printer.qr(QR, ec=1, size=4, native=True)
    printer.barcode(EAN, "EAN13", height=64, width=3, pos="BELOW", font="A", align_ct=False, check=False)
    line("谢谢惠顾，欢迎再次光临")
    printer.cashdraw(2)
    printer.cut(mode="PART")
