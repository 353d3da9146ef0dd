"""Faults happen to the same small service that the integration tests know."""

from tests.integration.conftest import database, log

__all__ = ["database", "log"]
