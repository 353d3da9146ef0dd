#!/bin/sh
# install.sh PYTHON REQUIREMENTS STAMP: install exactly what is pinned, and `day1`.
set -eu

pip="$1 -m pip --disable-pip-version-check --no-input"
echo "Installing $2 into .venv; this is done once."
$pip install --quiet --require-hashes -r "$2"
# The build back end warns about editable installs as such; nothing here is unclear.
PYTHONWARNINGS=ignore $pip install --quiet --no-deps --no-build-isolation -e .
touch "$3"
