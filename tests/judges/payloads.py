"""Judges whether what strangers wrote into fields stayed text. Usage: payloads.py LIST.json

The list names a site with harmless words and, for each payload, the same site with the payload in its fields.
Every file of both is parsed by a parser that nobody here wrote; element for element, property for property and
row for row they must be the same, and each text must be the one that was written. Prints what it counted.
"""
import csv
import io
import json
import pathlib
import re
import sys
import urllib.parse

import feedparser
import html5lib
import icalendar
from lxml import etree

URLS = {"href", "src", "srcset", "action", "content", "poster", "data-src", "value", "cite"}
SAFE = ("", "http", "https", "mailto", "tel", "data")
MARK = re.compile(r"q\d+z")
count = {"files": 0, "elements": 0, "texts": 0, "cells": 0, "properties": 0, "feeds": 0, "shortened": 0}


def leaves(value, path=""):
    """Where each value of a JSON document stands, and the value."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}/{number}")
    else:
        yield path, value if isinstance(value, str) else json.dumps(value)


def page(raw):
    """Elements with the names of their attributes, and all texts."""
    tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(raw.decode("utf-8"))
    found = []
    for node in tree.iter():
        if not isinstance(node.tag, str):
            found.append(("comment", node.text or ""))
            continue
        names = sorted(node.attrib)
        assert not [name for name in names if str(name).lower().startswith("on")], f"an event handler on {node.tag}"
        found.append((f"<{node.tag} {' '.join(map(str, names))}>", ""))
        for name in names:
            found.append((f"{node.tag}@{name}", node.attrib[name]))
        text = node.text or ""
        if node.tag == "script" and node.attrib.get("type") == "application/ld+json":
            found.extend((f"ld{path}", leaf) for path, leaf in leaves(json.loads(text)))
        else:
            found.append((f"{node.tag} text", text))
        found.append((f"{node.tag} tail", node.tail or ""))
    return found


def xml(raw):
    found = []
    for node in etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True)).iter():
        assert isinstance(node.tag, str), f"{node.tag} in XML"
        found.append((f"<{node.tag} {' '.join(sorted(node.attrib))}>", ""))
        found.extend((f"{node.tag}@{name}", value) for name, value in sorted(node.attrib.items()))
        found.append((f"{node.tag} text", node.text or ""))
        found.append((f"{node.tag} tail", node.tail or ""))
    return found


def feed(raw):
    parsed = feedparser.parse(raw)
    assert not parsed.bozo, parsed.get("bozo_exception")
    count["feeds"] += 1
    return xml(raw)


def calendar(raw):
    found = []
    for part in icalendar.Calendar.from_ical(raw).walk():
        assert not part.errors, part.errors
        found.append((f"BEGIN:{part.name}", ""))
        for name, value in part.property_items(recursive=False, sorted=False):
            count["properties"] += 1
            plain = isinstance(value, str) or not hasattr(value, "to_ical")
            raw_value = str(value) if plain else value.to_ical()
            found.append((name, raw_value if isinstance(raw_value, str) else raw_value.decode("utf-8")))
    return found


def table(raw):
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1, "rows of different length"
    for cell in (cell for row in rows for cell in row):
        count["cells"] += 1
        assert cell[:1] not in list("=+@＝＋－＠\t\r") or not cell, f"a formula: {cell!r}"
        assert not re.match(r"-\D", cell), f"a formula: {cell!r}"
    return [(f"{line}:{column}", cell) for line, row in enumerate(rows) for column, cell in enumerate(row)]


def search(raw):
    call = re.fullmatch(r"zhangbang\((.*)\)\n", raw.decode("utf-8"), re.S)
    index = json.loads(call.group(1))
    # by their first letters, which other words have others of
    letters = index.pop("letters", {})
    assert all(len(letter) == 1 for letter in letters), letters
    return list(leaves(index))


def parsed(path, raw):
    name = path.name
    if name.endswith(".html"):
        return page(raw)
    if name == "feed.xml":
        return feed(raw)
    if name.endswith(".xml"):
        return xml(raw)
    if name.endswith(".json"):
        return list(leaves(json.loads(raw.decode("utf-8"))))
    if name.endswith(".csv"):
        return table(raw)
    if name.endswith(".ics"):
        return calendar(raw)
    if path.parts[0] == "search":
        return search(raw)
    if name.endswith((".txt", ".webmanifest")):
        return [(str(line), text) for line, text in enumerate(raw.decode("utf-8").splitlines())]
    return None


def tidy(text):
    return " ".join(text.split())


class Words:
    """What stands where harmless words stood."""

    def __init__(self, harmless, tried):
        # what a field must hold to be taken at all may stand anywhere; white space around words is nothing
        pairs = [(old, new.strip()) for old, new in zip(harmless, tried) if old != new and MARK.search(old)]
        self.new = dict(pairs)
        self.pattern = re.compile("|".join(re.escape(old) for old in sorted(self.new, key=len, reverse=True)) or r"(?!)")

    def hold(self, text):
        return self.pattern.search(text)

    def put(self, text):
        return self.pattern.sub(lambda match: self.new[match.group()], text)


def is_url(place):
    return "@" in place and place.rsplit("@", 1)[1] in URLS


def same_text(place, old, new, words, where):
    count["texts"] += 1
    wanted = words.put(old)
    if place.startswith("/path/"):
        # an address: of the words only what may stand in one
        assert re.fullmatch(r"[^\s\"<>\\]*", new), f"{where}: {place}: {new!r}"
        return
    if place in ("NAME", "X-WR-CALNAME", "CATEGORIES"):
        # which the parser hands on as they are written
        new = re.sub(r"\\(.)", lambda match: "\n" if match.group(1) in "nN" else match.group(1), new)
    if tidy(new) == tidy(wanted) or new == "'" + wanted:
        return
    # a name that the program masks: its first letter and stars, or whole where it looks masked already
    masked = re.search(r"\w\*+", old)
    if masked:
        before, after = (tidy(words.put(part)) for part in (old[:masked.start()], old[masked.end():]))
        if tidy(new).startswith(before) and tidy(new).endswith(after):
            return
    if is_url(place) or old.startswith(("http", "mailto:", "urn:", "tag:")):
        scheme = urllib.parse.urlsplit(new.strip()).scheme.lower() if not any(c.isspace() for c in new) else ""
        assert scheme in SAFE, f"{where}: {place} leads to {new!r}"
        decoded = urllib.parse.unquote(new)
        assert tidy(decoded) == tidy(urllib.parse.unquote(wanted)) or re.fullmatch(r"[^\s\"<>]*", new) or place.endswith("@content"), f"{where}: {place}: {new!r}"
        return
    short = tidy(new).rstrip("…")
    if new.rstrip().endswith("…") and tidy(wanted).startswith(short):
        count["shortened"] += 1
        return
    raise AssertionError(f"{where}: {place}\n  wanted {wanted!r}\n  is     {new!r}")


def compare(where, old, new, words):
    shape = [place for place, _ in old]
    changed = [place for place, _ in new]
    if shape != changed:
        at = next((i for i, (a, b) in enumerate(zip(shape, changed)) if a != b), min(len(shape), len(changed)))
        raise AssertionError(f"{where}: another shape at {at}: {shape[at:at + 3]} {changed[at:at + 3]}\n  {old[max(at - 3, 0):at + 2]}\n  {new[max(at - 3, 0):at + 2]}")
    count["elements"] += sum(place.startswith("<") for place in shape)
    for (place, before), (_, after) in zip(old, new):
        if words.hold(before):
            same_text(place, before, after, words, where)


def paths(folder):
    return {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}


def pairs(benign, tried):
    """Files of the same name; a field's words in a name are known by its mark."""
    def by_marks(folder):
        key = lambda part: " ".join(MARK.findall(part)) or part
        named = {tuple(map(key, path.parts)): path for path in paths(folder)}
        assert len(named) == len(paths(folder)), "two files of one name"
        return named

    here, there = by_marks(benign), by_marks(tried)
    assert here.keys() == there.keys(), f"files: {sorted(here.keys() ^ there.keys())[:8]}"
    return [(path, there[key]) for key, path in sorted(here.items())]


def judge(benign, harmless, site):
    tried, words = pathlib.Path(site["folder"]), Words(harmless, site["texts"])
    try:
        both = pairs(benign, tried)
    except AssertionError as fault:
        yield f"{site['name']}: {fault}"
        return
    for old, new in both:
        where = f"{site['name']} {new}"
        try:
            before, after = parsed(old, (benign / old).read_bytes()), parsed(new, (tried / new).read_bytes())
            if before is None:
                continue
            count["files"] += 1
            compare(where, before, after, words)
        except AssertionError as fault:
            yield str(fault) if where in str(fault) else f"{where}: {fault}"


told = json.loads(pathlib.Path(sys.argv[1]).read_text("utf-8"))
faults = []
for site in told["sites"]:
    faults.extend(judge(pathlib.Path(told["benign"]), told["texts"], site))
print(", ".join(f"{number} {what}" for what, number in count.items()), f"of {len(told['sites'])} payloads")
if faults:
    sys.exit(f"{len(faults)} faults\n" + "\n".join(faults[:40]))
print("0 injections")
