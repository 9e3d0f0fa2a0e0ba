#!/bin/sh
# The handbook's jobs on a real Slurm: slurm.sh FOLDER [BOARDS [NOTICES]], with `zhangbang` in the path and a cluster of two
# nodes or more that share the folder. One board has a fault, and is rerun alone; while that runs, $LOSE (a command that
# takes a node away with all that runs on it) is called, and Slurm puts that node's boards in the line again. Ends with 0 when
# every board was published exactly once and the portal over all of them came after the last.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1 boards=${2:-100} notices=${3:-40} broken=$((${2:-100} / 3))

python3 "$here/province.py" "$folder" "$boards" "$notices"
cp "$here"/jobs/*.sh "$here"/jobs/*.sbatch "$folder"
cd "$folder"

idle() { while [ -n "$(squeue --noheader)" ]; do sleep 1; done; }
published() { grep -l '"event":"released"' sites/*/content/publication.jsonl | wc -l; }
fail() { echo "$1" >&2; exit 1; }

sed -i 's/^类别: project/类别: porject/' "sites/$broken/content/notices/00000.md"
./submit.sh
idle
[ "$(published)" -eq $((boards - 1)) ] || fail "published: $(published), not all but one"
[ ! -e portal ] || fail "a portal was made though a board had failed"
grep -q 'kind-unknown' "log/$broken.txt" || fail "log/$broken.txt does not say why"

sed -i 's/^类别: porject/类别: project/' "sites/$broken/content/notices/00000.md"
others=$(ls sites | grep -vx "$broken" | sed 's,.*,sites/&/content/publication.jsonl,')
cat $others | sha256sum > before
./submit.sh "$broken"
if [ -n "${LOSE:-}" ]; then
  while [ -z "$(squeue --noheader --states=R)" ]; do sleep .2; done
  sh -c "$LOSE"
fi
idle
cat $others | sha256sum --check --status before || fail "something else changed"
[ "$(published)" -eq "$boards" ] || fail "published: $(published), not all"
[ -f portal/index.html ] || fail "no portal"
tail -n 1 log/portal.txt
