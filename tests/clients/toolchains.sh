#!/bin/sh
# toolchains.sh PYTHON: install Go and Node.js into .venv, where this machine has none that is new enough.
set -eu

python=$1
folder=$(dirname "$0")
PATH="$(cd "$(dirname "$python")" && pwd):$PATH"

# at_least WANTED FOUND: compare two versions, such as 1.26 and 1.9.
at_least() {
    [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]
}

install() {
    echo "Installing $1 into .venv; this is done once."
    "$python" -m pip --disable-pip-version-check --no-input install --quiet --require-hashes -r "$folder/$2"
}

go=$(go env GOVERSION 2>/dev/null || echo go0)
at_least 1.26 "${go#go}" || install Go requirements-go.txt

node=$(node --version 2>/dev/null || echo v0)
{ at_least 20 "${node#v}" && command -v npm >/dev/null; } || install Node.js requirements-node.txt
