"""About: version, forms, space, clock, history, key words, self-test and a report without case data."""
