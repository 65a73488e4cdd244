"""Transfer: handing records over on a stick, receipts, and what came in."""
