"""What coes can do: commands for people, reactions to other services.

A use case is a function of a unit of work. Whoever opened the unit commits it, with
the events it caused and the answer it gave (ADR 0005).
"""
