"""The messaging edge of coes."""
