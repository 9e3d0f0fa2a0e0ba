#!/usr/bin/env python3
"""Writes notice.docx: a village notice typed in an office, saved by LibreOffice as Word does.

    python3 tests/word/make.py [soffice]

The words that its page must show stand in `shown`, one paragraph, cell or note a line.
"""
import base64, pathlib, struct, subprocess, sys, tempfile, zlib

SOFFICE = sys.argv[1] if len(sys.argv) > 1 else "soffice"
HERE = pathlib.Path(__file__).parent


def png(width=160, height=90):
    def chunk(sort, data):
        return struct.pack(">I", len(data)) + sort + data + struct.pack(">I", zlib.crc32(sort + data))
    rows = b"".join(b"\0" + b"".join(bytes((40 + x, 120, 60 + y)) for x in range(width)) for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def level(number, form, before, after, of=1):
    return (f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" text:display-levels="{of}"'
            f' style:num-prefix="{before}" style:num-suffix="{after}"/>')


STYLES = f"""
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph"
  style:parent-style-name="Standard" style:default-outline-level="1"/>
<text:list-style style:name="Numbers">
{level(1, "一, 二, 三, ...", "", "、")}
{level(2, "一, 二, 三, ...", "（", "）")}
{level(3, "1", "", ".")}
</text:list-style>
"""

AUTOMATIC = """
<style:style style:name="Title1" style:family="paragraph" style:parent-style-name="Standard">
 <style:paragraph-properties fo:text-align="center"/>
 <style:text-properties fo:font-size="22pt" style:font-size-asian="22pt" fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="Centre" style:family="paragraph" style:parent-style-name="Standard">
 <style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="Right" style:family="paragraph" style:parent-style-name="Standard">
 <style:paragraph-properties fo:text-align="end"/></style:style>
<style:style style:name="Bold" style:family="text">
 <style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="Hidden" style:family="text"><style:text-properties text:display="none"/></style:style>
"""


def paragraph(text, style="Standard"):
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def item(text, depth):
    inner = paragraph(text)
    for _ in range(depth - 1):
        inner = f"<text:list><text:list-item>{inner}</text:list-item></text:list>"
    return f"<text:list-item>{inner}</text:list-item>"


def numbered(*items):
    return '<text:list text:style-name="Numbers">' + "".join(item(*one) for one in items) + "</text:list>"


def cell(text, across=1, down=1):
    spans = (f' table:number-columns-spanned="{across}"' if across > 1 else "") + (
        f' table:number-rows-spanned="{down}"' if down > 1 else "")
    covered = "<table:covered-table-cell/>" * (across - 1)
    return f'<table:table-cell office:value-type="string"{spans}>{paragraph(text)}</table:table-cell>{covered}'


def table():
    rows = [
        cell("工程内容", down=2) + cell("投资（元）", across=2),
        "<table:covered-table-cell/>" + cell("中央") + cell("县级"),
        cell("泵房土建") + cell("186000") + cell("0"),
        cell("压力管道") + cell("150000") + cell("54000"),
        cell("合计") + cell("336000") + cell("54000"),
    ]
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="T"><table:table-column table:number-columns-repeated="3"/>{body}</table:table>'


def picture():
    data = base64.b64encode(png()).decode()
    return ('<draw:frame draw:name="P" text:anchor-type="as-char" svg:width="5cm" svg:height="3cm">'
            f"<draw:image><office:binary-data>{data}</office:binary-data></draw:image>"
            "<svg:title>提灌站旧泵房</svg:title><svg:desc>提灌站旧泵房现状</svg:desc></draw:frame>")


NOTE = ('<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body>" + paragraph("按2026年第三季度信息价测算。") + "</text:note-body></text:note>")

BODY = "".join([
    paragraph("青石镇提灌站〔长坝〕重建项目", "Title1"),
    paragraph("公示", "Title1"),
    paragraph("青石政公示〔2026〕14号", "Centre"),
    paragraph("各村（社区）："),
    paragraph("提灌站机组老旧，2025年停机检修*11次*，户主顾*林、陆*平等反映强烈。现将<text:span text:style-name=\"Bold\">重建方案"
              "</text:span>公示如下，公示期为2026年11月2日至11月12日。<text:span text:style-name=\"Hidden\">内部审核稿</text:span>"),
    numbered(("建设内容", 1), ("拆除重建提灌站1座", 2), ("铺设压力管道680米", 2), ("管径300毫米", 3), ("埋深1.2米", 3),
             ("安装水泵2台（一用一备）", 2), (f"资金安排{NOTE}", 1)),
    table(),
    paragraph(picture(), "Centre"),
    paragraph("项目名称：柳湾村提灌站重建项目"),
    paragraph("实施单位：青石镇人民政府"),
    paragraph("建设地点：柳湾村长坝下游二百米处"),
    paragraph("总投资：39万元"),
    paragraph("资金来源：中央衔接资金33.6万元，县级配套资金5.4万元"),
    paragraph("实施期限：2026年12月1日至2027年4月20日"),
    paragraph("联系人：范云楼    联系电话：0999-0002103"),
    paragraph("县农业农村局监督电话：0999-0001301"),
    paragraph("青石镇人民政府", "Right"),
    paragraph("2026年10月29日", "Right"),
])

NAMESPACES = " ".join(f'xmlns:{name}="{address}"' for name, address in {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}.items())

with tempfile.TemporaryDirectory() as work:
    source = pathlib.Path(work) / "notice.fodt"
    source.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMESPACES} office:version="1.3"'
        f' office:mimetype="application/vnd.oasis.opendocument.text"><office:styles>{STYLES}</office:styles>'
        f"<office:automatic-styles>{AUTOMATIC}</office:automatic-styles>"
        f"<office:body><office:text>{BODY}</office:text></office:body></office:document>", "utf-8")
    subprocess.run([SOFFICE, f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to",
                    "docx:MS Word 2007 XML", "--outdir", str(HERE), str(source)], check=True, timeout=180)
