"""Reviews: read, then decide; one review per submitted revision of an idea."""
