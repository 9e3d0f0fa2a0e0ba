"""Writes tests/supply/advisories.tsv anew from a checkout of the RustSec advisory database.

    git clone https://github.com/rustsec/advisory-db
    python3 tests/supply/advisories.py advisory-db > tests/supply/advisories.tsv

A row is an advisory: its number, the crate, and the versions that it does not concern (patched or never affected),
of which one has to match. Withdrawn ones are left out.
"""
import pathlib
import subprocess
import sys
import tomllib

root = pathlib.Path(sys.argv[1])
git = ["git", "-C", str(root), "log", "-1", "--format=%H of %cs"]
commit = sys.argv[2] if len(sys.argv) > 2 else subprocess.run(git, capture_output=True, text=True, check=True).stdout.strip()
print(f"# RustSec advisory-db, commit {commit}; written by tests/supply/advisories.py")
for path in sorted((root / "crates").glob("*/*.md")):
    table = tomllib.loads(path.read_text("utf-8").split("```toml")[1].split("```")[0])
    advisory, versions = table["advisory"], table.get("versions", {})
    if advisory.get("withdrawn"):
        continue
    safe = versions.get("patched", []) + versions.get("unaffected", [])
    print(advisory["id"], path.parent.name, " || ".join(safe), sep="\t")
