"""The storage edge of experiments."""
