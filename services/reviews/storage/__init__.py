"""The storage edge of reviews."""
