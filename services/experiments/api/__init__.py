"""The api edge of experiments."""
