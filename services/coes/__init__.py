"""COEs: from an incident to the question why."""
