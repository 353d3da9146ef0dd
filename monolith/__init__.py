"""All services in one process: the shape that Day 1 came from."""
