"""COEs: from an incident to the mechanism that keeps it away."""
