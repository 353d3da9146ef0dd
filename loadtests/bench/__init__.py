"""What the promises cost, measured beside a floor: budgets as a table."""
