"""Makes the two lists of projects of the twelve notices: a book by LibreOffice and a list as Excel saves it, each with what
its reader must find on the page.

python3 make.py [SOFFICE]
"""
import calendar, pathlib, re, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "sheets"))
from make import M, as_excel, as_fods, bare  # noqa: E402

SOFFICE = sys.argv[1] if len(sys.argv) > 1 else "soffice"
PLACES = {"双桥镇": ["竹溪村", "石塘村", "落雁村", "青枫村"], "云潭乡": ["云潭村", "白鹭村", "松坡村"], "麦岭乡": ["麦岭村", "芦沟村", "杏花村"]}
# what is built, of what sort, for how much (万元), by whom, for what
WORKS = [
    ("机耕道硬化", "基础设施", "硬化机耕道{n}.2公里，宽3.5米，厚0.2米，设错车台{n}处", 32, "务工，优先雇用本村劳动力"),
    ("饮水管网改造", "基础设施", "更换管道{n}.6公里，换水表{n}20只，清洗水池2座", 28.5, "设管水员岗位1个"),
    ("山塘清淤加固", "基础设施", "清淤{n}000立方米，加固坝体{n}0米，新修溢洪道1处", 41.6, "务工，灌溉受益"),
    ("竹编车间", "产业发展", "改造厂房{n}40平方米，购置设备{n}台套", 55, "保底收购，年底按股分红"),
    ("蜜桔分拣线", "产业发展", "购置分拣设备{n}套，建冷库{n}60立方米", 63.8, "集体收益分红，带动桔农{n}0户"),
]

def places():
    return [(township, village) for township, villages in PLACES.items() for village in villages]

def funds(total, at):
    """中央, 省级, 县级"""
    return [(total, "", ""), (round(total - 8, 1), 8, ""), (round(total - 10.5, 1), 6, 4.5)][at % 3]

def book():
    rows = [[M("潞水县2027年度巩固拓展脱贫攻坚成果和乡村振兴项目计划表", 17)], ["", "单位：万元"]]
    tall = lambda cell: M(cell, 1, 2)
    first = ["序号", "乡镇", "村", "项目名称", "项目类型", "建设内容及规模", "总投资"]
    last = ["实施单位", "责任人", "建设期限", "受益对象", "绩效目标", "联农带农机制", "备注"]
    rows.append([tall(cell) for cell in first] + [M("资金来源", 3), "", ""] + [tall(cell) for cell in last])
    rows.append([""] * 7 + ["中央", "省级", "县级"] + [""] * 7)
    names, number, sums = ["严", "郎", "鄢", "滕"], 0, [0.0] * 4
    for township, villages in PLACES.items():
        count, part = len(villages) * 3 + (2 if township == "双桥镇" else 1 if township == "麦岭乡" else 2), [0.0] * 4
        for at in range(count):
            village, (work, sort, content, base, link) = villages[at % len(villages)], WORKS[(at + number) % len(WORKS)]
            total, number = round(base + at * 1.5, 1), number + 1
            money = funds(total, at)
            part = [round(sum_ + (cell or 0), 1) for sum_, cell in zip(part, (total, *money))]
            unit = f"{township}人民政府" if sort == "基础设施" else f"{village}股份经济合作社"
            rows.append([number, M(township, 1, count) if at == 0 else "", village, f"{village}{work}（第{at + 1}期）", sort, content.format(n=at % 7 + 1), total, *money,
                         unit, f"{names[at % 4]}某", f"2027年{at % 3 + 2}月至{at % 4 + 8}月", f"{at * 7 + 36}户{at * 23 + 118}人", f"{'一次验收合格' if sort == '基础设施' else '年增收'}，受益率{90 + at % 10}%", link.format(n=at % 5 + 2), "续建" if at % 9 == 4 else ""])
        rows.append([M("小计", 6), "", "", "", "", "", *part] + [""] * 7)
        sums = [round(a + b, 1) for a, b in zip(sums, part)]
    rows.append([M("合计", 6), "", "", "", "", "", *sums] + [""] * 7)
    rows.append(["注：以批复的实施方案为准。"])
    return rows

def plain():
    rows = [["序号", "项目名称", "乡镇", "村", "建设地点", "主要建设内容", "总投资(万元)", "实施单位", "实施时间", "受益对象", "绩效目标", "补助标准"]]
    total = 0
    for at in range(45):
        township, village = places()[at % 10]
        work, sort, content, base, _ = WORKS[at % 5]
        cost = round(base / 2 + at * 0.3, 2)
        total = round(total + cost, 2)
        rows.append([at + 1, f"{village}{work}{at // 10 + 1}标段", township, village, f"{at % 8 + 1}组至{at % 8 + 2}组", content.format(n=at % 6 + 1), cost, f"{township}人民政府", "2027年", f"{at * 3 + 21}户", "按期完工", "据实补助" if at % 4 else "每户不超过1200元"])
    rows.append(["合计", "", "", "", "", "", total, "", "", "", "", ""])
    return rows

def yuan(cell):
    fen = round(float(cell) * 1_000_000)
    whole = f"{fen // 100:,}"
    return whole if fen % 100 == 0 else f"{whole}.{fen % 100:02}"

def days(cell):
    """`2027年2月至8月` as the page words it."""
    year, first, last = map(int, re.fullmatch(r"(\d+)年(\d+)月至(\d+)月", cell).groups())
    return f"{year}-{first:02}-01至{year}-{last:02}-{calendar.monthrange(year, last)[1]:02}"

def facts(rows, heading, amounts):
    """Every cell of every project but its running number; amounts and periods as the page words them. What is added up
    has to be right, and only the sum of all is shown."""
    found = []
    for row in rows[heading + 1:]:
        if not isinstance(bare(row[0]), int):
            continue
        for at, cell in enumerate(map(bare, row)):
            if cell != "" and at > 0:
                found.append(yuan(cell) if at in amounts else days(cell) if "月至" in str(cell) else str(cell))
    return "\n".join(dict.fromkeys(found)) + "\n"

def main():
    notices = HERE / "content/notices/2026"
    rows = plain()
    (notices / "plan-list/项目计划.csv").write_bytes(as_excel(rows).encode("gb18030"))
    (HERE / "facts/plan-list.cells.txt").write_text(facts(rows, 0, [6]))
    rows = book()
    (HERE / "facts/plan-book.cells.txt").write_text(facts(rows, 3, [6, 7, 8, 9]))
    with tempfile.TemporaryDirectory() as work:
        book_file = pathlib.Path(work) / "book.fods"
        book_file.write_text(as_fods(rows))
        subprocess.run([SOFFICE, f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "xlsx", "--outdir", work, str(book_file)], check=True, stdout=subprocess.DEVNULL)
        (notices / "plan-book/项目计划表.xlsx").write_bytes((pathlib.Path(work) / "book.xlsx").read_bytes())

if __name__ == "__main__":
    main()
