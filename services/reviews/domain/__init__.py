"""What a review is, and the rules it lives by."""
