"""Preview for form authors: the player on a form, storing nothing, with what goes on inside beside it."""
