"""The api edge of reviews."""
