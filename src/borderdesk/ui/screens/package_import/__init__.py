"""Import preview: what a package would change, then one act, then the receipt (screen name ``import``)."""
