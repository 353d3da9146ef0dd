#!/bin/sh
# protos.sh PYTHON [--check]: regenerate day1/ and buf/ from protos/, and lint.
#
# --check changes nothing, and fails when the committed code is not what protos/ says.
set -eu

python=$1
bin=$(dirname "$python")
PATH="$(cd "$bin" && pwd):$PATH"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

protoc() {
    "$python" -m grpc_tools.protoc -Iprotos -Iprotos/third_party "$@"
}

# What Google publishes comes as a Python package; the rest is generated here.
all=$(cd protos && find day1 -name '*.proto' | sort; cd third_party && find buf -name '*.proto')
services=$(cd protos && find day1 -name '*_service.proto' | sort)
protoc "--python_out=$out" "--pyi_out=$out" $all
protoc "--grpc_python_out=$out" "--mypy_grpc_out=quiet:$out" $services
(cd protos && buf lint)

for package in day1 buf; do
    if [ "${2:-}" = --check ]; then
        diff -r -x __pycache__ -x '*.md' "$out/$package" "$package" >&2 ||
            { echo "day1: $package/ is not what protos/ says; run make protos." >&2; exit 1; }
    else
        rm -rf "$package"
        mv "$out/$package" "$package"
    fi
done
