"""One record on which desks contradict each other: before, theirs, ours; a person chooses."""
