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
# Books with slips in them, each laid in place of the same list by hand; `faults/NAME.txt` is all that is said.
RULES_WRONG = [
    [M("柳湾村积分规则", 7)],
    [M("编号", 1, 2), M("分类", 1, 2), M("事项", 1, 2), M("分值", 2), "", M("佐证", 1, 2), M("备考", 1, 2)],
    ["", "", "", "最低", "最高", "", ""],
    ["A01", M("环境整洁", 1, 2), "参加集中清扫", 5, 5, "签到表", ""],
    ["A02", "", "占道堆放", "负五", -2, "巡查照片", "从严"],
    ["B01", "邻里互助", "照看独居老人", 10, 3, "组长签字", ""],
]
GOODS_WRONG = [
    ["序号", "编号", "名称", "单位", "积分", "库存"],
    [1, "G01", "洗衣粉", "袋", 2, M(70, 1, 2)],
    [2, "G02", "食盐", "袋", "一分", ""],
]
HOUSEHOLDS_WRONG = [row[:] for row in HOUSEHOLDS]
HOUSEHOLDS_WRONG[1] = ["户号", "村", "组别", "户主", "开户日期", "销户日期", "初始积分", "家庭成员数"]
HOUSEHOLDS_WRONG[3] = ["LW-002", "", "", "乔*英", "2026年13月5日", "", "", ""]
HOUSEHOLDS_WRONG[4] = ["LW-003", "", M("二组", 1, 2), "郁*功", D("2026-01-05"), "", "八", 4]
BATCH_WRONG = [row[:] for row in OCTOBER]
BATCH_WRONG[6] = ["LW-001", "A01", D("2026-10-18"), M(5, 1, 2), "签到表", "一组组长", ""]
BATCH_WRONG[7] = ["LW-002", "B01", D("2026-10-11"), "", "组长签字", "一组组长", ""]
BATCH_WRONG[8] = ["LW-099", "A01", D("2026-10-18"), 5, "签到表", "", ""]
BATCH_WRONG.append(["合计", "", "", 12, "", "", ""])
EXCHANGE_WRONG = [row[:] for row in EXCHANGE]
EXCHANGE_WRONG[4] = ["", "", "", "G02", "三", "", "", "", ""]
EXCHANGE_WRONG[5] = ["D02", "LW-002", D("2026-11-09"), "G07", 1, "周*芳", "周*芳", "", ""]
REGISTER_WRONG = [
    [M("农村公路问题整改台账", 6)],
    ["序号", "发现日期", "问题", "责任单们", "整改时限", "销号日期"],
    [1, D("2026-10-12"), "桥护栏缺损", "县交通运输局", "年底前", ""],
    [2, D("2026-11-02"), "路面坑洼", "青石镇政府、柳湾村委会", D("2026-12-15"), D("2026-10-01")],
]
PROJECTS_WRONG = [
    [M("项目计划表", 7)],
    ["", "", "", "单位：万元"],
    ["序号", "项目名称", "村", "总投资", "结算金额", "建设内容", "实施单位"],
    [1, "柳湾村道路硬化", "柳湾村", "约36.5", 36, "硬化道路1.2公里", "青石镇人民政府"],
    [2, "柳湾村水渠", "柳弯村", 12, 11.5, "新建水渠0.8公里", "青石镇人民政府"],
    ["合计", "", "", 50, 48.5, "", ""],
]
FAULTS = {"rules": RULES_WRONG, "goods": GOODS_WRONG, "households": HOUSEHOLDS_WRONG, "batch": BATCH_WRONG, "redemptions": EXCHANGE_WRONG,
          "register": REGISTER_WRONG, "projects": PROJECTS_WRONG}
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

def as_book(rows):
    with tempfile.TemporaryDirectory() as work:
        book = pathlib.Path(work) / "book.fods"
        book.write_text(as_fods(rows))
        subprocess.run([SOFFICE, f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "xlsx",
                        "--outdir", work, str(book)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return (pathlib.Path(work) / "book.xlsx").read_bytes()

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
        (HERE / "xlsx" / f"{name}.xlsx").write_bytes(as_book(rows))
    (HERE / "faults").mkdir(exist_ok=True)
    for name, rows in FAULTS.items():
        (HERE / "faults" / f"{name}.xlsx").write_bytes(as_book(rows))

if __name__ == "__main__":
    main()
