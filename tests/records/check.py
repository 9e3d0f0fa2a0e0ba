"""check.py FOLDER|ADDRESS: checks a published board, knowing only what is published. The log's chain is whole; every
record is canonical JSON (RFC 8785: keys are ASCII, numbers whole) with the digests that the log says; files that are
offered have the bytes that records name."""
import hashlib, json, pathlib, sys, urllib.error, urllib.parse, urllib.request

BASE, FAULTS = sys.argv[1].rstrip("/"), []
WEB = BASE.startswith(("http://", "https://"))

def get(path):
    try:
        if WEB:
            return urllib.request.urlopen(f"{BASE}/{urllib.parse.quote(path)}", timeout=15).read()
        return pathlib.Path(BASE, path).read_bytes()
    except (urllib.error.HTTPError, FileNotFoundError, NotADirectoryError):
        return None

def sha(data):
    return hashlib.sha256(data).hexdigest()

def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

def must(holds, where, what):
    FAULTS.extend([] if holds else [f"{where}: {what}"])

def log(lines):
    posted, before = {}, "0" * 64
    must(lines[-1] == b"", "log", "its end is cut")
    for number, line in enumerate(lines[:-1], 1):
        front, _, end = line.rpartition(b',"sum":"')
        must(end == sha(front)[:16].encode() + b'"}', f"log, line {number}", "it was changed")
        event = json.loads(line)
        must(event["prev"] == before, f"log, line {number}", "it does not follow the one before")
        before = sha(line)
        posted.update({event[key]["id"]: event[key] for key in ("notice", "entry") if key in event})
    return posted

def record(name, said):
    data = get(f"{name}/record.json") or b"{}"
    value = json.loads(data, parse_float=str)
    must(value.get("id") == name and canonical(value) == data, name, "its record is missing, or not canonical")
    parts = {key: sha(canonical(part)) for key, part in value.items() if key not in ("format", "id", "sort")}
    if said and "rule" not in said:  # a points batch or an honour
        must(sha(data) == said["record"], name, "its record is not the one in the log")
    elif said and said.get("format") == value.get("format", 2):
        material = {key: parts[key] for key in said["rule"]["material"] if key in parts}
        ours = [sha(data), sha(canonical(material)), {key: digest[:16] for key, digest in parts.items()}]
        must(ours == [said["record"], said["material"], said["parts"]], name, "its record is not the one in the log")
    photos = [one["photo"] for one in value.get("recipients", []) if "photo" in one]
    for file in value.get("attachments", []) + value.get("files", []) + photos:
        there, offered = get(file["file"]), file in value.get("attachments", [])  # others may be in other sizes only
        must(sha(there) == file["sha256"] if there else not offered, file["file"], "its bytes differ")

lines, found = get("log/publication.jsonl"), [] if WEB else pathlib.Path(BASE).rglob("record.json")
known = log(lines.split(b"\n")) if lines else {}
sets = [json.loads(get(f"data/{name}.json") or '{"items": []}')["items"] for name in ("notices", "honours")]
names = {row["id"] for row in sum(sets, [])} | {path.parent.relative_to(BASE).as_posix() for path in found}
[record(name, known.get(name)) for name in sorted(names | set(known))]
print("\n".join(FAULTS) or f"{len(names)} records are as they were posted, {len(known)} of them by the log")
sys.exit(bool(FAULTS))
