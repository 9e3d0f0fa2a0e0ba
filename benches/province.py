#!/usr/bin/env python3
"""Time and memory of the portal over many boards: province.py PROGRAM [BOARDS [NOTICES [FOLDER]]].

One board of so many notices is made and published, and read as often as there are boards (see tests/boards/province.py
--same); then the portal is made over a tenth of the list and over all of it, anew, and again over all of it.
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]


def measured(what, command):
    begun = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    said = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - begun
    print(f"| {what} | {wall:.1f} s | {usage.ru_utime + usage.ru_stime:.1f} s | {usage.ru_maxrss >> 10} MiB |", flush=True)
    if status:
        sys.exit(f"{command} ended with {os.waitstatus_to_exitcode(status)}\n{said}")
    return said


def main(program, boards=100, notices=10_000, folder=None):
    program, boards, notices = os.path.abspath(program), int(boards), int(notices)
    work = pathlib.Path(folder or tempfile.mkdtemp(prefix="province-")) / "province"
    make = [sys.executable, str(ROOT / "tests/boards/province.py"), str(work), str(boards), str(notices), "--same"]
    subprocess.run(make, check=True)
    whole = work / "boards.yaml"
    few = work / "few.yaml"
    few.write_text("\n".join(whole.read_text(encoding="utf-8").splitlines()[: 4 + boards // 10]) + "\n", encoding="utf-8")
    print(f"{boards} boards of {notices} notices\n\n| | wall | processor | memory |\n|---|---|---|---|")
    measured("publish one of them", [program, "boards", "run", str(whole), "--index", "0", "--quiet"])
    measured(f"portal over {boards // 10}", [program, "portal", str(few), "--out", str(work / "few")])
    measured(f"portal over {boards}", [program, "portal", str(whole), "--out", str(work / "all")])
    said = measured("the same again", [program, "portal", str(whole), "--out", str(work / "all")])
    files = [file.stat().st_size for file in (work / "all").rglob("*") if file.is_file()]
    print(f"\n{said.strip()}\n{len(files)} files, {sum(files) >> 20} MiB; in {work}")


if __name__ == "__main__":
    main(*sys.argv[1:])
