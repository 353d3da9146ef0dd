"""The messaging edge of reviews."""
