"""The rules of experiments, in the standard library and nothing else."""
