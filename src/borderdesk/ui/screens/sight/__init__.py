"""First sight: what can be seen of a party before anyone is asked."""
