"""The storage edge of coes."""
