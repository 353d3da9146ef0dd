"""What a correction of error is, and the rules it lives by."""
