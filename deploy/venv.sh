#!/bin/sh
# Create .venv with the first Python that is new enough.
set -eu

new_enough() {
    command -v "$1" >/dev/null && "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

for python in python3 python3.13 python3.12 python3.11; do
    if new_enough "$python"; then
        if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
            echo "day1: $python cannot create environments; install its venv package (Debian: apt install python3-venv)." >&2
            exit 1
        fi
        "$python" -m venv .venv
        exit 0
    fi
done
echo "day1: Python 3.11 or newer is needed, and none is on the PATH." >&2
exit 1
