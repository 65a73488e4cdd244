"""Going on: what it means that this PC was set back to an old copy, and the one press that makes it safe."""
