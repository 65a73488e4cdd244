"""Today: begin a first sight, continue what is unfinished, see what is due and new."""
