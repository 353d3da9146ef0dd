#!/bin/sh
# requirements.sh PYTHON: pin the newest versions that pyproject.toml allows.
#
# The files name no package index: they work with whichever one pip is set up for.
set -eu

wanted() {
    "$1" -c '
import sys, tomllib
project = tomllib.load(open("pyproject.toml", "rb"))
needed = project["project"]["dependencies"] + project["build-system"]["requires"]
print(*needed, *(project["dependency-groups"]["dev"] if sys.argv[1:] else ()), sep="\n")
' $2
}

compile() {
    CUSTOM_COMPILE_COMMAND="make requirements" "$python" -m piptools compile --quiet --upgrade \
        --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url \
        --no-emit-find-links --no-emit-trusted-host --no-emit-options "$@" -
}

python=$1
wanted "$python" "" | compile -o requirements.txt
wanted "$python" dev | compile -c requirements.txt -o requirements-dev.txt
