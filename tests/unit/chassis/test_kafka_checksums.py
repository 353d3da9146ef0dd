"""Kafka's checksums are left to the processor: Python takes far longer (ADR 32)."""

from kafka.record import util


def test_no_checksum_is_computed_in_python() -> None:
    assert util.crc32c_c is not None, "The package crc32c is missing or broken here."
    assert util.calc_crc32c(b"123456789", util.crc32c_c) == 0xE3069283
