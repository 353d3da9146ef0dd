"""What can happen to an instance under load, and the count of what it cost."""
