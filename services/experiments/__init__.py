"""Experiments: from a frozen design to scale, pivot or kill."""
