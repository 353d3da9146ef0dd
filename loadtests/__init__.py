"""Load and measurements: programs with a table at the end, never tests."""
