"""The ways to the services: the same calls as JSON through the front, and over gRPC."""
