#!/bin/sh
# protos.sh PYTHON [--check]: regenerate day1/ and buf/ from protos/, and lint.
#
# --check changes nothing, and fails when the committed code is not what protos/ says.
set -eu

python=$1
bin=$(dirname "$python")
site=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
PATH="$(cd "$bin" && pwd):$PATH"
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

protoc() {
    "$python" -m grpc_tools.protoc -Iprotos "-I$site" "$@"
}

all=$(cd protos && find . -name '*.proto' | sed 's|^\./||' | sort)
services=$(cd protos && find . -name '*_service.proto' | sed 's|^\./||' | sort)
protoc "--python_out=$out" "--pyi_out=$out" $all
protoc "--grpc_python_out=$out" "--mypy_grpc_out=quiet:$out" $services
protoc --include_imports --include_source_info -o "$out/image.binpb" $all
buf lint "$out/image.binpb" --config protos/buf.yaml
rm "$out/image.binpb"

for package in day1 buf; do
    if [ "${2:-}" = --check ]; then
        diff -r -x __pycache__ -x '*.md' "$out/$package" "$package" >&2 ||
            { echo "day1: $package/ is not what protos/ says; run make protos." >&2; exit 1; }
    else
        rm -rf "$package"
        mv "$out/$package" "$package"
    fi
done
