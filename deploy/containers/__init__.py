"""What the containers of docker-compose.yml need beside their own code. ADR 27."""
