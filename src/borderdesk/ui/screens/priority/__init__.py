"""The priority card: at most five steps when somebody may be in danger now; the form waits."""
