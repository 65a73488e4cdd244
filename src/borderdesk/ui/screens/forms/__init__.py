"""Forms: which forms and versions this desk has, taking in a new one, trying one out."""
