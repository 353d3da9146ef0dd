"""What the people of the load do, step by step, and which answers they expect."""
