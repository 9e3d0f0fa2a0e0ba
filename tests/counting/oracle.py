#!/usr/bin/env python3
"""Says independently until when a notice must stay up.

Written from the rule itself (Civil Code articles 201 and 203, strict reading) with Python's own dates
and the PyPI package chinesecalendar; shares no code and no table with the program.

    oracle.py list [KIND]   FROM<TAB>KIND<TAB>LAST for every start date, or FROM<TAB>LAST for one kind
    oracle.py pinned        the same answers in the compact form of expected.tsv
    oracle.py check         holds expected.tsv, the starter's calendars and the starter's rules against
                            all this; exit 1 on any difference

LAST is `missing` where working days would have to be counted in a year without a calendar.
Needs tests/judges/requirements.txt.
"""

import datetime
import pathlib
import sys
from bisect import bisect_left, bisect_right
from itertools import zip_longest

import chinese_calendar
import yaml

HERE = pathlib.Path(__file__).resolve().parent
STARTER = HERE.parent.parent / "src" / "commands" / "starter"
EXPECTED = HERE / "expected.tsv"

FIRST, FINAL = datetime.date(2020, 1, 1), datetime.date(2039, 12, 31)
KNOWN = range(2020, 2027)  # the years that the starter has calendars for

# Kind: least number, and what is counted.
RULES = {
    "project": (10, "days"),
    "project_library": (10, "days"),
    "annual_plan": (10, "days"),
    "funds": (10, "days"),
    "completion": (10, "days"),
    "honour": (5, "workdays"),
    "points": (3, "days"),
    "housing": (7, "days"),
    "subsistence": (7, "days"),
    "welfare_post": (5, "workdays"),
    "recruitment": (5, "workdays"),
    "exit": (7, "days"),
    "monitoring": (5, "days"),
}
WITHOUT_MINIMUM = ["call", "recruitment_call", "result", "village_affairs", "policy", "news"]

HOLIDAY_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}


def every_day(first, final):
    return [first + datetime.timedelta(n) for n in range((final - first).days + 1)]


def is_worked(date):
    return chinese_calendar.is_workday(date) if date.year in KNOWN else date.isoweekday() <= 5


# Sixty days past the end are enough for any minimum here and any holiday.
WORKED = [date for date in every_day(FIRST, FINAL + datetime.timedelta(60)) if is_worked(date)]


def last_day(start, rule):
    """The last day that the notice must be up, or None where a calendar is missing."""
    number, counted_in = rule
    if counted_in == "days":
        counted_out = start + datetime.timedelta(number)
        return WORKED[bisect_left(WORKED, counted_out)]
    last = WORKED[bisect_right(WORKED, start) + number - 1]
    return last if last.year in KNOWN else None


def pinned():
    """One line for each month and rule: how many days after each start date the last day lies."""
    yield "# Written by `oracle.py pinned`, checked by `oracle.py check`; not to be edited by hand."
    yield "# Month, rule, then for the 1st, 2nd, … of the month how many days later the last day is."
    months = sorted({(date.year, date.month) for date in every_day(FIRST, FINAL)})
    rules = sorted(set(RULES.values()), key=lambda rule: (rule[1], rule[0]))
    for year, month in months:
        first = datetime.date(year, month, 1)
        final = (first + datetime.timedelta(31)).replace(day=1) - datetime.timedelta(1)
        for rule in rules:
            lasts = [(start, last_day(start, rule)) for start in every_day(first, final)]
            later = [str((last - start).days) if last else "missing" for start, last in lasts]
            if set(later) == {"missing"}:
                later = ["missing"]
            yield f"{year}-{month:02}\t{rule[0]} {rule[1]}\t{' '.join(later)}"


def listed(kind=None):
    for start in every_day(FIRST, FINAL):
        for name in [kind] if kind else RULES:
            last = last_day(start, RULES[name]) or "missing"
            yield f"{start}\t{last}" if kind else f"{start}\t{name}\t{last}"


def check_expected():
    """The pinned file says what is said here today."""
    written = EXPECTED.read_text(encoding="utf-8").splitlines()
    return [
        f"expected.tsv line {at}: {old!r} should be {new!r}"
        for at, (old, new) in enumerate(zip_longest(written, pinned()), start=1)
        if old != new
    ]


def check_calendars():
    """Every day of the known years is worked or not, and called, as chinesecalendar has it."""
    off, made_up, faults = {}, set(), []
    for year in KNOWN:
        sheet = yaml.safe_load((STARTER / "calendar" / f"{year}.yaml").read_text(encoding="utf-8"))
        if sheet["year"] != year or str(year) not in sheet["source"]["title"]:
            faults.append(f"{year}.yaml names another year")
        for holiday in sheet["holidays"]:
            for date in every_day(holiday["from"], holiday["until"]):
                off[date] = holiday["name"].split("、")
        made_up.update(sheet["workdays"])
    for date in every_day(datetime.date(KNOWN[0], 1, 1), datetime.date(KNOWN[-1], 12, 31)):
        worked = date in made_up or (date not in off and date.isoweekday() <= 5)
        _, name = chinese_calendar.get_holiday_detail(date)
        if worked != chinese_calendar.is_workday(date):
            faults.append(f"{date}: worked is {worked} in the starter")
        elif date in off and date in made_up:
            faults.append(f"{date}: both off and worked")
        elif date in made_up and date.isoweekday() <= 5:
            faults.append(f"{date}: worked anyway")
        elif date in off and (name is None or HOLIDAY_NAMES[name] not in off[date]):
            faults.append(f"{date}: {off[date]} in the starter, {name} in chinesecalendar")
        elif date.isoweekday() <= 5 and date not in off and name is not None:
            faults.append(f"{date}: {name} is not in the starter")
    return faults


def check_rules():
    """The starter's kinds, minimums and ways of counting are the ones counted here; each has a source."""
    starter = yaml.safe_load((STARTER / "rules.yaml").read_text(encoding="utf-8"))
    faults = []
    if list(starter) != list(RULES) + WITHOUT_MINIMUM:
        faults.append(f"the starter's kinds are {list(starter)}")
    for kind, rule in starter.items():
        posting = rule.get("posting")
        if (posting is not None) != (kind in RULES):
            faults.append(f"{kind}: posting is {posting}")
        elif posting is not None:
            strict = not posting.get("count_first_day", False) and posting.get("roll_end", True)
            if (posting["min"], posting["unit"]) != RULES[kind] or not strict:
                faults.append(f"{kind}: {posting} is not {RULES[kind]} counted strictly")
            if not rule.get("source", {}).get("title"):
                faults.append(f"{kind}: no source")
    return faults


def check():
    faults = check_expected() + check_calendars() + check_rules()
    for fault in faults:
        print(fault)
    cases = len(every_day(FIRST, FINAL)) * len(RULES)
    days = len(every_day(datetime.date(KNOWN[0], 1, 1), datetime.date(KNOWN[-1], 12, 31)))
    print(f"{cases} answers pinned, {days} calendar days, {len(RULES)} rules: {len(faults)} differences")
    return 1 if faults else 0


def main(arguments):
    match arguments:
        case ["list"]:
            print("\n".join(listed()))
        case ["list", kind] if kind in RULES:
            print("\n".join(listed(kind)))
        case ["pinned"]:
            print("\n".join(pinned()))
        case ["check"]:
            return check()
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
