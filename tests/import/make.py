"""Makes the books beside this file by LibreOffice, without a window, from plan.tsv.

python3 make.py [SOFFICE]
"""
import pathlib, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "sheets"))
from make import SOFFICE, D, M, as_fods

WAYS = ["道路硬化", "水渠修建", "机井维修", "路灯安装", "仓储建设"]
TOWNSHIPS = [("青石镇", ["柳湾村", "上坪村"], 20), ("东河乡", ["石桥村"], 15)]

def projects():
    """Name, township, village, content, from, until, two sources in units of 10,000, unit, aim."""
    number = 0
    for township, villages, count in TOWNSHIPS:
        for at in range(count):
            number += 1
            village, way = villages[at % len(villages)], WAYS[at % len(WAYS)]
            central, county = 10 + number, round(0.5 * (number % 7), 2)
            yield (f"{village}{at + 1}号{way}", township, village, f"{way}{number * 0.1:.1f}公里", f"2027-03-{1 + at % 28:02}",
                   f"2027-10-{1 + at % 28:02}", central, county, f"{township}人民政府", f"{number * 3}户受益")

def plan():
    rows = list(projects())
    (HERE / "plan.tsv").write_text("".join("\t".join(map(str, row)) + "\n" for row in rows))
    sheet = [
        [M("清河县2027年度衔接资金项目计划表", 12)],
        [""] * 10 + ["单位：万元"],
        [M("序号", 1, 2), M("项目名称", 1, 2), M("所在乡镇", 1, 2), M("所在村", 1, 2), M("主要建设内容", 1, 2), M("建设工期", 2), "",
         M("资金来源和金额", 2), "", M("总投资", 1, 2), M("实施单位", 1, 2), M("绩效目标", 1, 2)],
        ["", "", "", "", "", "起", "止", "中央衔接资金", "县级配套资金", "", "", ""],
    ]
    for township, _, count in TOWNSHIPS:
        own = [row for row in rows if row[1] == township]
        for at, row in enumerate(own):
            name, _, village, content, first, last, central, county, unit, aim = row
            sheet.append([rows.index(row) + 1, name, M(township, 1, count) if at == 0 else "", village, content, D(first), D(last),
                          central, county, central + county, unit, aim])
        sums = [sum(row[6] for row in own), sum(row[7] for row in own)]
        sheet.append([f"{township}小计", "", "", "", "", "", "", *sums, sum(sums), "", ""])
    sums = [sum(row[6] for row in rows), sum(row[7] for row in rows)]
    sheet.append(["合计", "", "", "", "", "", "", *sums, sum(sums), "", ""])
    sheet.append(["注：金额以下达文件为准。"])
    return sheet

def hidden():
    """A column and a row that are hidden, and a sheet."""
    text = as_fods([
        ["项目名称", "身份证号", "行政村", "总投资（万元）", "公示开始日期"],
        ["柳湾村水渠", "330127199001010014", "柳湾村", 36.5, D("2026-11-12")],
        ["藏着的工程", "", "柳湾村", 1, D("2026-11-12")],
        ["上坪村道路", "330127199001010022", "上坪村", 20.5, D("2026-11-12")],
    ])
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column table:number-columns-repeated="3"/>'
    text = text.replace('table:name="表一">', f'table:name="表一">{columns}')
    at = text.index("<table:table-row><table:table-cell office:value-type=\"string\"><text:p>藏着的工程")
    text = text[:at] + text[at:].replace("<table:table-row>", '<table:table-row table:visibility="collapse">', 1)
    style = '<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/></style:style>'
    text = text.replace("</office:automatic-styles>", style + "</office:automatic-styles>")
    more = '<table:table table:name="底稿" table:style-name="gone"><table:table-row><table:table-cell office:value-type="string">' \
        "<text:p>330127199001010030</text:p></table:table-cell></table:table-row></table:table>"
    return text.replace("</office:spreadsheet>", more + "</office:spreadsheet>")

def converted(text, ending):
    with tempfile.TemporaryDirectory() as work:
        book = pathlib.Path(work) / "book.fods"
        book.write_text(text)
        subprocess.run([SOFFICE, f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", ending,
                        "--outdir", work, str(book)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return (pathlib.Path(work) / f"book.{ending}").read_bytes()

if __name__ == "__main__":
    for ending in ["xlsx", "xls", "ods"]:
        (HERE / f"plan.{ending}").write_bytes(converted(as_fods(plan()), ending))
        (HERE / f"hidden.{ending}").write_bytes(converted(hidden(), ending))
