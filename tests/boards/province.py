#!/usr/bin/env python3
"""A province to try things on: province.py DIR BOARDS NOTICES makes DIR/boards.yaml and a small site for each board.

One notice in twenty is of a project and is posted on the day on which it is published; the others are news. Everything in
it is invented. With --same, there is one site, and every board of the list is read from where that is published: the
portal has as much to do as with so many boards, and the disk holds one.
"""

import pathlib
import random
import sys

SYLLABLES = "鹿篱松云石柳青荻渚影醪砚桥湾禾竹溪岭霜芦茶杏枫榆槐"
THEMES = ["道路", "水利", "饮水", "环境整治", "产业", "电商", "教育", "住房"]
WORKS = ["道路硬化", "渠道维修", "饮水安全巩固", "路灯安装", "产业大棚", "仓储冷库", "校舍修缮", "危房改造"]
NEWS = ["冬修水利开工", "秋粮入库", "义诊下乡", "护林防火巡查", "技能培训开班", "集中换表", "文化广场开放"]
SETTINGS = """名称: {name}公示
网址: {url}
主办单位: {name}农业农村局
承办单位: {name}信息中心
网站标识码: "9900000000"
ICP备案: 无
公安备案: 无
联系方式: 0999-6100123
监督电话: [{{名称: 县纪委, 电话: 0999-6100123}}]
栏目: [{{编号: all, 名称: 公示公告, 类别: [project, news]}}]
"""
RULES = """project:
  名称: 项目公示
  项目: true
  公示: {最短: 10}
  备案期限: 20
  依据: {名称: 试行办法}
news: {名称: 工作动态}
"""


def name(number):
    first, second = number, 5 + number + number // len(SYLLABLES)
    return SYLLABLES[first % len(SYLLABLES)] + SYLLABLES[second % len(SYLLABLES)] + "县"


def notice(county, number, chance):
    village = chance.choice(SYLLABLES) + chance.choice(SYLLABLES) + "村"
    place = f"乡镇: {chance.choice(SYLLABLES)}{chance.choice(SYLLABLES)}镇\n村: {village}\n"
    if number % 20:
        title = f"{village}{chance.choice(NEWS)}（第{number}期）"
        return f"---\n标题: {title}\n类别: news\n发布单位: {county}农业农村局\n{place}成文日期: 2026-{1 + number % 10:02}-{1 + number % 28:02}\n---\n{title}。\n"
    at = chance.randrange(len(WORKS))
    title, money = f"{village}{WORKS[at]}项目公示", chance.randrange(5, 90) * 10_000
    project = f"{{名称: {village}{WORKS[at]}, 类型: {THEMES[at]}, 地点: {village}, 建设内容: {WORKS[at]}一处, 资金: [{{来源: 县级财政衔接资金, 金额: {money}}}], 总额: {money}, 实施单位: {county}某建设公司}}"
    return (
        f"---\n标题: {title}\n类别: project\n文号: {county[0]}农〔2026〕{number}号\n发布单位: {county}农业农村局\n{place}"
        f"公示期: {{起: 发布之日, 天数: {10 + at}}}\n联系方式: {{联系人: 某, 电话: 0999-6100123}}\n项目: {project}\n---\n{title}，请监督。\n"
    )


def site(folder, county, url, notices):
    chance = random.Random(url)
    content = folder / "content"
    (content / "calendar").mkdir(parents=True)
    (content / "notices").mkdir()
    (content / "site.yaml").write_text(SETTINGS.format(name=county, url=url), encoding="utf-8")
    (content / "rules.yaml").write_text(RULES, encoding="utf-8")
    root = pathlib.Path(__file__).resolve().parents[2]
    calendar = (root / "src/commands/starter/calendar/2026.yaml").read_text(encoding="utf-8")
    (content / "calendar/2026.yaml").write_text(calendar, encoding="utf-8")
    for number in range(notices):
        (content / f"notices/{number:05}.md").write_text(notice(county, number, chance), encoding="utf-8")
    (content / "activities").mkdir()
    (content / "activities/qing.md").write_text(
        "---\n标题: 周六清河\n主办单位: 村委会\n开始: 2026-12-05 09:00\n结束: 2026-12-05 11:00\n重复: 每周六\n地点: 河边\n风险提示: 注意脚下\n保险: 已买\n---\n带手套。\n",
        encoding="utf-8",
    )
    (content / "honours").mkdir()
    (content / "honours/xing.md").write_text(
        "---\n标题: 2026年最美志愿者\n称号: 最美志愿者\n级别: 村\n年度: 2026\n表彰单位: 村委会\n决定: {日期: 2026-10-01}\n获奖者: [{姓名: 顾某林}, {姓名: 陆某平}]\n---\n",
        encoding="utf-8",
    )


def main(folder, boards, notices, same):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    lines = ["名称: 云岭省公示公告总览", "简介: 各县公开栏正在公示的事项", "主办单位: 云岭省某厅", "公开栏:"]
    for number in range(boards):
        url = f"https://c{number}.example/gongshi"
        at = 0 if same else number
        if not same or number == 0:
            site(folder / f"sites/{at}", name(number), url, notices)
        (folder / "www").mkdir(exist_ok=True)
        if same and number:
            (folder / f"www/{number}").symlink_to("0")
        site_line = "" if same and number else f", 站点: sites/{number}, 发布到: ./www/{number}"
        lines.append(f"- {{名称: {name(number)}{site_line}, 网址: \"{url}\", 发布文件夹: www/{number}}}")
    (folder / "boards.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), "--same" in sys.argv)
