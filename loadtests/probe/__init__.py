"""What a journal promises, compared with what is there."""
