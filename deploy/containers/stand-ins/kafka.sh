#!/bin/bash
# What the image of Apache Kafka does at a start: KAFKA_* become its settings, and an
# empty volume is formatted.
set -eu

java=(java -Dlog4j2.configurationFile=/etc/kafka/docker/log4j2.properties -classpath "/opt/kafka/libs/*")
done=$("${java[@]}" kafka.docker.KafkaDockerWrapper setup \
    --default-configs-dir /etc/kafka/docker \
    --mounted-configs-dir /mnt/shared/config \
    --final-configs-dir /opt/kafka/config 2>&1) \
    || grep --quiet "already formatted" <<<"$done" || { echo "$done" >&2; exit 1; }
# shellcheck disable=SC2086 # several options
exec "${java[@]:0:1}" ${KAFKA_HEAP_OPTS:-} "${java[@]:1}" kafka.Kafka /opt/kafka/config/server.properties
