"""damage.py CHECK FOLDER TIMES: changes one byte after another, evenly over the log, the records, the former versions and
the files beside them, and asks CHECK each time, in this process; names every change that was not found."""
import contextlib, io, pathlib, runpy, sys

CHECK, BASE, TIMES = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])

def found(folder):
    sys.argv = [CHECK, str(folder)]
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            runpy.run_path(CHECK, run_name="__main__")
    except SystemExit as end:
        return bool(end.code)
    except Exception:  # what can no longer be read is found, too
        return True

assert not found(BASE), "it is damaged already"
folders = {path.parent for path in BASE.rglob("record.json")}
kept = lambda path: path.is_file() and path.suffix in (".json", ".csv", ".txt") and path.parent in folders
files = [path for path in sorted(BASE.rglob("*")) if kept(path) or path.name == "publication.jsonl"]
places = [(path, at) for path in files for at in range(path.stat().st_size)]
step, missed = max(1, len(places) // TIMES), 0
for path, at in places[::step]:
    good = path.read_bytes()
    path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1:])
    if not found(BASE):
        print(f"not found: {path.relative_to(BASE)}, byte {at}")
        missed += 1
    path.write_bytes(good)
print(f"{len(places[::step])} changes in {len(files)} files, {missed} not found")
