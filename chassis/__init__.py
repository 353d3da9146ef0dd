"""What every service needs and no service owns: mechanism, and no domain word."""
