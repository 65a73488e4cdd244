"""A group arrival: its people by number and code, each with a file of their own, leaders kept apart."""
