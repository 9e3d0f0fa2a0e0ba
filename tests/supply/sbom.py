"""Writes the program's bill of materials: CycloneDX 1.5 as JSON, to standard output.

    python3 tests/supply/sbom.py > zhangbang.cdx.json

Named are the crates that some system's program is built with; those for tests alone are not. It says the same for
the same Cargo.lock: no time stamp, no serial number.
"""
import json
import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def metadata():
    cargo = os.environ.get("CARGO", "cargo")
    command = [cargo, "metadata", "--format-version", "1", "--locked"]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def used(nodes, root):
    """What is reached without going through what is for tests alone."""
    reached, waiting = {}, [root]
    while waiting:
        one = waiting.pop()
        if one in reached:
            continue
        kept = lambda dependency: any(kind["kind"] != "dev" for kind in dependency["dep_kinds"])
        reached[one] = sorted({dependency["pkg"] for dependency in nodes[one]["deps"] if kept(dependency)})
        waiting += reached[one]
    return reached


def digests():
    row = re.compile(r'name = "(.+)"\nversion = "(.+)"\nsource = ".+"\nchecksum = "(.+)"\n')
    return {(name, version): digest for name, version, digest in row.findall((ROOT / "Cargo.lock").read_text())}


def component(package, kind, digest):
    purl = f'pkg:cargo/{package["name"]}@{package["version"]}'
    told = {"type": kind, "bom-ref": purl, "name": package["name"], "version": package["version"], "purl": purl}
    told["licenses"] = [{"expression": (package["license"] or "").replace("/", " OR ")}]
    if digest:
        told["hashes"] = [{"alg": "SHA-256", "content": digest}]
    if package.get("repository"):
        told["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return told


def bill():
    told = metadata()
    packages = {package["id"]: package for package in told["packages"]}
    root = told["resolve"]["root"]
    edges = used({node["id"]: node for node in told["resolve"]["nodes"]}, root)
    known = digests()
    made = {}
    for one in edges:
        package = packages[one]
        digest = known.get((package["name"], package["version"]))
        made[one] = component(package, "application" if one == root else "library", digest)
    refs = {one: made[one]["bom-ref"] for one in made}
    dependencies = [{"ref": refs[one], "dependsOn": sorted(refs[to] for to in edges[one])} for one in edges]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": made[root]},
        "components": sorted((made[one] for one in made if one != root), key=lambda one: one["bom-ref"]),
        "dependencies": sorted(dependencies, key=lambda edge: edge["ref"]),
    }


if __name__ == "__main__":
    print(json.dumps(bill(), ensure_ascii=False, indent=1))
