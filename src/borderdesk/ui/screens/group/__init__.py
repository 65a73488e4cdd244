"""A group arrival: its people by code, each with a file of their own, leaders kept apart."""
