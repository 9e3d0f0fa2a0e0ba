"""check.py FOLDER|ADDRESS: checks a board by what it publishes. The log's chain is whole; records are canonical JSON
(RFC 8785: keys are ASCII, numbers whole) with the digests that the log says; files that are offered have the bytes
that records name; every version that another took the place of is still there, as it was."""
import hashlib, json, pathlib, sys, urllib.error, urllib.parse, urllib.request
BASE, FAULTS = sys.argv[1].rstrip("/"), []
WEB = BASE.startswith(("http://", "https://"))
sha = lambda data: hashlib.sha256(data).hexdigest()
canonical = lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
must = lambda holds, where, what: FAULTS.extend([] if holds else [f"{where}: {what}"])

def get(path):
    try:
        url = f"{BASE}/{urllib.parse.quote(path)}" if WEB else pathlib.Path(BASE, path).resolve().as_uri()
        return urllib.request.urlopen(url, timeout=15).read()
    except urllib.error.URLError:
        return None

def log(lines):
    posted, versions, before = {}, {}, must(lines[-1] == b"", "log", "its end is cut") or "0" * 64
    for number, line in enumerate(lines[:-1], 1):
        must(line[-18:-2] == sha(line[:-26])[:16].encode(), f"log, line {number}", "it was changed")
        must((event := json.loads(line))["prev"] == before, f"log, line {number}", "it does not follow the one before")
        before = sha(line)
        posted.update({event[key]["id"]: event[key] for key in ("notice", "entry") if key in event})
        if said := event.get("notice"):
            digest, own = said["record"] if said.get("format", 1) > 1 else None, versions.setdefault(said["id"], [])
            own[-1:] = [] if event["event"] == "converted" else own[-1:]  # the same version in a newer format
            own.extend([digest] if digest is None or digest not in own[-1:] else [])
    return posted, versions

def record(name, said):
    value = json.loads(data := get(f"{name}/record.json") or b"{}", parse_float=str)
    must(value.get("id") == name and canonical(value) == data, name, "its record is missing, or not canonical")
    parts = {key: sha(canonical(part)) for key, part in value.items() if key not in ("format", "id", "sort")}
    if said and said.get("format", 1 if "rule" in said else 2) > 1:  # that of a points batch or an honour says no parts
        material = {key: parts[key] for key in said.get("rule", {}).get("material", []) if key in parts}
        ours = [sha(data), sha(canonical(material)), {key: digest[:16] for key, digest in parts.items()}]
        logged = [said["record"], said["material"], said["parts"]] if "rule" in said else [said["record"], *ours[1:]]
        must(ours == logged, name, "its record is not the one in the log")
    photos = [one["photo"] for one in value.get("recipients", []) if "photo" in one]
    for file in value.get("attachments", []) + value.get("files", []) + photos:
        there, offered = get(file["file"]), file in value.get("attachments", [])  # others may be in other sizes only
        must(sha(there) == file["sha256"] if there else not offered, file["file"], "its bytes differ")

def version(folder, digest):
    value = json.loads(data := get(f"{folder}/record.json") or b"{}")
    must(sha(data) == digest, folder, "it is not what was posted, or is lost")
    for file in value.get("attachments", []) + value.get("files", []):
        name = file["file"].rpartition("/")[2]  # of two with one name, the second has its number before it
        found = [get(f"{folder}/{own}") for own in [name, *(f"{i}-{name}" for i in range(2, 9))]]
        must(file["sha256"] in map(sha, filter(None, found)) or not any(found), f"{folder}/{name}", "its bytes differ")
lines, found = get("log/publication.jsonl"), [] if WEB else pathlib.Path(BASE).rglob("record.json")
known, versions = log(lines.split(b"\n")) if lines else ({}, {})
sets = [json.loads(get(f"data/{name}.json") or '{"items": []}')["items"] for name in ("notices", "honours")]
there = {path.parent.relative_to(BASE).as_posix() for path in found if path.parent.parent.name != "versions"}
names = {row["id"] for row in sum(sets, [])} | there | set(known)
former = [(f"{name}/versions/{i}", one) for name, own in versions.items() for i, one in enumerate(own[:-1], 1) if one]
[record(name, known.get(name)) for name in sorted(names)] + [version(*one) for one in former]
told = f"{len(names)} records, {len(former)} former versions as posted, {len(known)} by the log"
sys.exit(print("\n".join(FAULTS) or told) or bool(FAULTS))
