"""Makes csv/, gb18030/ and xlsx/ beside this file; the books by LibreOffice, without a window.

python3 make.py [SOFFICE]

What is written here is what a village keeps: yaml/ holds the same by hand, and the test compares them.
"""
import csv, io, pathlib, subprocess, sys, tempfile
from xml.sax.saxutils import escape

HERE = pathlib.Path(__file__).parent
SOFFICE = sys.argv[1] if len(sys.argv) > 1 else "soffice"

# A cell is a text, a number, a date D(...), or M(cell, columns, rows): joined cells.
class D(str): pass
class M:
    def __init__(self, cell, columns=1, rows=1):
        self.cell, self.columns, self.rows = cell, columns, rows

HOUSEHOLDS = [
    [M("柳湾村文明银行积分户名册", 8)],
    ["户号", "村", "组", "户主", "开户日期", "销户日期", "初始积分", "家庭成员数"],
    ["LW-001", M("柳湾村", 1, 4), M("一组", 1, 2), "顾*林", D("2026-01-05"), "", 12, ""],
    ["LW-002", "", "", "乔*英", D("2026-01-05"), "", "", ""],
    ["LW-003", "", M("二组", 1, 2), "郁*功", D("2026-01-05"), "", 8, 4],
    ["LW-010", "", "", "贺*平", D("2026-02-01"), D("2026-11-30"), "", ""],
]
SEPTEMBER = [
    [M("柳湾村2026年9月积分评议表", 7)],
    ["批次", "LW-2026-09", "村", "柳湾村", "评议日期", D("2026-10-10")],
    ["评议人", "陆*平", "周*芳", "何*军"],
    ["公示", "notices/liuwan-09"],
    ["序号", "户号", "事项", "日期", "分值", "佐证", "申报人"],
    [1, M("LW-001", 1, 2), "A01", D("2026-09-06"), 5, "签到表", "一组组长"],
    [2, "", "B01", D("2026-09-20"), 8, "送饭记录，另有\"谢条\"", "一组组长"],
    [3, "LW-002", "A01", D("2026-09-06"), 5, "签到表", "一组组长"],
    [4, M("LW-003", 1, 2), "A01", D("2026-09-06"), 5, "签到表", ""],
    [5, "", "A02", D("2026-09-13"), -3, "巡查照片", ""],
    ["合计", "", "", "", 20, "", ""],
    ["注：签到表存村文明实践站。"],
]
OCTOBER = [
    ["批次：LW-2026-10"],
    ["村：柳湾村", "", "评议日期：2026年11月1日"],
    ["评议人：陆*平、周*芳、何*军、沈*生"],
    ["公示：notices/liuwan-10"],
    [],
    ["户号", "事项", "日期", "分值", "佐证", "申报人", "冲销"],
    ["LW-001", "A01", D("2026-10-18"), 5, "签到表", "一组组长", ""],
    ["LW-002", "B01", D("2026-10-11"), 10, "组长签字", "一组组长", ""],
    ["LW-010", "A01", D("2026-10-18"), 5, "签到表", "", ""],
    ["LW-003", "A01", D("2026-10-25"), -5, "核查记录", "", "LW-2026-09/LW-003/A01/2026-09-06"],
]
EXCHANGE = [
    ["村", "柳湾村"],
    [M("编号", 1, 2), M("户号", 1, 2), M("日期", 1, 2), M("商品", 1, 2), M("数量", 1, 2), M("经办人", 1, 2),
     M("见证人", 1, 2), M("撤回", 2)],
    ["", "", "", "", "", "", "", "日期", "原因"],
    [M("D01", 1, 2), M("LW-001", 1, 2), M(D("2026-11-08"), 1, 2), "G01", 2, M("周*芳", 1, 2), M("何*军", 1, 2), "", ""],
    ["", "", "", "G02", 3, "", "", "", ""],
    ["D02", "LW-002", D("2026-11-09"), "G02", 1, "周*芳", "何*军", "", ""],
    ["D03", "LW-001", D("2026-11-09"), "G01", 1, "周*芳", "何*军", D("2026-11-10"), "规格拿错，原物退回"],
]
SHEETS = {"households": HOUSEHOLDS, "liuwan/2026-09": SEPTEMBER, "liuwan/2026-10": OCTOBER, "liuwan/2026-11-兑换": EXCHANGE}

def bare(cell):
    return cell.cell if isinstance(cell, M) else cell

def as_excel(rows):
    """What Excel writes: dates as the county's computers show them, CRLF, joined cells in their first alone."""
    def shown(cell):
        cell = bare(cell)
        if isinstance(cell, D):
            year, month, day = cell.split("-")
            return f"{year}/{int(month)}/{int(day)}"
        return str(cell)
    out = io.StringIO()
    width = max(len(row) for row in rows)
    rows = [[shown(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()

def as_fods(rows):
    def cell(cell):
        span = ""
        if isinstance(cell, M):
            span = f' table:number-columns-spanned="{cell.columns}" table:number-rows-spanned="{cell.rows}"'
            cell = cell.cell
        if isinstance(cell, D):
            return f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{cell}"{span}/>'
        if isinstance(cell, (int, float)):
            return f'<table:table-cell office:value-type="float" office:value="{cell}"{span}/>'
        if cell == "":
            return f"<table:table-cell{span}/>"
        return f'<table:table-cell office:value-type="string"{span}><text:p>{escape(cell)}</text:p></table:table-cell>'
    lines = "".join("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles><number:date-style style:name="n"><number:year number:style="long"/><number:text>年</number:text>
<number:month/><number:text>月</number:text><number:day/><number:text>日</number:text></number:date-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="n"/></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="表一">{lines}</table:table></office:spreadsheet></office:body>
</office:document>"""

def main():
    for name, rows in SHEETS.items():
        for folder in ["csv", "gb18030", "xlsx"]:
            (HERE / folder / name).parent.mkdir(parents=True, exist_ok=True)
        # without joined cells a village fills every row
        filled, above = [], []
        for row in rows:
            filled.append([bare(cell) for cell in row])
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                if isinstance(cell, M) and cell.rows > 1 and y > 3 or isinstance(cell, M) and cell.rows > 1 and name == "households":
                    for below in range(1, cell.rows):
                        filled[y + below][x] = cell.cell
        text = as_excel(filled)
        (HERE / "csv" / f"{name}.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())
        (HERE / "gb18030" / f"{name}.csv").write_bytes(text.encode("gb18030"))
        with tempfile.TemporaryDirectory() as work:
            book = pathlib.Path(work) / "book.fods"
            book.write_text(as_fods(rows))
            subprocess.run([SOFFICE, f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "xlsx",
                            "--outdir", work, str(book)], check=True, stdout=subprocess.DEVNULL)
            (HERE / "xlsx" / f"{name}.xlsx").write_bytes((pathlib.Path(work) / "book.xlsx").read_bytes())

if __name__ == "__main__":
    main()
