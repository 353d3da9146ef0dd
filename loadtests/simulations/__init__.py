"""Experiments with a known truth, run many times over: how often are we wrong?"""
