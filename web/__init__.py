"""The front: pages for people, JSON for programs.

It keeps nothing and decides nothing; it calls the four services.
"""
