#!/bin/sh
# All boards as one array, and the portal when every one of them is done.
set -e
mkdir -p log
last=$(($(zhangbang boards list boards.yaml --count) - 1))
array=$(sbatch --parsable --array="${1:-0-$last}" boards.sbatch)
sbatch --dependency="afterok:$array" --kill-on-invalid-dep=yes portal.sbatch
