"""Review: what needs a person's look: contradictions, entries set aside, imports that can be undone."""
