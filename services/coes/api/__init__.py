"""The api edge of coes."""
