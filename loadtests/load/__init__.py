"""Load at a constant rate, made by Locust, and the journal of what was accepted.

What imports `locust` is run as a program only: gevent then replaces what blocks.
"""
