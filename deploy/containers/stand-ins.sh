#!/bin/sh
# Build stand-ins for the base images, where no image registry can be reached:
#   eval "$(sudo sh deploy/containers/stand-ins.sh)"
#
# Needs root, docker, debootstrap, mvn, and what their packages come from. It prints what
# makes docker-compose.yml use them. They obey the same variables as the real images, as
# far as that file sets any. For trying things out: the versions are Debian's, and this
# machine's certificates and settings of pip are inside.
set -eu
cd "$(dirname "$0")/../.."

say() { printf '==> %s\n' "$*" >&2; }

debian() {
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    debootstrap --variant=minbase --include=ca-certificates bookworm "$work/root"
    cp /etc/ssl/certs/ca-certificates.crt "$work/root/etc/ssl/certs/"
    [ ! -f /etc/pip.conf ] || cp /etc/pip.conf "$work/root/etc/"
    tar -C "$work/root" -c . | docker import - day1-stand-in-debian
}

if ! docker image inspect day1-stand-in-debian >/dev/null 2>&1; then
    say "Debian, once"
    debian >&2
fi
say "Apache Kafka"
mvn --quiet --batch-mode --file deploy/kafka/pom.xml package >&2
for image in python postgres kafka; do
    say "$image"
    docker build --target "$image" --tag "day1-stand-in-$image" --file deploy/containers/stand-ins/Dockerfile deploy >&2
    echo "export $(echo "$image" | tr a-z A-Z)_IMAGE=day1-stand-in-$image"
done
