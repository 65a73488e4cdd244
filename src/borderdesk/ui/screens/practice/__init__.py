"""Practice: the stories in a practice workspace; the way there and the training record in a real one."""
