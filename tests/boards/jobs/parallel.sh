#!/bin/sh
# All boards, eight at a time; those that failed before, and only those, when it is run again.
set -e
last=$(($(zhangbang boards list boards.yaml --count) - 1))
seq 0 "$last" | parallel --jobs 8 --retries 2 --joblog boards.log --resume-failed \
  zhangbang boards run boards.yaml --index {}
