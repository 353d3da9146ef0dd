"""The messaging edge of experiments."""
