"""Judges what a built site says to machines: calendars by `icalendar`, feeds by `feedparser`, data by
`jsonschema`, tables by `csv`. Usage: machine_readable.py FOLDER. Prints what it counted; fails at the first fault.
"""
import csv
import io
import json
import pathlib
import re
import sys

import feedparser
import icalendar
import jsonschema


def calendars(site):
    count, events, uids = 0, 0, {}
    for path in site.rglob("*.ics"):
        raw = path.read_bytes()
        assert raw.endswith(b"\r\n") and b"\n" not in raw.replace(b"\r\n", b""), f"{path}: line ends"
        assert all(len(line) <= 75 for line in raw.split(b"\r\n")), f"{path}: a line over 75 octets"
        calendar = icalendar.Calendar.from_ical(raw)
        zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
        for zone in calendar.walk("VTIMEZONE"):
            zone.to_tz()
            assert not {"DTSTAMP", "UID"} & set(zone), f"{path}: a zone has what only events have"
        for event in calendar.walk("VEVENT"):
            assert not event.errors, f"{path}: {event.errors}"
            events += 1
            for name in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS", "SEQUENCE"):
                assert name in event, f"{path}: no {name}"
            assert event["DTSTART"].params["TZID"] in zones, f"{path}: its zone is not told"
            said = (event.to_ical(), str(event["SUMMARY"]))
            assert uids.setdefault(str(event["UID"]), said) == said, f"{path}: one UID, two events"
        count += 1
    own = []
    for path in site.rglob("activity.ics"):
        sessions = {str(event["UID"]) for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")}
        assert sessions and not sessions & set(own), f"{path}: another activity's UID"
        own += sessions
    assert set(own) == set(uids), f"{len(own)} times in activities, {len(uids)} UIDs"
    return f"{count} calendars, {events} events"


def feeds(site):
    count = 0
    for path in site.rglob("feed.xml"):
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
        assert feed.version == "atom10", f"{path}: {feed.version}"
        ids = [entry.id for entry in feed.entries]
        assert len(ids) == len(set(ids)), f"{path}: an id twice"
        assert all(entry.updated_parsed and entry.link for entry in feed.entries), path
        count += 1
    return f"{count} feeds"


def data(site):
    schema = json.loads((site / "data/schema.json").read_text("utf-8"))
    rows = 0
    for path in sorted((site / "data").glob("*.json")):
        if path.name == "schema.json":
            continue
        document = json.loads(path.read_text("utf-8"))
        part = {"$schema": schema["$schema"], **schema["$defs"][path.stem]}
        jsonschema.Draft202012Validator(part, format_checker=jsonschema.FormatChecker()).validate(document)
        raw = path.with_suffix(".csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf"), f"{path}: no mark"
        table = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in table}) == 1, f"{path}: rows of different length"
        assert len(table) == document["count"] + 1 == len(document["items"]) + 1, path
        formulas = [cell for row in table for cell in row if cell[:1] in "=+@＝＋－＠" and cell]
        assert not formulas, f"{path}: {formulas[:3]}"
        rows += document["count"]
    return f"{rows} rows"


def linked_data(site):
    count = 0
    for path in site.rglob("index.html"):
        for script in re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text("utf-8")):
            value = json.loads(script)
            assert value["@context"] == "https://schema.org", path
            for item in value.get("@graph", [value]):
                assert item["@type"] in ("Article", "Event", "WebSite", "BreadcrumbList"), path
                if item["@type"] == "BreadcrumbList":
                    places = [step["position"] for step in item["itemListElement"]]
                    assert places == list(range(1, len(places) + 1)), path
            count += 1
    return f"{count} pages with linked data"


def search(site):
    entries, part = 0, "search/index-1.js"
    while part:
        text = (site / part).read_text("utf-8")
        call = re.fullmatch(r"zhangbang\((.*)\)\n", text, re.S)
        index = json.loads(call.group(1))
        lengths = {len(index[name]) for name in ("title", "path", "number", "names", "kind", "place", "state")}
        assert len(lengths) == 1, f"{part}: {lengths}"
        for title, path in zip(index["title"], index["path"]):
            page = site / path.replace("*", title) / "index.html"
            assert page.is_file(), f"{part}: no {page}"
        entries += lengths.pop()
        part = index.get("next")
    return f"{entries} things to be found"


folder = pathlib.Path(sys.argv[1])
for judge in (calendars, feeds, data, linked_data, search):
    print(judge(folder))
